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

/// What a run is at.
enum class IndexStage { adding, rebuilding, publishing };

/// How far it is.
struct IndexProgress {
  IndexStage stage = IndexStage::adding;
  /// adding: handed over since open(); rebuilding: taken from the store to be built anew;
  /// publishing: in the new generation.
  std::uint64_t documents = 0;
};

struct IndexerOptions {
  /// Made where it does not exist. A folder that is neither empty nor an index is refused, and left
  /// as it is.
  std::filesystem::path index;
  /// Stemmer of a new index; empty: English. An index keeps its own: another one is an error
  /// (usage), but for rebuild_index(), which changes it. Empty fits every index.
  std::string language{};
  unsigned jobs = 0;            ///< worker threads; 0: one for each core
  std::size_t memory_mb = 512;  ///< working memory; the process stays below it plus 128 MB
  /// How long to wait for another writer to finish; negative: as long as it takes.
  std::chrono::seconds wait{0};
  /// Ends the waiting once it is true. May be null; may be set by a signal handler.
  const std::atomic<bool>* stop_waiting = nullptr;
  /// Generations that stay after a publish(): the new one, and those before it that it came from.
  /// Those that a reader holds stay in any case.
  std::size_t keep = 2;
  /// An index of another analysis or language is built anew by the next publish() instead of being
  /// refused.
  bool renew_analysis = false;
  /// Called from within add() and publish(), by their thread: at most ten times a second while
  /// documents come or are built anew, and once when publishing begins. Must not throw. May be
  /// empty.
  std::function<void(const IndexProgress&)> on_progress{};
  /// Called from within publish(), by its thread, once for each thing that failed after the new
  /// generation had become live (an old one that could not be removed): publish() has succeeded all
  /// the same, and the next one tries again. Must not throw. May be empty.
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
  std::uint64_t superseded =
      0;  ///< came under a key that came again, with other content, later in the run
  /// Of the added and replaced ones: under a key that was made longer, because another file of the
  /// same run has that path below its own folder.
  std::uint64_t kept_apart = 0;
  /// Replaced or superseded by a document with the same id in another file of the same run.
  std::uint64_t ids_in_several_files = 0;
  /// Of the added and replaced documents, those that came later in the run under a key that came
  /// again included:
  std::uint64_t without_text = 0;  ///< with a title alone
  std::uint64_t undated = 0;
  std::uint64_t ambiguous_dates = 0;  ///< of the undated: those whose date has several readings
  std::uint64_t suspicious_dates = 0;
  std::uint64_t repaired_encodings = 0;
  std::uint64_t dropped_words = 0;  ///< longer than a term may be
  std::uint64_t text_bytes = 0;     ///< titles and texts
};

/// The one writer of an index; holds its lock. Calls come from one thread; the work is done on
/// `jobs` others. An object that goes without publish() leaves the published index as it was.
/// A call that failed half way (any error but bad_input) is the end of the run: further calls
/// return its error, and nothing more is published.
class Indexer {
 public:
  /// Errors: usage (the folder is neither empty nor an index); locked (another writer, the message
  /// names its pid); format_mismatch; io; corrupt.
  static Result<Indexer> open(const IndexerOptions& options);
  Indexer(Indexer&&) noexcept;
  Indexer& operator=(Indexer&&) noexcept;
  ~Indexer();

  /// Makes the document valid (dateline/valid_document.hpp), and adds it, or replaces the one with
  /// its key where the content differs. Blocks while the queue is full. Error bad_input where it
  /// cannot be made valid; the run goes on.
  Result<AddOutcome> add(Document&& document);
  /// Whether there was such a document.
  Result<bool> remove(std::string_view key);
  /// Makes everything since the last publish() visible at once, and returns the generation's
  /// number. Without changes nothing is written. An error says that nothing became visible.
  Result<std::uint64_t> publish();

  /// Merges all segments into one and purges dead documents; takes effect with publish().
  Status compact();
  /// Builds all segments anew from the store; takes effect with publish().
  Status rebuild();

  [[nodiscard]] const IndexCounts& counts() const noexcept;

 private:
  struct Impl;
  explicit Indexer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline
