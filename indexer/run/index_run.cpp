#include "indexer/run/index_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <thread>

#include "common/base/file_io.hpp"
#include "common/format/schema.hpp"
#include "common/format/store/document_codec.hpp"
#include "common/format/store/entries.hpp"
#include "indexer/publish/index_marks.hpp"

namespace dateline {
namespace {

/// Title, lead, body: chosen on judged collections, see docs/ranking.md. Average lengths are learnt
/// from the first documents.
constexpr Scoring default_scoring{{{{2.0, 0.6, 1.0}, {1.25, 0.6, 1.0}, {1.0, 0.6, 1.0}}},
                                  default_k1};

/// A segment in which more than this share of the documents is dead is built anew at the next
/// publication.
constexpr double purge_ratio = 0.25;
/// Versions of one key that were superseded within a run and are remembered.
constexpr std::size_t remembered_versions = 16;

std::string now_iso8601() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1,
                     utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

Result<std::optional<Generation>> open_live(const IndexLayout& layout, AnalysisVersion accepted) {
  auto live = Generation::open_current(layout.root, accepted);
  if (live) return std::optional<Generation>(std::move(*live));
  if (live.error().code == ErrorCode::not_found && !std::filesystem::exists(layout.current()))
    return std::optional<Generation>();
  return tl::unexpected(std::move(live.error()));
}

Status check_key(const std::string& key) {
  if (!key.empty() && key.size() <= max_key_bytes && key.find('\0') == std::string::npos) return {};
  return failure(ErrorCode::bad_input, "a document's key must have 1 to 1,024 bytes and no NUL");
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

Status IndexRun::begin() {
  if (begun_) return {};
  DATELINE_ASSIGN(live_, open_live(layout_, accepted_));
  manifest_ = live_ ? live_->manifest() : first_manifest(language_);
  DATELINE_TRY(choose_language());
  base_ = manifest_.generation;
  DATELINE_ASSIGN(area_, dry_ ? WorkArea::create_apart(live_) : WorkArea::create(layout_, live_));
  return start();
}

/// An index keeps its language; of another one, words that are indexed and words of queries would
/// have other stems.
Status IndexRun::choose_language() {
  other_language_ = false;
  if (language_.empty() || !live_) return {};
  DATELINE_ASSIGN(const bool same, is_same_language(language_, manifest_.language));
  if (same) return {};
  if (accepted_ == AnalysisVersion::ours)
    return failure(
        ErrorCode::usage,
        fmt::format("the index {} has the language {}, not {}", layout_.root.string(),
                    manifest_.language, language_),
        fmt::format("leave the language out to keep {0}; `dateline-index rebuild --language {1}` "
                    "changes the index to {1}",
                    manifest_.language, language_));
  other_language_ = true;
  manifest_.language = language_;
  return {};
}

Status IndexRun::begin_filled(const Manifest& settings, const Fill& fill) {
  manifest_ = settings;
  base_ = settings.generation;
  DATELINE_ASSIGN(area_, WorkArea::create(layout_, live_));
  DATELINE_ASSIGN(const auto store, StoreWriter::open(area_->store(), memory_.store_bytes));
  DATELINE_TRY(fill(*store, area_->scratch()));
  DATELINE_TRY(store->close());
  DATELINE_TRY(start());
  return rebuild();
}

Status IndexRun::start() {
  DATELINE_TRY(open_store());
  DATELINE_TRY(make_analyzers());
  pool_ = std::make_unique<TaskPool>(jobs_, memory_.waiting_bytes);
  start_pipeline();
  dead_.clear();
  if (!one_input_) met_again_.clear();
  into_one_ = from_store_ = changed_ = manifest_.analysis != analysis_version || other_language_;
  manifest_.analysis = analysis_version;
  begun_ = true;
  return {};
}

Status IndexRun::open_store() {
  DATELINE_ASSIGN(store_, StoreWriter::open(area_->store(), memory_.store_bytes));
  DATELINE_ASSIGN(const auto document, store_->counter(next_document_setting, 1));
  DATELINE_ASSIGN(const auto word, store_->counter(next_word_setting, 1));
  DATELINE_ASSIGN(next_segment_, store_->counter(next_segment_setting, 1));
  next_document_ = static_cast<DocumentNumber>(document);
  if (!one_input_ || first_document_of_input_ == 0) first_document_of_input_ = next_document_;
  files_.attach(*store_);
  vocabulary_ = std::make_unique<Vocabulary>(*store_, static_cast<WordNumber>(word));
  return {};
}

Status IndexRun::make_analyzers() {
  analyzers_.clear();
  for (std::size_t i = 0; i < jobs_; ++i) {
    DATELINE_ASSIGN(auto analyzer, Analyzer::create(manifest_.language));
    analyzers_.push_back(std::make_unique<DocumentAnalyzer>(
        std::move(analyzer), *vocabulary_, manifest_.scoring, memory_.analyzer_bytes));
  }
  return {};
}

void IndexRun::start_pipeline() {
  pipeline_ = std::make_unique<SegmentPipeline>(
      *pool_, analyzers_, PipelineOptions{area_->scratch(), memory_.slab_bytes, true});
  if (!live_ || live_->manifest().segments.empty())
    pipeline_->before_first_slab([this](const auto& slab) { return learn_scoring(slab); });
}

Status IndexRun::learn_scoring(const SegmentPipeline::Slab& sample) {
  std::vector<const Document*> documents;
  for (const NumberedDocument& numbered : sample) documents.push_back(&numbered.document);
  DATELINE_ASSIGN(const auto analyzer, Analyzer::create(manifest_.language));
  return learn_from_sample(documents, analyzer, *vocabulary_, manifest_.scoring);
}

/// The words of a very large load do not stay in memory; workers wait meanwhile.
Status IndexRun::spill_vocabulary() {
  DATELINE_TRY(pool_->wait());
  DATELINE_ASSIGN(const auto analyzer, Analyzer::create(manifest_.language));
  return vocabulary_->flush(analyzer);
}

/// Whether the document has this content, or had it before a later part of the same input replaced
/// it.
bool IndexRun::is_known(const KeyEntry& known, const ContentHash& hash) {
  if (known.hash == hash) return true;
  const auto& superseded = known.superseded;
  if (std::find(superseded.begin(), superseded.end(), hash) == superseded.end()) return false;
  meet_again(known.number, hash);
  return true;
}

void IndexRun::meet_again(DocumentNumber number, const ContentHash& content) {
  auto& met = met_again_[number];
  if (std::find(met.begin(), met.end(), content) == met.end()) met.push_back(content);
}

/// A document with the key is there already: it dies. What this run's input held before is
/// remembered, so that the same input changes nothing; what only earlier runs held may come back.
void IndexRun::replace(const KeyEntry& old, KeyEntry& entry) {
  counts_.ids_in_several_files += files_.is_of_another_file(old.number);
  kill(old.number);
  if (old.number < first_document_of_input_) {
    ++counts_.replaced;
    if (const auto met = met_again_.find(old.number); met != met_again_.end())
      entry.superseded = met->second;
    return;
  }
  ++counts_.superseded;
  entry.superseded = old.superseded;
  entry.superseded.push_back(old.hash);
  if (entry.superseded.size() > remembered_versions)
    entry.superseded.erase(entry.superseded.begin());
}

/// The document is live no longer.
void IndexRun::kill(DocumentNumber number) {
  dead_.push_back(number);
  files_.died(number);
}

/// What is live under the key. A key that was made from a file's path, and that another file of
/// this run has, is made longer: two files never become one document.
Result<std::optional<KeyEntry>> IndexRun::find_own(std::string& key, const ContentHash& hash) {
  for (;;) {
    DATELINE_TRY(check_key(key));
    DATELINE_ASSIGN(auto old, store_->find_key(key));
    if (!old) return old;
    DATELINE_ASSIGN(const bool longer, files_.keep_apart(key, old->number, old->hash == hash));
    if (!longer) return old;
  }
}

Result<IndexRun::Decision> IndexRun::decide(Document& document) {
  KeyEntry entry;
  entry.hash = content_hash(document);
  files_.apply_base(document.key);
  DATELINE_ASSIGN(const auto old, find_own(document.key, entry.hash));
  if (old && is_known(*old, entry.hash)) {
    ++counts_.unchanged;
    const bool is_current = old->hash == entry.hash;
    return Decision{AddOutcome::unchanged, old->number,
                    is_current ? std::nullopt : std::optional(entry.hash)};
  }
  entry.number = next_document_;
  if (old)
    replace(*old, entry);
  else
    ++counts_.added;
  counts_.kept_apart += files_.is_longer(document.key);
  DATELINE_TRY(store_->put_key(document.key, entry));
  return Decision{old ? AddOutcome::replaced : AddOutcome::added, entry.number, std::nullopt};
}

/// What a report says of documents that are new or changed.
void IndexRun::count(Document& document) {
  flag_if_suspicious(document.date, today_utc());
  counts_.suspicious_dates += document.date.known() && document.date.suspicious;
  counts_.undated += !document.date.known();
  counts_.ambiguous_dates += document.date.ambiguous;
  counts_.without_text += document.text.find_first_not_of(" \n\t") == std::string::npos;
  counts_.repaired_encodings += document.encoding_repaired;
  counts_.text_bytes += document.title.size() + document.text.size();
}

Status IndexRun::enqueue(Document&& document) {
  changed_ = true;
  DATELINE_ASSIGN(const DocumentNames names, store_->name_numbers(document));
  DATELINE_TRY(pipeline_->add({next_document_, names, std::move(document)}));
  ++next_document_;
  constexpr DocumentNumber check_interval = 4096;
  if (next_document_ % check_interval == 0 && vocabulary_->bytes() > memory_.vocabulary_bytes)
    return spill_vocabulary();
  return {};
}

Result<std::vector<SegmentPlace>> IndexRun::rebuild_range(DocumentNumber first,
                                                          DocumentNumber last) {
  const auto directory = area_->scratch() / fmt::format("rebuild-{}", first);
  DATELINE_TRY(make_directories(directory));
  SegmentPipeline rebuilt(*pool_, analyzers_, {directory, memory_.slab_bytes, false});
  const WaitForTasks wait(*pool_);
  if (from_store_)
    rebuilt.before_first_slab([this](const auto& slab) { return learn_scoring(slab); });
  std::uint64_t taken = 0;
  const Status fed = store_->for_each_document(
      first, last, [&](DocumentNumber number, Document&& document) -> Status {
        ++taken;
        progress_.tell_if_due([&] { return IndexProgress{IndexStage::rebuilding, taken}; });
        DATELINE_ASSIGN(const DocumentNames names, store_->name_numbers(document));
        return rebuilt.add({number, names, std::move(document)});
      });
  // Workers may still use the pipeline: wait for them before it goes, whatever happened.
  auto places = rebuilt.finish();
  if (!fed) return tl::unexpected(fed.error());
  return places;
}

/// All segments from the store: words are numbered and lengths averaged anew.
Status IndexRun::build_all_anew(GenerationBuilder& builder) {
  if (live_)
    for (const SegmentInfo& info : live_->manifest().segments)
      DATELINE_TRY(store_->put_dead_documents(info.name, {}));
  DATELINE_TRY(store_->clear_words());
  vocabulary_ = std::make_unique<Vocabulary>(*store_, 1);
  DATELINE_TRY(make_analyzers());
  DATELINE_ASSIGN(const auto places, rebuild_range(1, next_document_ - 1));
  builder.add_segments(places);
  return {};
}

Status IndexRun::finish_segments(GenerationBuilder& builder) {
  DATELINE_ASSIGN(const auto places, pipeline_->finish());
  DATELINE_TRY(store_->ingest_documents(pipeline_->document_files()));
  for (const DocumentNumber number : dead_) DATELINE_TRY(store_->delete_document(number));
  if (from_store_) {
    DATELINE_TRY(build_all_anew(builder));
  } else {
    DATELINE_TRY(builder.keep_live_segments());
    builder.add_segments(places);
    DATELINE_TRY(builder.mark_dead(dead_));
    DATELINE_TRY(builder.purge(into_one_ ? 0.0 : purge_ratio, [this](auto first, auto last) {
      return rebuild_range(first, last);
    }));
  }
  return builder.assemble(into_one_);
}

/// Runs beside the merges, which do not touch the store.
Status IndexRun::finish_store(const GenerationBuilder& builder) {
  DATELINE_TRY(files_.save());
  DATELINE_ASSIGN(const auto analyzer, Analyzer::create(manifest_.language));
  DATELINE_TRY(vocabulary_->flush(analyzer));
  DATELINE_TRY(store_->put_counter(next_document_setting, next_document_));
  DATELINE_TRY(store_->put_counter(next_word_setting, vocabulary_->next_number()));
  DATELINE_TRY(store_->put_counter(next_segment_setting, builder.next_segment()));
  if (into_one_) DATELINE_TRY(store_->compact());
  return store_->close();
}

Result<Commit> IndexRun::commit(const GenerationBuilder& builder) {
  manifest_.segments = builder.segments();
  manifest_.documents = 0;
  manifest_.text_bytes = 0;
  for (const SegmentInfo& segment : manifest_.segments) {
    manifest_.documents += segment.documents - segment.dead;
    manifest_.text_bytes += segment.text_bytes;
  }
  progress_.tell({IndexStage::publishing, manifest_.documents});
  manifest_.features = features_of(manifest_.segments);
  manifest_.created = now_iso8601();
  DATELINE_ASSIGN(manifest_.generation, next_generation(layout_));
  manifest_.base = base_;
  DATELINE_ASSIGN(Commit commit, area_->publish(layout_, live_, manifest_));
  area_.reset();
  begun_ = false;
  return commit;
}

void IndexRun::finish_commit(const Commit& commit) {
  live_.reset();  // our own lease would keep it
  for (std::string& warning : tidy_up(layout_, commit, keep_)) {
    if (std::find(warnings_.begin(), warnings_.end(), warning) != warnings_.end()) continue;
    if (on_warning_) on_warning_(warning);
    warnings_.push_back(std::move(warning));
  }
}

Result<std::unique_ptr<IndexRun>> IndexRun::open(const IndexerOptions& options) {
  IndexLayout layout{options.index};
  DATELINE_ASSIGN(auto lock, IndexLock::acquire(layout, options.wait, options.stop_waiting));
  std::unique_ptr<IndexRun> run(new IndexRun(std::move(layout), std::move(lock), options));
  DATELINE_TRY(run->begin());
  return run;
}

Result<std::unique_ptr<IndexRun>> IndexRun::open_rehearsal(const IndexerOptions& options) {
  IndexLayout layout{options.index};
  DATELINE_TRY(require_place_for_index(layout));
  std::unique_ptr<IndexRun> run(new IndexRun(std::move(layout), std::nullopt, options));
  DATELINE_TRY(run->begin());
  return run;
}

Result<std::unique_ptr<IndexRun>> IndexRun::open_filled(const IndexerOptions& options,
                                                        const Manifest& settings,
                                                        const Fill& fill) {
  IndexLayout layout{options.index};
  DATELINE_ASSIGN(auto lock, IndexLock::acquire(layout));
  std::unique_ptr<IndexRun> run(new IndexRun(std::move(layout), std::move(lock), options));
  DATELINE_TRY(run->begin_filled(settings, fill));
  return run;
}

IndexRun::IndexRun(IndexLayout layout, std::optional<IndexLock> lock, const IndexerOptions& options)
    : layout_(std::move(layout)),
      lock_(std::move(lock)),
      jobs_(options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency())),
      memory_(options.memory_mb, jobs_),
      language_(options.language),
      keep_(options.keep),
      accepted_(options.renew_analysis ? AnalysisVersion::any : AnalysisVersion::ours),
      dry_(!lock_),
      progress_(options.on_progress),
      on_warning_(options.on_warning) {}

IndexRun::~IndexRun() {
  pool_.reset();
  pipeline_.reset();
  store_.reset();
  // Nothing of it is published; what cannot be removed now, the next run removes.
  if (area_) static_cast<void>(area_->discard());
}

Result<AddOutcome> IndexRun::add(Document&& document, const OnDecided* decided) {
  DATELINE_TRY(begin());
  DATELINE_ASSIGN(const Decision decision, decide(document));
  progress_.tell_if_due([this] {
    const std::uint64_t changed = counts_.added + counts_.replaced + counts_.superseded;
    return IndexProgress{IndexStage::adding, changed + counts_.unchanged};
  });
  files_.came(decision.number, decision.lost);
  if (decided != nullptr) (*decided)(document.key, decision.outcome);
  if (decision.outcome == AddOutcome::unchanged) return decision.outcome;
  count(document);
  if (dry_)
    ++next_document_;
  else
    DATELINE_TRY(enqueue(std::move(document)));
  return decision.outcome;
}

Result<bool> IndexRun::remove(std::string_view key) {
  DATELINE_TRY(begin());
  DATELINE_ASSIGN(const auto entry, store_->find_key(key));
  if (!entry) return false;
  DATELINE_TRY(store_->delete_key(key));
  met_again_.erase(entry->number);
  kill(entry->number);
  changed_ = true;
  ++counts_.removed;
  return true;
}

Result<std::optional<std::string>> IndexRun::key_of(DocumentNumber number) {
  DATELINE_ASSIGN(const auto document, store_->metadata(number));
  if (!document) return std::optional<std::string>();
  DATELINE_ASSIGN(const auto entry, store_->find_key(document->key));
  if (!entry || entry->number != number) return std::optional<std::string>();
  return std::optional<std::string>(document->key);
}

Result<std::uint64_t> IndexRun::publish() {
  DATELINE_TRY(begin());
  if (dry_) return live_ ? live_->manifest().generation : 0;
  // An index without documents is published too, so that there is something to search.
  const bool worth_it = changed_ || files_.is_worth_publishing();
  if (!worth_it && live_) return live_->manifest().generation;
  GenerationBuilder builder(*area_, *store_, *pool_, live_, next_segment_);
  const WaitForTasks wait(*pool_);
  const Status segments = finish_segments(builder);
  const Status store = segments ? finish_store(builder) : segments;
  // Merges may still run on the builder: wait for them before it goes, whatever happened.
  const Status merged = pool_->wait();
  DATELINE_TRY(segments);
  DATELINE_TRY(store);
  DATELINE_TRY(merged);
  for (const auto& analyzer : analyzers_) counts_.dropped_words += analyzer->dropped_words();
  DATELINE_ASSIGN(const Commit done, commit(builder));
  finish_commit(done);
  return manifest_.generation;
}

Status IndexRun::compact() {
  DATELINE_TRY(begin());
  into_one_ = changed_ = true;
  return {};
}

Status IndexRun::rebuild() {
  DATELINE_TRY(begin());
  into_one_ = from_store_ = changed_ = true;
  return {};
}

}  // namespace dateline
