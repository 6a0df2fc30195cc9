#include "indexer/run/index_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "common/format/schema.hpp"
#include "common/format/store/entries.hpp"
#include "indexer/publish/index_marks.hpp"

namespace dateline {
namespace {

/// Title, lead, body: chosen on judged collections, see docs/ranking.md. Average lengths are learnt
/// from the first documents.
constexpr Scoring default_scoring{{{{2.0, 0.6, 1.0}, {1.25, 0.6, 1.0}, {1.0, 0.6, 1.0}}},
                                  default_k1};

Result<std::optional<Generation>> open_live(const IndexLayout& layout, AnalysisVersion accepted) {
  auto live = Generation::open_current(layout.root, accepted);
  if (live) return std::optional<Generation>(std::move(*live));
  if (live.error().code == ErrorCode::not_found && !std::filesystem::exists(layout.current()))
    return std::optional<Generation>();
  return tl::unexpected(std::move(live.error()));
}

/// What a report says of documents that are new or changed.
void count_properties(Document& document, IndexCounts& counts) {
  flag_if_suspicious(document.date, today_utc());
  counts.suspicious_dates += document.date.known() && document.date.suspicious;
  counts.undated += !document.date.known();
  counts.ambiguous_dates += document.date.ambiguous;
  counts.disputed_dates += document.date.disputed;
  counts.without_text += document.text.find_first_not_of(" \n\t") == std::string::npos;
  counts.repaired_encodings += document.encoding_repaired;
  counts.text_bytes += document.title.size() + document.text.size();
}

IndexProgress progress_of(const IndexCounts& counts) {
  const std::uint64_t changed = counts.added + counts.replaced + counts.superseded;
  return {IndexStage::adding, changed + counts.unchanged};
}

}  // namespace

Manifest first_manifest(const std::string& language) {
  Manifest manifest;
  manifest.format = format_version;
  manifest.analysis = analysis_version;
  manifest.language = language.empty() ? "en" : language;
  manifest.scoring = default_scoring;
  return manifest;
}

IndexRun::IndexRun(const IndexerOptions& options, std::optional<IndexLock> lock, InputSpan span)
    : options_(options),
      layout_{options.index},
      lock_(std::move(lock)),
      jobs_(options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency())),
      memory_(options.memory_mb, jobs_),
      progress_(options.on_progress),
      decider_(counts_, span),
      publication_(layout_, options.keep, options.on_warning) {}

Result<std::unique_ptr<IndexRun>> IndexRun::open(const IndexerOptions& options, InputSpan span) {
  DATELINE_ASSIGN(auto lock, IndexLock::acquire(IndexLayout{options.index}, options.wait,
                                                options.stop_waiting));
  std::unique_ptr<IndexRun> run(new IndexRun(options, std::move(lock), span));
  DATELINE_TRY(run->begin());
  return run;
}

Result<std::unique_ptr<IndexRun>> IndexRun::open_dry(const IndexerOptions& options) {
  DATELINE_TRY(require_place_for_index(IndexLayout{options.index}));
  std::unique_ptr<IndexRun> run(new IndexRun(options, std::nullopt, InputSpan::run));
  DATELINE_TRY(run->begin());
  return run;
}

Result<std::unique_ptr<IndexRun>> IndexRun::open_filled(const IndexerOptions& options,
                                                        const Manifest& settings,
                                                        const RunStore::Fill& fill) {
  DATELINE_ASSIGN(auto lock, IndexLock::acquire(IndexLayout{options.index}));
  std::unique_ptr<IndexRun> run(new IndexRun(options, std::move(lock), InputSpan::publication));
  run->manifest_ = settings;
  DATELINE_ASSIGN(auto area, WorkArea::create(run->layout_, run->live_));
  DATELINE_TRY(run->start(std::move(area), fill));
  run->layout_of_segments_ = SegmentLayout::rebuilt;
  return run;
}

Status IndexRun::begin() {
  if (store_) return {};
  const auto accepted = options_.renew_analysis ? AnalysisVersion::any : AnalysisVersion::ours;
  DATELINE_ASSIGN(live_, open_live(layout_, accepted));
  manifest_ = live_ ? live_->manifest() : first_manifest(options_.language);
  DATELINE_ASSIGN(const bool changes_language, choose_language());
  DATELINE_ASSIGN(auto area,
                  is_dry() ? WorkArea::create_apart(live_) : WorkArea::create(layout_, live_));
  DATELINE_TRY(start(std::move(area)));
  if (changes_language) layout_of_segments_ = SegmentLayout::rebuilt;
  return {};
}

