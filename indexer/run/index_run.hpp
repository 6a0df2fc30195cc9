// The run of the one writer: decides what each document is (new, changed, unchanged), feeds the
// pipeline, publishes.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/format/generation/generation.hpp"
#include "dateline/indexer.hpp"
#include "indexer/publish/generation_builder.hpp"
#include "indexer/publish/index_lock.hpp"
#include "indexer/publish/work_area.hpp"
#include "indexer/run/file_ledger.hpp"
#include "indexer/run/progress_teller.hpp"
#include "indexer/write/memory_plan.hpp"
#include "indexer/write/segment/segment_pipeline.hpp"
#include "indexer/write/segment/vocabulary.hpp"
#include "indexer/write/store/store_writer.hpp"
#include "indexer/write/task_pool.hpp"

namespace dateline {

/// What a new index begins with; English where `language` is empty.
[[nodiscard]] Manifest first_manifest(const std::string& language);

/// What Indexer is made of; the jobs of this library use it directly. Holds the index's lock. Calls
/// come from one thread. An object that goes without publish() leaves the published index as it
/// was.
class IndexRun {
 public:
  /// Takes the lock and opens the live generation, if there is one. Errors: those of Indexer::open.
  static Result<std::unique_ptr<IndexRun>> open(const IndexerOptions& options);
  /// A dry run: documents are decided about and counted, but nothing is built, publish() publishes
  /// nothing, and nothing at all is written below the index or locked. Errors: as above.
  static Result<std::unique_ptr<IndexRun>> open_rehearsal(const IndexerOptions& options);
  /// Writes documents, keys, files and counters into an empty store; `scratch` is a folder for
  /// files on the way there.
  using Fill = std::function<Status(StoreWriter& store, const std::filesystem::path& scratch)>;
  /// Takes the lock and leaves alone what is live: the next generation consists of what `fill`
  /// writes, with all segments built anew. `settings` tells language and weights, and from which
  /// generation it is made.
  static Result<std::unique_ptr<IndexRun>> open_filled(const IndexerOptions& options,
                                                       const Manifest& settings, const Fill& fill);
  IndexRun(const IndexRun&) = delete;
  IndexRun& operator=(const IndexRun&) = delete;
  ~IndexRun();

  /// See Indexer. A document counts as one of the file that files() has open, if it has one open;
  /// its key may then be made longer (FileLedger::keep_apart). `decided`, if given, is told the key
  /// before the document goes.
  using OnDecided = std::function<void(std::string_view key, AddOutcome outcome)>;
  Result<AddOutcome> add(Document&& document, const OnDecided* decided = nullptr);
  Result<bool> remove(std::string_view key);
  /// The key of a live document that was published; nothing where the number is none's.
  Result<std::optional<std::string>> key_of(DocumentNumber number);
  Result<std::uint64_t> publish();
  Status compact();
  Status rebuild();

  /// All that is added from now on is one input, however often it is published meanwhile: a content
  /// that a later part of it replaced is remembered, so that the same input is then unchanged.
  void begin_input() noexcept { one_input_ = true; }

  /// Part of the input holds the document's key with this content, which was replaced by what came
  /// later in the same input.
  void meet_again(DocumentNumber number, const ContentHash& content);
  /// Which files were read, and what came from them; for the present work area. Valid until the
  /// object goes.
  [[nodiscard]] FileLedger& files() noexcept { return files_; }
  /// Documents that are published.
  [[nodiscard]] std::uint64_t published_documents() const noexcept {
    return live_ ? live_->manifest().documents : 0;
  }
  [[nodiscard]] const IndexCounts& counts() const noexcept { return counts_; }
  /// After publish(): of the live generation; its generation is 0 where there is none.
  [[nodiscard]] const Manifest& manifest() const noexcept { return manifest_; }
  /// What failed after a commit, without harm to what was published; each once.
  [[nodiscard]] const std::vector<std::string>& warnings() const noexcept { return warnings_; }

 private:
  /// Without a lock it is a dry run.
  IndexRun(IndexLayout layout, std::optional<IndexLock> lock, const IndexerOptions& options);

  /// Opens the live generation, if there is one, and begins a run on top of it, unless one is under
  /// way.
  Status begin();
  Status begin_filled(const Manifest& settings, const Fill& fill);
  Status choose_language();
  /// The work area is there.
  Status start();
  Status open_store();
  Status make_analyzers();
  Status learn_scoring(const SegmentPipeline::Slab& sample);
  void start_pipeline();
  Status spill_vocabulary();

  struct Decision {
    AddOutcome outcome;
    DocumentNumber number;            ///< of the document that the key now leads to
    std::optional<ContentHash> lost;  ///< the given content, where that document has another
  };
  Result<std::optional<KeyEntry>> find_own(std::string& key, const ContentHash& hash);
  Result<Decision> decide(Document& document);
  void count(Document& document);
  Status enqueue(Document&& document);
  bool is_known(const KeyEntry& known, const ContentHash& hash);
  void replace(const KeyEntry& old, KeyEntry& entry);
  void kill(DocumentNumber number);

  Status finish_segments(GenerationBuilder& builder);
  Status finish_store(const GenerationBuilder& builder);
  Result<std::vector<SegmentPlace>> rebuild_range(DocumentNumber first, DocumentNumber last);
  Status build_all_anew(GenerationBuilder& builder);
  Result<Commit> commit(const GenerationBuilder& builder);
  /// After a commit; what fails is a warning.
  void finish_commit(const Commit& commit);

  // Members are destroyed from the last to the first: workers stop before what they use goes.
  IndexLayout layout_;
  std::optional<IndexLock> lock_;
  std::size_t jobs_;
  MemoryPlan memory_;
  std::string language_;         ///< stemmer that is asked for; empty: the index's own, or English
  bool other_language_ = false;  ///< the index is changed to it
  std::size_t keep_;
  AnalysisVersion accepted_;
  bool begun_ = false;
  bool one_input_ = false;
  bool dry_;
  IndexCounts counts_;
  ProgressTeller<IndexProgress> progress_;
  std::function<void(std::string_view)> on_warning_;
  std::vector<std::string> warnings_;

  std::optional<Generation> live_;
  std::uint64_t base_ = 0;  ///< the generation that the next one is made from; 0: none
  Manifest manifest_;       ///< of the next generation, as far as it is known
  std::optional<WorkArea> area_;
  std::unique_ptr<StoreWriter> store_;
  FileLedger files_;
  std::unique_ptr<Vocabulary> vocabulary_;
  std::vector<std::unique_ptr<DocumentAnalyzer>> analyzers_;
  std::unique_ptr<TaskPool> pool_;
  std::unique_ptr<SegmentPipeline> pipeline_;

  DocumentNumber next_document_ = 1;
  DocumentNumber first_document_of_input_ = 0;  ///< 0: not known yet
  std::uint64_t next_segment_ = 1;
  std::vector<DocumentNumber> dead_;
  /// Superseded content of earlier inputs that this one holds again, by number of the live
  /// document.
  std::unordered_map<DocumentNumber, std::vector<ContentHash>> met_again_;
  bool into_one_ = false;
  bool from_store_ = false;
  bool changed_ = false;
};

}  // namespace dateline
