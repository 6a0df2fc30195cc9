// What the live generation holds, from its manifest and the tables of its segments.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "common/base/exception_guard.hpp"
#include "dateline/maintenance.hpp"
#include "indexer/maintain/open_segment.hpp"

namespace dateline {
namespace {

constexpr std::array<std::string_view, text_field_count> field_names{"title", "lead", "body"};

/// What is counted over live documents.
struct LiveCounts {
  std::unordered_map<std::uint32_t, std::uint64_t> by_source;
  std::uint64_t undated = 0;
  std::optional<DayRange> dates;
};

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

void add_file_sizes(IndexStats& stats, const Manifest& manifest) {
  for (const FileInfo& file : manifest.files) {
    const bool in_segment = file.path.rfind("segments/", 0) == 0;
    const bool record = ends_with(file.path, "/documents") || ends_with(file.path, "/columns");
    std::uint64_t& part = !in_segment                       ? stats.store_bytes
                          : ends_with(file.path, "/tokens") ? stats.tokens_bytes
                          : record                          ? stats.records_bytes
                                                            : stats.postings_bytes;
    part += file.bytes;
  }
}

void add_scoring(IndexStats& stats, const Scoring& scoring) {
  stats.k1 = scoring.k1;
  for (std::size_t i = 0; i < text_field_count; ++i) {
    const FieldWeights& field = scoring.fields[i];
    stats.fields[i] = {field_names[i], field.weight, field.b, field.average_length};
  }
}

IndexStats stats_of_manifest(const Manifest& manifest) {
  IndexStats stats;
  stats.generation = manifest.generation;
  stats.created = manifest.created;
  stats.documents = manifest.documents;
  stats.segments = manifest.segments.size();
  for (const SegmentInfo& segment : manifest.segments) stats.dead += segment.dead;
  stats.text_bytes = manifest.text_bytes;
  stats.format = manifest.format;
  stats.features = manifest.features;
  stats.analysis = manifest.analysis;
  stats.language = manifest.language;
  add_file_sizes(stats, manifest);
  add_scoring(stats, manifest.scoring);
  return stats;
}

void count_record(const DocumentRecord& record, LiveCounts& counts) {
  ++counts.by_source[record.source];
  if (record.day == unknown_day) {
    ++counts.undated;
    return;
  }
  if (!counts.dates) counts.dates = DayRange{record.day, record.day};
  counts.dates->first = std::min(counts.dates->first, record.day);
  counts.dates->last = std::max(counts.dates->last, record.day);
}

Result<LiveCounts> count_live(const Generation& generation, const Store& store) {
  LiveCounts counts;
  for (const SegmentInfo& info : generation.manifest().segments) {
    DATELINE_ASSIGN(const OpenSegment segment, open_segment(generation, store, info));
    for (std::uint32_t docid = 1; docid <= segment.files.document_count(); ++docid)
      if (!segment.is_dead(docid)) count_record(segment.files.record(docid), counts);
  }
  return counts;
}

bool more_documents(const SourceCount& a, const SourceCount& b) {
  return a.documents != b.documents ? a.documents > b.documents : a.name < b.name;
}

std::vector<SourceCount> name_sources(const LiveCounts& counts,
                                      const std::map<std::uint32_t, std::string>& names) {
  std::vector<SourceCount> sources;
  for (const auto& [number, documents] : counts.by_source) {
    const auto name = names.find(number);
    if (name != names.end()) sources.push_back({name->second, documents});
  }
  std::sort(sources.begin(), sources.end(), more_documents);
  return sources;
}

}  // namespace

Result<IndexStats> index_stats(const std::filesystem::path& index, std::size_t top_sources) {
  return guard_exceptions({"cannot count what is in", index}, [&]() -> Result<IndexStats> {
    DATELINE_ASSIGN(const Generation generation, Generation::open_current(index));
    DATELINE_ASSIGN(const Store store, Store::open(generation.store()));
    DATELINE_ASSIGN(const LiveCounts counts, count_live(generation, store));
    DATELINE_ASSIGN(const auto names, store.names(FieldId::source));
    IndexStats stats = stats_of_manifest(generation.manifest());
    stats.undated = counts.undated;
    stats.dates = counts.dates;
    stats.sources = name_sources(counts, names);
    stats.source_count = stats.sources.size();
    const auto none = counts.by_source.find(0);
    stats.without_source = none == counts.by_source.end() ? 0 : none->second;
    stats.sources.resize(std::min(stats.sources.size(), top_sources));
    return stats;
  });
}

}  // namespace dateline
