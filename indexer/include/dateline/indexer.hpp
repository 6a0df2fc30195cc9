// Adding, replacing and removing documents, and publishing them as one new generation.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/document.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// The stage of a run.
enum class IndexStage { adding, rebuilding, publishing };

/// The progress of a run.
struct IndexProgress {
  IndexStage stage = IndexStage::adding;
  /// adding: added since open(); rebuilding: read from the store to be rebuilt; publishing: in the
  /// new generation.
  std::uint64_t documents = 0;
};

struct IndexerOptions {
  /// Created if it does not exist. A folder that is neither empty nor an index is refused, and not
  /// changed.
  std::filesystem::path index;
  /// Stemmer of a new index; empty: English. An index keeps its own: another one is an error
  /// (usage), except for rebuild_index(), which changes it. Empty fits every index.
  std::string language{};
  unsigned jobs = 0;            ///< worker threads; 0: one for each core
  std::size_t memory_mb = 512;  ///< working memory; the process stays below it plus 128 MB
  /// How long to wait for another writer to finish; negative: as long as it takes.
  std::chrono::seconds wait{0};
  /// Ends the wait once it is true. May be null; may be set by a signal handler.
  const std::atomic<bool>* stop_waiting = nullptr;
  /// Generations that stay after a publish(): the new one, and those that it descends from. A
  /// generation that a reader holds stays in any case.
  std::size_t keep = 2;
  /// If the index has another analysis version or language, rebuild it on the next publish()
  /// instead of refusing it.
  bool renew_analysis = false;
  /// Called from within add() and publish(), by their thread: at most ten times a second while
  /// documents are added or rebuilt, and once when publishing begins. Must not throw. May be empty.
  std::function<void(const IndexProgress&)> on_progress{};
  /// Called from within publish(), by its thread, once for each thing that failed after the new
  /// generation had become live (such as removing an old one): publish() has succeeded
  /// nevertheless, and the next one tries again. Must not throw. May be empty.
  std::function<void(std::string_view)> on_warning{};
};

/// What happened to a document that was added.
enum class AddOutcome { added, replaced, unchanged };

/// What a run did; the numbers of a report.
struct IndexCounts {
  std::uint64_t added = 0;
  std::uint64_t replaced = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t removed = 0;
  std::uint64_t superseded = 0;  ///< replaced later in the same run by a document with the same key
  /// Of the added and replaced ones: under a longer key, because another file of the same run has
  /// the same path below its own folder.
  std::uint64_t kept_apart = 0;
  /// Replaced or superseded by a document with the same id in another file of the same run.
  std::uint64_t ids_in_several_files = 0;
  /// Of the added and replaced documents, including those that were superseded later in the run:
  std::uint64_t without_text = 0;  ///< with only a title
  std::uint64_t undated = 0;
  std::uint64_t ambiguous_dates = 0;  ///< of the undated: those whose date has several readings
  std::uint64_t disputed_dates = 0;   ///< whose input gives dates more than a day apart
  std::uint64_t suspicious_dates = 0;
  std::uint64_t repaired_encodings = 0;
  std::uint64_t dropped_words = 0;  ///< longer than the limit of a term
  std::uint64_t text_bytes = 0;     ///< titles and texts
};

/// The one writer of an index; holds its lock. Calls come from one thread; the work is done on
/// `jobs` others. An object that is destroyed without publish() leaves the published index as it
/// was. A call that fails half way (any error but bad_input) ends the run: further calls return its
/// error, and nothing more is published.
class Indexer {
 public:
  /// Errors: usage (the folder is neither empty nor an index); locked (another writer, the message
  /// names its pid); format_mismatch; io; corrupt.
  static Result<Indexer> open(const IndexerOptions& options);
  Indexer(Indexer&&) noexcept;
  Indexer& operator=(Indexer&&) noexcept;
  ~Indexer();

  /// Makes the document valid (dateline/valid_document.hpp), and adds it, or replaces the one with
  /// its key if the content differs. Blocks while the queue is full. Error bad_input if it cannot
  /// be made valid; the run continues.
  Result<AddOutcome> add(Document&& document);
  /// Whether there was such a document.
  Result<bool> remove(std::string_view key);
  /// Makes everything since the last publish() visible at once, and returns the generation's
  /// number. Without changes nothing is written. After an error, nothing has become visible.
  Result<std::uint64_t> publish();

  /// Merges all segments into one and purges deleted documents; takes effect with publish().
  Status compact();
  /// Rebuilds all segments from the store; takes effect with publish().
  Status rebuild();

  [[nodiscard]] const IndexCounts& counts() const noexcept;

 private:
  struct Impl;
  explicit Indexer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline
