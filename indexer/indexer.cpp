// The run of the one writer: decides what each document is (new, changed, unchanged), feeds the
// pipeline, publishes.
#include "dateline/indexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <optional>
#include <thread>
#include <unordered_map>

#include "common/file_io.hpp"
#include "common/generation/generation.hpp"
#include "common/schema.hpp"
#include "common/store/document_codec.hpp"
#include "common/store/entries.hpp"
#include "indexer/build/generation_builder.hpp"
#include "indexer/build/index_lock.hpp"
#include "indexer/build/segment_pipeline.hpp"
#include "indexer/build/store_writer.hpp"
#include "indexer/build/task_pool.hpp"
#include "indexer/build/vocabulary.hpp"
#include "indexer/build/work_area.hpp"

namespace dateline {
namespace {

/// Title, lead, body: chosen on judged collections, see docs/ranking.md. Average lengths are learnt
/// from the first documents.
constexpr Scoring default_scoring{{{{2.0, 0.6, 1.0}, {1.25, 0.6, 1.0}, {1.0, 0.6, 1.0}}},
                                  default_k1};

/// A segment in which more than this share of the documents is dead is built anew at the next
/// publication.
constexpr double purge_ratio = 0.25;
constexpr std::size_t kept_generations = 2;
/// Versions of one key that were superseded within a run and are remembered.
constexpr std::size_t remembered_versions = 16;

/// How the working memory is divided among workers and what they share.
struct MemoryPlan {
  explicit MemoryPlan(std::size_t memory_mb, std::size_t jobs) {
    const std::size_t bytes = memory_mb << 20;
    const std::size_t per_job = bytes * 6 / 10 / jobs;
    slab_bytes = std::clamp<std::size_t>(per_job / 8, 1u << 20, 8u << 20);
    analyzer_bytes = std::clamp<std::size_t>(per_job / 4, 2u << 20, 32u << 20);
    waiting_bytes = slab_bytes * (jobs + 1);
    store_bytes = std::clamp<std::size_t>(bytes / 32, 1u << 20, 16u << 20);
    vocabulary_bytes = bytes / 4;
  }
  std::size_t slab_bytes;        ///< text that a worker takes at once
  std::size_t analyzer_bytes;    ///< remembered chunks and words of a worker
  std::size_t waiting_bytes;     ///< text of slabs under way
  std::size_t store_bytes;       ///< each write buffer of the store
  std::size_t vocabulary_bytes;  ///< words shared by the workers
};

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

Manifest first_manifest(const std::string& language) {
  Manifest manifest;
  manifest.format = format_version;
  manifest.analysis = analysis_version;
  manifest.language = language;
  manifest.scoring = default_scoring;
  return manifest;
}

Status check_key(const std::string& key) {
  if (!key.empty() && key.size() <= max_key_bytes && key.find('\0') == std::string::npos) return {};
  return failure(ErrorCode::bad_input, "a document's key must have 1 to 1,024 bytes and no NUL");
}

}  // namespace

/// Members are destroyed from the last to the first: workers stop before what they use goes.
struct Indexer::Impl {
  Impl(IndexLayout where, IndexLock held, const IndexerOptions& options)
      : layout(std::move(where)),
        lock(std::move(held)),
        jobs(options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency())),
        memory(options.memory_mb, jobs),
        language(options.language),
        accepted(options.renew_analysis ? AnalysisVersion::any : AnalysisVersion::ours) {}

  IndexLayout layout;
  IndexLock lock;
  std::size_t jobs;
  MemoryPlan memory;
  std::string language;  ///< stemmer of a new index
  AnalysisVersion accepted;
  bool begun = false;
  IndexCounts counts;

  std::optional<Generation> live;
  Manifest manifest;  ///< of the next generation, as far as it is known
  std::optional<WorkArea> area;
  std::unique_ptr<StoreWriter> store;
  std::unique_ptr<Vocabulary> vocabulary;
  std::vector<std::unique_ptr<DocumentAnalyzer>> analyzers;
  std::unique_ptr<TaskPool> pool;
  std::unique_ptr<SegmentPipeline> pipeline;

  DocumentNumber next_document = 1;
  DocumentNumber first_document_of_run = 1;
  std::uint64_t next_segment = 1;
  std::vector<DocumentNumber> dead;
  /// Superseded content of earlier runs that this run's input holds again, by key.
  std::unordered_map<std::string, std::vector<ContentHash>> met_again;
  bool into_one = false;
  bool from_store = false;
  bool changed = false;