/// Whether the index is changed to another language. It keeps its own unless it is rebuilt: words
/// that are indexed and words of queries would have other stems.
Result<bool> IndexRun::choose_language() {
  const std::string& language = options_.language;
  if (language.empty() || !live_) return false;
  DATELINE_ASSIGN(const bool same, is_same_language(language, manifest_.language));
  if (same) return false;
  if (!options_.renew_analysis)
    return failure(
        ErrorCode::usage,
        fmt::format("the index {} has the language {}, not {}", layout_.root.string(),
                    manifest_.language, language),
        fmt::format("leave the language out to keep {0}; `dateline-index rebuild --language {1}` "
                    "changes the index to {1}",
                    manifest_.language, language));
  manifest_.language = language;
  return true;
}

Status IndexRun::start(WorkArea area, const RunStore::Fill& fill) {
  DATELINE_ASSIGN(auto store, RunStore::open(std::move(area), memory_.store_bytes, fill));
  DATELINE_ASSIGN(const auto document, store->writer().counter(next_document_setting, 1));
  if (!is_dry()) {
    RunBuilder::Settings settings{jobs_, memory_, manifest_.language, manifest_.scoring};
    DATELINE_ASSIGN(builder_, RunBuilder::create(*store, live_, std::move(settings), progress_));
  }
  decider_.begin(store->tables(), static_cast<DocumentNumber>(document));
  layout_of_segments_ =
      manifest_.analysis == analysis_version ? SegmentLayout::tiers : SegmentLayout::rebuilt;
  manifest_.analysis = analysis_version;
  manifest_.base = manifest_.generation;
  store_ = std::move(store);
  return {};
}

Result<AddOutcome> IndexRun::add(Document&& document, const OnDecided* decided) {
  DATELINE_TRY(begin());
  DATELINE_ASSIGN(const RunDecider::Decision decision, decider_.add(document));
  progress_.report_if_due([this] { return progress_of(counts_); });
  if (decided != nullptr) (*decided)(document.key, decision.outcome);
  if (decision.outcome == AddOutcome::unchanged) return decision.outcome;
  count_properties(document, counts_);
  if (builder_) DATELINE_TRY(builder_->add(decision.number, std::move(document)));
  return decision.outcome;
}

Result<bool> IndexRun::remove(std::string_view key) {
  DATELINE_TRY(begin());
  return decider_.remove(key);
}

Result<std::uint64_t> IndexRun::publish() {
  DATELINE_TRY(begin());
  if (is_dry()) return manifest_.generation;
  const bool is_worth_it = decider_.has_changes() || decider_.files().is_worth_publishing() ||
                           layout_of_segments_ != SegmentLayout::tiers;
  // An index without documents is published too, so that there is something to search.
  if (!is_worth_it && live_) return manifest_.generation;
  return build_and_publish();
}

Result<std::uint64_t> IndexRun::build_and_publish() {
  DATELINE_ASSIGN(RunBuilder::Built built,
                  builder_->finish({.layout = layout_of_segments_,
                                    .deleted = decider_.deleted(),
                                    .next_document = decider_.next_document(),
                                    .save_tables = [this] { return decider_.save_files(); }}));
  counts_.dropped_words += built.dropped_words;
  manifest_.scoring = built.scoring;
  describe_segments(manifest_, std::move(built.segments));
  progress_.report({IndexStage::publishing, manifest_.documents});
  DATELINE_ASSIGN(const Commit commit, publication_.commit(store_->area(), live_, manifest_));
  // From here on nothing fails: the next generation is live.
  store_->published();
  builder_.reset();
  store_.reset();
  live_.reset();  // our own lease would keep it
  publication_.tidy(commit);
  return manifest_.generation;
}

Status IndexRun::compact() {
  DATELINE_TRY(begin());
  if (layout_of_segments_ == SegmentLayout::tiers) layout_of_segments_ = SegmentLayout::one;
  return {};
}

Status IndexRun::rebuild() {
  DATELINE_TRY(begin());
  layout_of_segments_ = SegmentLayout::rebuilt;
  return {};
}

}  // namespace dateline
