// Builds what a run publishes: documents become segments and entries of the store.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/format/generation/generation.hpp"
#include "dateline/indexer.hpp"
#include "indexer/publish/generation_builder.hpp"
#include "indexer/run/progress_reporter.hpp"
#include "indexer/run/run_store.hpp"
#include "indexer/write/memory_plan.hpp"
#include "indexer/write/segment/segment_pipeline.hpp"
#include "indexer/write/segment/vocabulary.hpp"
#include "indexer/write/task_pool.hpp"

namespace dateline {

/// How the segments of the next generation are laid out.
enum class SegmentLayout {
  tiers,    ///< few enough for a search, merged as they come
  one,      ///< all in one, without deleted documents
  rebuilt,  ///< all in one, built from the stored documents
};

/// From one beginning of a work area to its publication. Calls come from one thread; the work is
/// done on others, which stop when the object goes.
class RunBuilder {
 public:
  struct Settings {
    std::size_t jobs;
    MemoryPlan memory;
    std::string language;
    /// Weights of fields; the average lengths in it are learnt where there are no segments yet.
    Scoring scoring;
  };
  /// `live` (if any), `store` and `progress` outlive the builder.
  static Result<std::unique_ptr<RunBuilder>> create(RunStore& store,
                                                    const std::optional<Generation>& live,
                                                    Settings settings,
                                                    ProgressReporter<IndexProgress>& progress);
  RunBuilder(const RunBuilder&) = delete;
  RunBuilder& operator=(const RunBuilder&) = delete;
  ~RunBuilder();

  /// Numbers ascend. Blocks while the queue is full.
  Status add(DocumentNumber number, Document&& document);

  struct Ending {
    SegmentLayout layout;
    const std::vector<DocumentNumber>& deleted;  ///< since the work area was begun
    DocumentNumber next_document;
    /// Writes what the run still has to say to the store; called beside the merges.
    std::function<Status()> save_tables;
  };
  struct Built {
    std::vector<SegmentInfo> segments;
    Scoring scoring;
    std::uint64_t dropped_words = 0;
  };
  /// Completes segments and store in the work area. The object is then spent.
  Result<Built> finish(const Ending& ending);

 private:
  RunBuilder(RunStore& store, const std::optional<Generation>& live, Settings settings,
             ProgressReporter<IndexProgress>& progress);

  Status start();
  Status make_analyzers();
  void start_pipeline();
  Status learn_scoring(const SegmentPipeline::Slab& sample);
  Status spill_vocabulary();
  Status finish_segments(const Ending& ending, GenerationBuilder& builder);
  Status finish_store(const Ending& ending, const GenerationBuilder& builder);
  Result<std::vector<SegmentPlace>> rebuild_range(DocumentNumber first, DocumentNumber last,
                                                  bool learns_scoring);
  Status rebuild_all(DocumentNumber last, GenerationBuilder& builder);

  // Members are destroyed from the last to the first: workers stop before what they use goes.
  RunStore& store_;
  const std::optional<Generation>& live_;
  Settings settings_;
  ProgressReporter<IndexProgress>& progress_;
  std::uint64_t next_segment_ = 1;
  std::unique_ptr<Vocabulary> vocabulary_;
  std::vector<std::unique_ptr<DocumentAnalyzer>> analyzers_;
  std::unique_ptr<TaskPool> pool_;
  std::unique_ptr<SegmentPipeline> pipeline_;
};

}  // namespace dateline