  ~Impl() {
    pool.reset();
    pipeline.reset();
    store.reset();
    // Nothing of it is published; what cannot be removed now, the next run removes.
    if (area) static_cast<void>(area->discard());
  }

  /// Opens the live generation, if there is one, and begins a run on top of it, unless one is under
  /// way.
  Status begin();
  Status open_store();
  Status make_analyzers();
  Status learn_scoring(const SegmentPipeline::Slab& sample);
  void start_pipeline();
  Status spill_vocabulary();

  Result<AddOutcome> decide(Document& document);
  Status enqueue(Document&& document);
  bool is_known(const std::string& key, const KeyEntry& known, const ContentHash& hash);
  void replace(const std::string& key, const KeyEntry& old, KeyEntry& entry);

  Status finish_segments(GenerationBuilder& builder);
  Status finish_store(const GenerationBuilder& builder);
  Result<std::vector<SegmentPlace>> rebuild_range(DocumentNumber first, DocumentNumber last);
  Status build_all_anew(GenerationBuilder& builder);
  Status commit(const GenerationBuilder& builder);
};

Status Indexer::Impl::begin() {
  if (begun) return {};
  DATELINE_ASSIGN(live, open_live(layout, accepted));
  manifest = live ? live->manifest() : first_manifest(language);
  DATELINE_ASSIGN(area, WorkArea::create(layout, live));
  DATELINE_TRY(open_store());
  DATELINE_TRY(make_analyzers());
  pool = std::make_unique<TaskPool>(jobs, memory.waiting_bytes);
  start_pipeline();
  dead.clear();
  met_again.clear();
  into_one = from_store = changed = manifest.analysis != analysis_version;
  manifest.analysis = analysis_version;
  begun = true;
  return {};
}

Status Indexer::Impl::open_store() {
  DATELINE_ASSIGN(store, StoreWriter::open(area->store(), memory.store_bytes));
  DATELINE_ASSIGN(const auto document, store->counter(next_document_setting, 1));
  DATELINE_ASSIGN(const auto word, store->counter(next_word_setting, 1));
  DATELINE_ASSIGN(next_segment, store->counter(next_segment_setting, 1));
  next_document = first_document_of_run = static_cast<DocumentNumber>(document);
  vocabulary = std::make_unique<Vocabulary>(*store, static_cast<WordNumber>(word));
  return {};
}

Status Indexer::Impl::make_analyzers() {
  analyzers.clear();
  for (std::size_t i = 0; i < jobs; ++i) {
    DATELINE_ASSIGN(auto analyzer, Analyzer::create(manifest.language));
    analyzers.push_back(std::make_unique<DocumentAnalyzer>(
        std::move(analyzer), *vocabulary, manifest.scoring, memory.analyzer_bytes));
  }
  return {};
}

void Indexer::Impl::start_pipeline() {
  pipeline = std::make_unique<SegmentPipeline>(
      *pool, analyzers, PipelineOptions{area->scratch(), memory.slab_bytes, true});
  if (!live || live->manifest().segments.empty())
    pipeline->before_first_slab([this](const auto& slab) { return learn_scoring(slab); });
}

Status Indexer::Impl::learn_scoring(const SegmentPipeline::Slab& sample) {
  std::vector<const Document*> documents;
  for (const NumberedDocument& numbered : sample) documents.push_back(&numbered.document);
  DATELINE_ASSIGN(const auto analyzer, Analyzer::create(manifest.language));
  return learn_from_sample(documents, analyzer, *vocabulary, manifest.scoring);
}

/// The words of a very large load do not stay in memory; workers wait meanwhile.
Status Indexer::Impl::spill_vocabulary() {
  DATELINE_TRY(pool->wait());
  DATELINE_ASSIGN(const auto analyzer, Analyzer::create(manifest.language));
  return vocabulary->flush(analyzer);
}

/// Whether the document has this content, or had it before a later part of the same input replaced
/// it.
bool Indexer::Impl::is_known(const std::string& key, const KeyEntry& known,
                             const ContentHash& hash) {
  if (known.hash == hash) return true;
  const auto& superseded = known.superseded;
  if (std::find(superseded.begin(), superseded.end(), hash) == superseded.end()) return false;
  auto& met = met_again[key];
  if (std::find(met.begin(), met.end(), hash) == met.end()) met.push_back(hash);
  return true;
}

