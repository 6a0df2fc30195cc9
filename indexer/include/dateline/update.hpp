// The main job of an index: read input, add what is new, replace what changed, publish one new
// generation.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/error.hpp"
#include "dateline/indexer.hpp"
#include "dateline/input.hpp"

namespace dateline {

/// The progress of an update.
struct UpdateProgress {
  std::uint64_t documents = 0;  ///< read so far, unchanged ones included
  std::uint64_t rejected = 0;
  std::uint64_t bytes_read = 0;   ///< of the input as it is on disk
  std::uint64_t total_bytes = 0;  ///< of the whole input; 0 if unknown (standard input)
  double seconds = 0;             ///< since the start
  bool publishing = false;        ///< everything is read; segments are being finished
};

/// How many documents an update may remove: a number, or a share of the documents before it.
struct RemovalLimit {
  std::optional<std::uint64_t> documents;
  double percent = 10;  ///< if no number is given
};

/// The outcome of a document.
enum class DocumentChange { added, replaced, removed };

struct UpdateOptions {
  IndexerOptions indexer;
  ReaderOptions reader;  ///< `bytes_read` and `stop` are set by update()
  /// Files, folders, "-" for standard input. Indexes below a folder are left out.
  std::vector<std::string> paths;
  /// Removes documents that an earlier update read from files below the paths, if the file or the
  /// record is gone. Nothing is removed by an interrupted run, nor because something could not be
  /// read.
  bool prune = false;
  /// Of `prune`; more is Error refused, and nothing is removed. The same applies if a folder among
  /// the paths is empty now and was not before, unless 100 % may be removed: it may not be mounted.
  RemovalLimit max_removed;
  /// Decides and reports everything, but writes nothing to the index, and neither creates nor locks
  /// it; it needs a folder for temporary files instead.
  bool dry_run = false;
  bool reread = false;              ///< reads every file, whatever the index knows of it
  bool strict = false;              ///< the first reject ends the run, and nothing is published
  std::size_t kept_rejects = 1000;  ///< rejects in the report with their details; all are counted
  /// A run that takes longer publishes what it has each time this has passed, so that an
  /// interrupted one can continue where it was. 0: only at the end. Strict runs always publish only
  /// at the end.
  std::chrono::seconds publish_every{600};
  std::uint64_t publish_every_documents = 0;  ///< likewise after this many documents; 0: never
  std::function<void(const UpdateProgress&)>
      on_progress;                               ///< at most ten times a second; may be empty
  std::function<void(const Reject&)> on_reject;  ///< every one, in order of the input; may be empty
  /// The key of each document that is added, replaced or pruned; may be empty.
  std::function<void(std::string_view key, DocumentChange change)> on_change;
  /// Once it is true, reading stops and what was read is published. May be null; may be set by a
  /// signal handler.
  const std::atomic<bool>* stop = nullptr;
};

/// Values of one field in the input that could not be read, completely or in part. They are kept
/// among the document's extra fields.
struct UnusableField {
  std::uint64_t documents = 0;
  InputPosition first;  ///< of the first such document
};

/// What an update did.
struct UpdateReport {
  IndexCounts counts;
  std::uint64_t documents = 0;      ///< added, replaced, unchanged and superseded ones
  std::uint64_t files = 0;          ///< found below the paths
  std::uint64_t skipped_files = 0;  ///< unchanged; their documents are among the unchanged ones
  std::uint64_t skipped_bytes = 0;  ///< in them
  /// Folders below the paths that were not read because they are indexes.
  std::vector<std::string> index_folders;
  /// Documents that pruning leaves alone because something was rejected in their files.
  std::uint64_t doubtful = 0;
  std::uint64_t rejected = 0;
  std::map<RejectReason, std::uint64_t> rejected_by_reason;
  std::vector<Reject> rejects;                           ///< the first UpdateOptions::kept_rejects
  LeftOutCounts left_out;                                ///< of the input, skipped files included
  std::map<std::string, UnusableField> unusable_fields;  ///< by the field's name
  std::uint64_t bytes_read = 0;
  double seconds = 0;
  double publish_seconds = 0;         ///< of these
  std::uint64_t generation = 0;       ///< the live one after the run
  std::uint64_t index_documents = 0;  ///< in it
  std::uint64_t index_bytes = 0;      ///< of its files
  bool interrupted = false;           ///< `stop` was set before the input's end
  /// What failed after a new generation was live (IndexerOptions::on_warning), in one sentence
  /// each.
  std::vector<std::string> warnings;
};

/// Runs an update from the calling thread; callbacks come from it too.
/// Errors: those of Indexer::open, add and publish; usage without paths, or if one is an index;
/// not_found or io if one of the paths does not exist or cannot be read: then nothing is done;
/// bad_input (strict) with file, position and reason; refused (prune).
Result<UpdateReport> update(const UpdateOptions& options);

/// What remove_keys did.
struct RemoveReport {
  std::uint64_t removed = 0;
  std::vector<std::string> missing;  ///< keys that no document had
  std::uint64_t generation = 0;
};

/// Removes the documents with these keys and publishes. Errors: not_found if there is no index;
/// otherwise those of Indexer.
Result<RemoveReport> remove_keys(const IndexerOptions& options,
                                 const std::vector<std::string>& keys);

}  // namespace dateline
