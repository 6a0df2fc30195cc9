#include "indexer/run/publication.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <utility>

namespace dateline {
namespace {

std::string now_iso8601() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1,
                     utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

}  // namespace

void describe_segments(Manifest& manifest, std::vector<SegmentInfo> segments) {
  manifest.segments = std::move(segments);
  manifest.documents = 0;
  manifest.text_bytes = 0;
  for (const SegmentInfo& segment : manifest.segments) {
    manifest.documents += segment.documents - segment.dead;
    manifest.text_bytes += segment.text_bytes;
  }
  manifest.features = features_of(manifest.segments);
  manifest.created = now_iso8601();
}

Publication::Publication(IndexLayout layout, std::size_t keep, OnWarning on_warning)
    : layout_(std::move(layout)), keep_(keep), on_warning_(std::move(on_warning)) {}

Result<Commit> Publication::commit(WorkArea& area, const std::optional<Generation>& live,
                                   Manifest& manifest) {
  DATELINE_ASSIGN(manifest.generation, next_generation(layout_));
  return area.publish(layout_, live, manifest);
}

void Publication::tidy(const Commit& commit) {
  for (std::string& warning : tidy_up(layout_, commit, keep_)) {
    if (std::find(warnings_.begin(), warnings_.end(), warning) != warnings_.end()) continue;
    if (on_warning_) on_warning_(warning);
    warnings_.push_back(std::move(warning));
  }
}

}  // namespace dateline