/// A document with the key is there already: it dies. What this run's input held before is
/// remembered, so that the same input changes nothing; what only earlier runs held may come back.
void Indexer::Impl::replace(const std::string& key, const KeyEntry& old, KeyEntry& entry) {
  dead.push_back(old.number);
  if (old.number < first_document_of_run) {
    ++counts.replaced;
    if (const auto met = met_again.find(key); met != met_again.end())
      entry.superseded = met->second;
    return;
  }
  ++counts.superseded;
  entry.superseded = old.superseded;
  entry.superseded.push_back(old.hash);
  if (entry.superseded.size() > remembered_versions)
    entry.superseded.erase(entry.superseded.begin());
}

Result<AddOutcome> Indexer::Impl::decide(Document& document) {
  DATELINE_TRY(check_key(document.key));
  KeyEntry entry;
  entry.hash = content_hash(document);
  DATELINE_ASSIGN(const auto old, store->find_key(document.key));
  if (old && is_known(document.key, *old, entry.hash)) {
    ++counts.unchanged;
    return AddOutcome::unchanged;
  }
  entry.number = next_document;
  if (old)
    replace(document.key, *old, entry);
  else
    ++counts.added;
  DATELINE_TRY(store->put_key(document.key, entry));
  return old ? AddOutcome::replaced : AddOutcome::added;
}

Status Indexer::Impl::enqueue(Document&& document) {
  changed = true;
  flag_if_suspicious(document.date, today_utc());
  counts.suspicious_dates += document.date.known() && document.date.suspicious;
  counts.undated += !document.date.known();
  counts.repaired_encodings += document.encoding_repaired;
  counts.text_bytes += document.title.size() + document.text.size();
  DATELINE_ASSIGN(const DocumentNames names, store->name_numbers(document));
  DATELINE_TRY(pipeline->add({next_document, names, std::move(document)}));
  ++next_document;
  constexpr DocumentNumber check_interval = 4096;
  if (next_document % check_interval == 0 && vocabulary->bytes() > memory.vocabulary_bytes)
    return spill_vocabulary();
  return {};
}

Result<std::vector<SegmentPlace>> Indexer::Impl::rebuild_range(DocumentNumber first,
                                                               DocumentNumber last) {
  const auto directory = area->scratch() / fmt::format("rebuild-{}", first);
  DATELINE_TRY(make_directories(directory));
  SegmentPipeline rebuilt(*pool, analyzers, {directory, memory.slab_bytes, false});
  if (from_store)
    rebuilt.before_first_slab([this](const auto& slab) { return learn_scoring(slab); });
  const Status fed = store->for_each_document(
      first, last, [&](DocumentNumber number, Document&& document) -> Status {
        DATELINE_ASSIGN(const DocumentNames names, store->name_numbers(document));
        return rebuilt.add({number, names, std::move(document)});
      });
  // Workers may still use the pipeline: wait for them before it goes, whatever happened.
  auto places = rebuilt.finish();
  if (!fed) return tl::unexpected(fed.error());
  return places;
}

/// All segments from the store: words are numbered and lengths averaged anew.
Status Indexer::Impl::build_all_anew(GenerationBuilder& builder) {
  if (live)
    for (const SegmentInfo& info : live->manifest().segments)
      DATELINE_TRY(store->put_dead_documents(info.name, {}));
  DATELINE_TRY(store->clear_words());
  vocabulary = std::make_unique<Vocabulary>(*store, 1);
  DATELINE_TRY(make_analyzers());
  DATELINE_ASSIGN(const auto places, rebuild_range(1, next_document - 1));
  builder.add_segments(places);
  return {};
}

Status Indexer::Impl::finish_segments(GenerationBuilder& builder) {
  DATELINE_ASSIGN(const auto places, pipeline->finish());
  DATELINE_TRY(store->ingest_documents(pipeline->document_files()));
  for (const DocumentNumber number : dead) DATELINE_TRY(store->delete_document(number));
  if (from_store) {
    DATELINE_TRY(build_all_anew(builder));
  } else {
    DATELINE_TRY(builder.keep_live_segments());
    builder.add_segments(places);
    DATELINE_TRY(builder.mark_dead(dead));
    DATELINE_TRY(builder.purge(into_one ? 0.0 : purge_ratio, [this](auto first, auto last) {
      return rebuild_range(first, last);
    }));
  }
  return builder.assemble(into_one);
}

