#include "indexer/run/run_builder.hpp"

#include <fmt/format.h>

#include <utility>

#include "common/base/file_io.hpp"
#include "common/format/store/entries.hpp"

namespace dateline {
namespace {

/// A segment in which more than this share of the documents is deleted is rebuilt at the next
/// publication.
constexpr double purge_ratio = 0.25;

}  // namespace

RunBuilder::RunBuilder(RunStore& store, const std::optional<Generation>& live, Settings settings,
                       ProgressReporter<IndexProgress>& progress)
    : store_(store), live_(live), settings_(std::move(settings)), progress_(progress) {}

RunBuilder::~RunBuilder() {
  // The pipeline is used by tasks: the pool joins its workers first.
  pool_.reset();
}

Result<std::unique_ptr<RunBuilder>> RunBuilder::create(RunStore& store,
                                                       const std::optional<Generation>& live,
                                                       Settings settings,
                                                       ProgressReporter<IndexProgress>& progress) {
  std::unique_ptr<RunBuilder> builder(new RunBuilder(store, live, std::move(settings), progress));
  DATELINE_TRY(builder->start());
  return builder;
}

Status RunBuilder::start() {
  DATELINE_ASSIGN(const auto word, store_.writer().counter(next_word_setting, 1));
  DATELINE_ASSIGN(next_segment_, store_.writer().counter(next_segment_setting, 1));
  vocabulary_ = std::make_unique<Vocabulary>(store_.writer(), static_cast<WordNumber>(word));
  DATELINE_TRY(make_analyzers());
  pool_ = std::make_unique<TaskPool>(settings_.jobs, settings_.memory.waiting_bytes);
  start_pipeline();
  return {};
}

Status RunBuilder::make_analyzers() {
  analyzers_.clear();
  for (std::size_t i = 0; i < settings_.jobs; ++i) {
    DATELINE_ASSIGN(auto analyzer, Analyzer::create(settings_.language));
    analyzers_.push_back(std::make_unique<DocumentAnalyzer>(
        std::move(analyzer), *vocabulary_, settings_.scoring, settings_.memory.analyzer_bytes));
  }
  return {};
}

void RunBuilder::start_pipeline() {
  pipeline_ = std::make_unique<SegmentPipeline>(
      *pool_, analyzers_,
      PipelineOptions{store_.area().scratch(), settings_.memory.slab_bytes, true});
  if (!live_ || live_->manifest().segments.empty())
    pipeline_->before_first_slab([this](const auto& slab) { return learn_scoring(slab); });
}

Status RunBuilder::learn_scoring(const SegmentPipeline::Slab& sample) {
  std::vector<const Document*> documents;
  for (const NumberedDocument& numbered : sample) documents.push_back(&numbered.document);
  DATELINE_ASSIGN(const auto analyzer, Analyzer::create(settings_.language));
  return learn_from_sample(documents, analyzer, *vocabulary_, settings_.scoring);
}

/// The words of a very large load do not stay in memory; workers wait meanwhile.
Status RunBuilder::spill_vocabulary() {
  DATELINE_TRY(pool_->wait());
  DATELINE_ASSIGN(const auto analyzer, Analyzer::create(settings_.language));
  return vocabulary_->flush(analyzer);
}

Status RunBuilder::add(DocumentNumber number, Document&& document) {
  DATELINE_ASSIGN(const DocumentNames names, store_.writer().name_numbers(document));
  DATELINE_TRY(pipeline_->add({number, names, std::move(document)}));
  constexpr DocumentNumber check_interval = 4096;
  if ((number + 1) % check_interval == 0 &&
      vocabulary_->bytes() > settings_.memory.vocabulary_bytes)
    return spill_vocabulary();
  return {};
}

Result<std::vector<SegmentPlace>> RunBuilder::rebuild_range(DocumentNumber first,
                                                            DocumentNumber last,
                                                            bool learns_scoring) {
  const auto directory = store_.area().scratch() / fmt::format("rebuild-{}", first);
  DATELINE_TRY(make_directories(directory));
  SegmentPipeline rebuilt(*pool_, analyzers_, {directory, settings_.memory.slab_bytes, false});
  const WaitForTasks wait(*pool_);
  if (learns_scoring)
    rebuilt.before_first_slab([this](const auto& slab) { return learn_scoring(slab); });
  std::uint64_t taken = 0;
  const Status fed = store_.writer().for_each_document(
      first, last, [&](DocumentNumber number, Document&& document) -> Status {
        ++taken;
        progress_.report_if_due([&] { return IndexProgress{IndexStage::rebuilding, taken}; });
        DATELINE_ASSIGN(const DocumentNames names, store_.writer().name_numbers(document));
        return rebuilt.add({number, names, std::move(document)});
      });
  // Workers may still use the pipeline: wait for them before it goes, whatever happened.
  auto places = rebuilt.finish();
  if (!fed) return tl::unexpected(fed.error());
  return places;
}

/// All segments from the store: words get new numbers, and average lengths are learnt again.
Status RunBuilder::rebuild_all(DocumentNumber last, GenerationBuilder& builder) {
  if (live_)
    for (const SegmentInfo& info : live_->manifest().segments)
      DATELINE_TRY(store_.writer().put_dead_documents(info.name, {}));
  DATELINE_TRY(store_.writer().clear_words());
  vocabulary_ = std::make_unique<Vocabulary>(store_.writer(), 1);
  DATELINE_TRY(make_analyzers());
  DATELINE_ASSIGN(const auto places, rebuild_range(1, last, true));
  builder.add_segments(places);
  return {};
}

Status RunBuilder::finish_segments(const Ending& ending, GenerationBuilder& builder) {
  DATELINE_ASSIGN(const auto places, pipeline_->finish());
  DATELINE_TRY(store_.writer().ingest_documents(pipeline_->document_files()));
  for (const DocumentNumber number : ending.deleted)
    DATELINE_TRY(store_.writer().delete_document(number));
  const bool into_one = ending.layout != SegmentLayout::tiers;
  if (ending.layout == SegmentLayout::rebuilt) {
    DATELINE_TRY(rebuild_all(ending.next_document - 1, builder));
  } else {
    DATELINE_TRY(builder.keep_live_segments());
    builder.add_segments(places);
    DATELINE_TRY(builder.mark_dead(ending.deleted));
    DATELINE_TRY(builder.purge(into_one ? 0.0 : purge_ratio, [this](auto first, auto last) {
      return rebuild_range(first, last, false);
    }));
  }
  return builder.assemble(into_one);
}

/// Runs beside the merges, which do not touch the store.
Status RunBuilder::finish_store(const Ending& ending, const GenerationBuilder& builder) {
  StoreWriter& store = store_.writer();
  DATELINE_TRY(ending.save_tables());
  DATELINE_ASSIGN(const auto analyzer, Analyzer::create(settings_.language));
  DATELINE_TRY(vocabulary_->flush(analyzer));
  DATELINE_TRY(store.put_counter(next_document_setting, ending.next_document));
  DATELINE_TRY(store.put_counter(next_word_setting, vocabulary_->next_number()));
  DATELINE_TRY(store.put_counter(next_segment_setting, builder.next_segment()));
  if (ending.layout != SegmentLayout::tiers) DATELINE_TRY(store.compact());
  return store.close();
}

Result<RunBuilder::Built> RunBuilder::finish(const Ending& ending) {
  GenerationBuilder builder(store_.area(), store_.writer(), *pool_, live_, next_segment_);
  const WaitForTasks wait(*pool_);
  const Status segments = finish_segments(ending, builder);
  const Status store = segments ? finish_store(ending, builder) : segments;
  // Merges may still run on the builder: wait for them before it goes, whatever happened.
  const Status merged = pool_->wait();
  DATELINE_TRY(segments);
  DATELINE_TRY(store);
  DATELINE_TRY(merged);
  Built built{builder.segments(), settings_.scoring, 0};
  for (const auto& analyzer : analyzers_) built.dropped_words += analyzer->dropped_words();
  return built;
}

}  // namespace dateline
