#include "indexer/maintain/update_sink.hpp"

#include <utility>

namespace dateline {
namespace {

double seconds_between(std::chrono::steady_clock::time_point from,
                       std::chrono::steady_clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

}  // namespace

UpdateSink::UpdateSink(IndexRun& run, const UpdateOptions& options,
                       const std::atomic<std::uint64_t>& bytes_read, std::uint64_t total_bytes)
    : run_(run),
      options_(options),
      bytes_read_(bytes_read),
      total_bytes_(total_bytes),
      started_(Clock::now()),
      teller_(options.on_progress),
      last_publish_(started_) {}

Status UpdateSink::document(Document&& document, const InputPosition& position) {
  DATELINE_TRY(stop_if_asked());
  // Before a document, not after it: whoever closes a file after its last one needs an open store.
  DATELINE_TRY(publish_if_due(Clock::now()));
  DATELINE_TRY(take(std::move(document), position));
  tell_progress_if_due();
  return {};
}

Status UpdateSink::take(Document&& document, const InputPosition& position) {
  // The key may be made longer on its way.
  const std::function<void(std::string_view, AddOutcome)> tell = [this](std::string_view key,
                                                                        AddOutcome outcome) {
    if (outcome == AddOutcome::unchanged) return;
    options_.on_change(
        key, outcome == AddOutcome::added ? DocumentChange::added : DocumentChange::replaced);
  };
  const auto outcome = run_.add(std::move(document), options_.on_change ? &tell : nullptr);
  // Only a key that became too long to keep files apart.
  if (!outcome && outcome.error().code == ErrorCode::bad_input)
    return reject({position, RejectReason::bad_key, outcome.error().message});
  if (!outcome) return tl::unexpected(outcome.error());
  ++report_.documents;
  ++unpublished_;
  return {};
}

bool UpdateSink::is_publish_due(Clock::time_point now) const {
  if (options_.strict || options_.dry_run) return false;
  const bool time_is_up =
      options_.publish_every.count() != 0 && now - last_publish_ >= options_.publish_every;
  const std::uint64_t most = options_.publish_every_documents;
  return time_is_up || (most != 0 && unpublished_ >= most);
}

Status UpdateSink::reject(Reject&& reject) {
  DATELINE_TRY(stop_if_asked());
  if (options_.strict)
    return failure(ErrorCode::bad_input, to_string(reject),
                   "nothing was published; a run that is not strict skips such documents");
  run_.files().rejected(reject);
  ++report_.rejected;
  ++report_.rejected_by_reason[reject.reason];
  if (options_.on_reject) options_.on_reject(reject);
  if (report_.rejects.size() < options_.kept_rejects) report_.rejects.push_back(std::move(reject));
  tell_progress_if_due();
  return {};
}

void UpdateSink::left_out(LeftOut what, std::uint64_t count) {
  run_.files().left_out(what, count);
  report_.left_out.add(what, count);
}

void UpdateSink::unusable_field(std::string_view field, const InputPosition& position) {
  UnusableField& unusable = report_.unusable_fields[std::string(field)];
  if (unusable.documents++ == 0) unusable.first = position;
}

Status UpdateSink::stop_if_asked() {
  if (options_.stop == nullptr || !options_.stop->load(std::memory_order_relaxed)) return {};
  return failure(ErrorCode::cancelled, "the update was asked to stop");
}

Status UpdateSink::publish_if_due(Clock::time_point now) {
  if (!is_publish_due(now)) return {};
  DATELINE_TRY(run_.publish());
  last_publish_ = Clock::now();
  unpublished_ = 0;
  report_.publish_seconds += seconds_between(now, last_publish_);
  return {};
}

UpdateProgress UpdateSink::progress(bool publishing) const {
  return {.documents = report_.documents,
          .rejected = report_.rejected,
          .bytes_read = bytes_read_.load(std::memory_order_relaxed),
          .total_bytes = total_bytes_,
          .seconds = seconds_between(started_, Clock::now()),
          .publishing = publishing};
}

void UpdateSink::tell_progress_if_due() {
  teller_.tell_if_due([this] { return progress(false); });
}

void UpdateSink::finish() {
  teller_.tell(progress(true));
}

UpdateReport UpdateSink::take_report() {
  report_.bytes_read = bytes_read_.load(std::memory_order_relaxed);
  report_.seconds = seconds_between(started_, Clock::now());
  return std::move(report_);
}

}  // namespace dateline
