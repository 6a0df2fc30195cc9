// The run of the one writer: decides what each document is, has it built, publishes.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/format/generation/generation.hpp"
#include "dateline/indexer.hpp"
#include "indexer/publish/index_lock.hpp"
#include "indexer/run/progress_reporter.hpp"
#include "indexer/run/publication.hpp"
#include "indexer/run/run_builder.hpp"
#include "indexer/run/run_decider.hpp"
#include "indexer/run/run_store.hpp"

namespace dateline {

/// What a new index begins with; English where `language` is empty.
[[nodiscard]] Manifest first_manifest(const std::string& language);

/// What Indexer is made of; the jobs of this library use it directly. Holds the index's lock. Calls
/// come from one thread. An object that goes without publish() leaves the published index as it
/// was.
class IndexRun {
 public:
  /// Takes the lock and opens the live generation, if there is one. Errors: those of Indexer::open.
  static Result<std::unique_ptr<IndexRun>> open(const IndexerOptions& options, InputSpan span);
  /// Documents are decided about and counted, but nothing is built, publish() publishes nothing,
  /// and nothing at all is written below the index or locked. All is one input. Errors: as above.
  static Result<std::unique_ptr<IndexRun>> open_dry(const IndexerOptions& options);
  /// Takes the lock and leaves alone what is live: the next generation consists of what `fill`
  /// writes, with all segments rebuilt. `settings` gives language and weights, and the generation
  /// that it is made from.
  static Result<std::unique_ptr<IndexRun>> open_filled(const IndexerOptions& options,
                                                       const Manifest& settings,
                                                       const RunStore::Fill& fill);
  IndexRun(const IndexRun&) = delete;
  IndexRun& operator=(const IndexRun&) = delete;
  ~IndexRun() = default;

  /// See Indexer. A document counts as one of the file that the decider has open, if it has one
  /// open. `decided`, if given, is called with the key before the document goes.
  using OnDecided = std::function<void(std::string_view key, AddOutcome outcome)>;
  Result<AddOutcome> add(Document&& document, const OnDecided* decided = nullptr);
  Result<bool> remove(std::string_view key);
  Result<std::uint64_t> publish();
  Status compact();
  Status rebuild();

  /// For what is known of files. Between publish() and the next add() or remove() it has no tables:
  /// only will_read() and what it remembers itself may be used. Valid until the object goes.
  [[nodiscard]] RunDecider& decider() noexcept { return decider_; }
  /// Documents that are published.
  [[nodiscard]] std::uint64_t published_documents() const noexcept {
    return live_ ? live_->manifest().documents : 0;
  }
  [[nodiscard]] const IndexCounts& counts() const noexcept { return counts_; }
  /// After publish(): of the live generation; its generation is 0 where there is none.
  [[nodiscard]] const Manifest& manifest() const noexcept { return manifest_; }
  /// What failed after a commit, without harm to what was published; each once.
  [[nodiscard]] const std::vector<std::string>& warnings() const noexcept {
    return publication_.warnings();
  }

 private:
  /// Without a lock it is a dry run.
  IndexRun(const IndexerOptions& options, std::optional<IndexLock> lock, InputSpan span);

  /// Opens the live generation, if there is one, and begins a work area on top of it, unless one is
  /// under way.
  Status begin();
  Result<bool> choose_language();
  /// Decides and builds in this area from now on.
  Status start(WorkArea area, const RunStore::Fill& fill = {});
  Result<std::uint64_t> build_and_publish();

  [[nodiscard]] bool is_dry() const noexcept { return !lock_; }

  // Members are destroyed from the last to the first: the builder before what it builds in.
  IndexerOptions options_;
  IndexLayout layout_;
  std::optional<IndexLock> lock_;
  std::size_t jobs_;
  MemoryPlan memory_;
  IndexCounts counts_;
  ProgressReporter<IndexProgress> progress_;
  RunDecider decider_;
  Publication publication_;

  std::optional<Generation> live_;
  Manifest manifest_;  ///< of the next generation, as far as it is known
  SegmentLayout layout_of_segments_ = SegmentLayout::tiers;
  std::unique_ptr<RunStore> store_;      ///< null: no work area is under way
  std::unique_ptr<RunBuilder> builder_;  ///< null in a dry run
};

}  // namespace dateline
