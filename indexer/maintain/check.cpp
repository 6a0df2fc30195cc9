// A check of the live generation, part by part.
#include "common/base/exception_guard.hpp"
#include "indexer/maintain/check_parts.hpp"

namespace dateline {
namespace {

std::uint64_t live_documents(const std::vector<OpenSegment>& segments) {
  std::uint64_t live = 0;
  for (const OpenSegment& segment : segments)
    live += segment.files.document_count() - segment.dead.cardinality();
  return live;
}

void check_totals(const Manifest& manifest, const Store& store,
                  const std::vector<OpenSegment>& segments, Findings& findings) {
  if (segments.size() == manifest.segments.size())
    findings.compare("segments", "live documents", manifest.documents, live_documents(segments));
  if (const auto keys = store.count_keys())
    findings.compare("store", "keys", manifest.documents, *keys);
  else
    findings.add("store", keys.error());
}

void check_contents(const Generation& generation, const CheckOptions& options, CheckReport& report,
                    Findings& findings) {
  const auto store = Store::open(generation.store());
  if (!store) return findings.add("store", store.error());
  const auto step = [&](std::string_view what) {
    if (options.on_step) options.on_step(what);
  };
  step("checking segments");
  const auto segments = check_segments(generation, *store, options.full, findings);
  check_totals(generation.manifest(), *store, segments, findings);
  if (!options.full) return;
  step("checking the vocabulary");
  check_words(generation, *store, findings);
  step("checking documents");
  report.documents = check_documents(generation, *store, segments, findings);
  findings.compare("store", "documents", generation.manifest().documents, report.documents);
}

}  // namespace

Result<CheckReport> check_index(const std::filesystem::path& index, const CheckOptions& options) {
  return guard_exceptions({"cannot check", index}, [&]() -> Result<CheckReport> {
    DATELINE_ASSIGN(const Generation generation, Generation::open_current(index));
    CheckReport report;
    report.generation = generation.manifest().generation;
    Findings findings(report);
    if (options.on_step) options.on_step("checking files");
    check_files(generation, options.full, report, findings);
    check_contents(generation, options, report, findings);
    return report;
  });
}

}  // namespace dateline
