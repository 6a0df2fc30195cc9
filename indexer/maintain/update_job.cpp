#include "indexer/maintain/update_job.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "indexer/maintain/input_size.hpp"

namespace dateline {
namespace {

/// Takes the documents of files that are read once more; their rejects were already reported.
class HeirSink : public DocumentSink {
 public:
  HeirSink(IndexRun& run, UpdateSink& inner) : run_(run), inner_(inner) {}
  Status document(Document&& document, const InputPosition& position) override {
    return inner_.take(std::move(document), position);
  }
  Status reject(Reject&& reject) override {
    run_.files().rejected(reject);
    return {};
  }
  void left_out(LeftOut what, std::uint64_t count) override { run_.files().left_out(what, count); }

 private:
  IndexRun& run_;
  UpdateSink& inner_;
};

ReaderOptions reader_options(const UpdateOptions& options, std::atomic<std::uint64_t>& bytes_read) {
  ReaderOptions reader = options.reader;
  reader.bytes_read = &bytes_read;
  reader.stop = options.stop;
  return reader;
}

std::vector<std::string> absolute_names(const std::vector<std::string>& paths) {
  std::vector<std::string> names;
  for (const std::string& path : paths)
    if (path != "-") names.push_back(absolute_name(path));
  return names;
}

bool exceeds(std::uint64_t removals, std::uint64_t documents, const RemovalLimit& limit) {
  if (limit.documents) return removals > *limit.documents;
  return static_cast<double>(removals) * 100 > limit.percent * static_cast<double>(documents);
}

bool allows_all(const RemovalLimit& limit) {
  return !limit.documents && limit.percent >= 100;
}

std::string limit_text(const RemovalLimit& limit) {
  return limit.documents ? std::to_string(*limit.documents) : fmt::format("{}%", limit.percent);
}

}  // namespace

UpdateJob::UpdateJob(const UpdateOptions& options, IndexRun& run)
    : options_(options),
      run_(run),
      reader_(reader_options(options, bytes_read_)),
      documents_before_(run.published_documents()),
      walked_(options.paths),
      sink_(run, options, bytes_read_, options.on_progress ? input_size(options.paths) : 0),
      skipper_(run,
               {.reader = reader_,
                .reread = options.reread,
                .walked = options.prune ? &walked_ : nullptr,
                .one_path = options.paths.size() == 1},
               sink_) {
  run_.begin_input();
  run_.files().will_read(absolute_names(options.paths));
}

Result<UpdateReport> UpdateJob::run() {
  DATELINE_TRY(read());
  if (options_.prune && !interrupted_) DATELINE_TRY(prune());
  sink_.finish();
  UpdateReport report;
  DATELINE_TRY(publish(report));
  return report;
}

Status UpdateJob::read() {
  Status read = read_paths(options_.paths, reader_, sink_, &skipper_);
  interrupted_ = !read && read.error().code == ErrorCode::cancelled;
  return interrupted_ ? Status() : read;
}

Status UpdateJob::prune() {
  walked_.finish();
  DATELINE_ASSIGN(const PrunePlan plan, plan_pruning(run_.files(), walked_));
  if (options_.dry_run) DATELINE_TRY(tell_removals(plan));
  DATELINE_TRY(check_limit(plan));
  DATELINE_TRY(remove(plan));
  return plan.has_heirs ? read_heirs(plan) : Status();
}

/// A refusal is best looked into with a dry run: it lists everything first.
Status UpdateJob::tell_removals(const PrunePlan& plan) {
  if (!options_.on_change) return {};
  for (const DocumentNumber number : plan.documents) {
    DATELINE_ASSIGN(const auto key, run_.key_of(number));
    if (key) options_.on_change(*key, DocumentChange::removed);
  }
  return {};
}

Status UpdateJob::check_limit(const PrunePlan& plan) const {
  const std::uint64_t removals = plan.documents.cardinality();
  if (exceeds(removals, documents_before_, options_.max_removed))
    return failure(
        ErrorCode::refused,
        fmt::format("{} of {} documents would be removed, and {} is the limit: nothing was "
                    "removed or published",
                    removals, documents_before_, limit_text(options_.max_removed)),
        "check that all input is there; --dry-run --verbose lists the documents, a larger "
        "--max-removed allows their removal");
  if (removals == 0 || plan.emptied.empty() || allows_all(options_.max_removed)) return {};
  return failure(
      ErrorCode::refused,
      fmt::format("{} is empty, but the index holds documents from it: nothing was removed "
                  "or published",
                  plan.emptied.front()),
      "check that it is mounted; if it should be empty: --max-removed 100%, once");
}

Status UpdateJob::remove(const PrunePlan& plan) {
  for (const DocumentNumber number : plan.documents) {
    DATELINE_ASSIGN(const auto key, run_.key_of(number));
    if (!key) continue;
    DATELINE_TRY(run_.remove(*key));
    if (options_.on_change && !options_.dry_run) options_.on_change(*key, DocumentChange::removed);
  }
  for (const std::string& file : plan.files) DATELINE_TRY(run_.files().forget(file));
  return {};
}

/// Files that hold the keys of removed documents, with content of their own. Cannot be asked to
/// stop: half of a removal must not be published.
Status UpdateJob::read_heirs(const PrunePlan& plan) {
  ReaderOptions reader = reader_;
  reader.stop = nullptr;
  HeirSink sink(run_, sink_);
  FileSkipper skipper(run_, {.reader = reader, .dead = &plan.documents}, sink);
  std::vector<std::string> files = options_.paths;
  std::erase(files, "-");
  return read_paths(files, reader, sink, &skipper);
}

Status UpdateJob::publish(UpdateReport& report) {
  const auto began = std::chrono::steady_clock::now();
  DATELINE_ASSIGN(const std::uint64_t generation, run_.publish());
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  report = make_report();
  report.publish_seconds += took.count();
  report.generation = generation;
  // What is live is known: nothing may fail any more by looking at it.
  report.index_documents = run_.manifest().documents;
  for (const FileInfo& file : run_.manifest().files) report.index_bytes += file.bytes;
  return {};
}

UpdateReport UpdateJob::make_report() {
  UpdateReport report = sink_.take_report();
  const FileSkipper::Counts& skipped = skipper_.counts();
  report.counts = run_.counts();
  report.interrupted = interrupted_;
  report.files = skipped.files;
  report.skipped_files = skipped.skipped;
  report.skipped_bytes = skipped.bytes;
  report.documents += skipped.documents;
  report.counts.unchanged += skipped.documents;
  report.doubtful = run_.files().doubtful_documents();
  report.index_folders = skipper_.index_folders();
  report.warnings = run_.warnings();
  return report;
}

}  // namespace dateline