/// Runs beside the merges, which do not touch the store.
Status Indexer::Impl::finish_store(const GenerationBuilder& builder) {
  DATELINE_ASSIGN(const auto analyzer, Analyzer::create(manifest.language));
  DATELINE_TRY(vocabulary->flush(analyzer));
  DATELINE_TRY(store->put_counter(next_document_setting, next_document));
  DATELINE_TRY(store->put_counter(next_word_setting, vocabulary->next_number()));
  DATELINE_TRY(store->put_counter(next_segment_setting, builder.next_segment()));
  return store->close();
}

Status Indexer::Impl::commit(const GenerationBuilder& builder) {
  manifest.segments = builder.segments();
  manifest.documents = 0;
  manifest.text_bytes = 0;
  for (const SegmentInfo& segment : manifest.segments) {
    manifest.documents += segment.documents - segment.dead;
    manifest.text_bytes += segment.text_bytes;
  }
  manifest.created = now_iso8601();
  DATELINE_ASSIGN(manifest.generation, next_generation(layout));
  DATELINE_TRY(area->publish(layout, live, manifest));
  area.reset();
  begun = false;
  return {};
}

Result<Indexer> Indexer::open(const IndexerOptions& options) {
  const IndexLayout layout{options.index};
  DATELINE_TRY(make_directories(layout.root));
  DATELINE_ASSIGN(auto lock, IndexLock::acquire(layout.lock()));
  auto impl = std::make_unique<Impl>(layout, std::move(lock), options);
  DATELINE_TRY(impl->begin());
  return Indexer(std::move(impl));
}

Indexer::Indexer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Indexer::Indexer(Indexer&&) noexcept = default;
Indexer& Indexer::operator=(Indexer&&) noexcept = default;
Indexer::~Indexer() = default;

Result<AddOutcome> Indexer::add(Document&& document) {
  DATELINE_TRY(impl_->begin());
  DATELINE_ASSIGN(const AddOutcome outcome, impl_->decide(document));
  if (outcome != AddOutcome::unchanged) DATELINE_TRY(impl_->enqueue(std::move(document)));
  return outcome;
}

Result<bool> Indexer::remove(std::string_view key) {
  DATELINE_TRY(impl_->begin());
  DATELINE_ASSIGN(const auto entry, impl_->store->find_key(key));
  if (!entry) return false;
  DATELINE_TRY(impl_->store->delete_key(key));
  impl_->met_again.erase(std::string(key));
  impl_->dead.push_back(entry->number);
  impl_->changed = true;
  ++impl_->counts.removed;
  return true;
}

Result<std::uint64_t> Indexer::publish() {
  Impl& impl = *impl_;
  DATELINE_TRY(impl.begin());
  // An index without documents is published too, so that there is something to search.
  if (!impl.changed && impl.live) return impl.live->manifest().generation;
  GenerationBuilder builder(*impl.area, *impl.store, *impl.pool, impl.live, impl.next_segment);
  const Status segments = impl.finish_segments(builder);
  const Status store = segments ? impl.finish_store(builder) : segments;
  // Merges may still run on the builder: wait for them before it goes, whatever happened.
  const Status merged = impl.pool->wait();
  DATELINE_TRY(segments);
  DATELINE_TRY(store);
  DATELINE_TRY(merged);
  for (const auto& analyzer : impl.analyzers)
    impl.counts.dropped_words += analyzer->dropped_words();
  DATELINE_TRY(impl.commit(builder));
  DATELINE_TRY(collect_garbage(impl.layout, kept_generations));
  return impl.manifest.generation;
}

Status Indexer::compact() {
  DATELINE_TRY(impl_->begin());
  impl_->into_one = impl_->changed = true;
  return {};
}

Status Indexer::rebuild() {
  DATELINE_TRY(impl_->begin());
  impl_->into_one = impl_->from_store = impl_->changed = true;
  return {};
}

const IndexCounts& Indexer::counts() const noexcept {
  return impl_->counts;
}

}  // namespace dateline
