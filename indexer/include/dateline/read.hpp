// Reads input without an index: what update() would make of it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/error.hpp"
#include "dateline/input.hpp"
#include "dateline/update.hpp"

namespace dateline {

struct ReadOptions {
  ReaderOptions reader;  ///< `stop` is set by read_documents()
  /// Files, folders, "-" for standard input. Indexes below a folder are left out.
  std::vector<std::string> paths;
  std::function<void(const Reject&)> on_reject;  ///< every one, in order of the input; may be empty
  /// Once it is true, reading stops with Error cancelled. May be null; may be set by a signal
  /// handler.
  const std::atomic<bool>* stop = nullptr;
};

/// What was read.
struct ReadReport {
  std::uint64_t documents = 0;
  std::uint64_t files = 0;
  std::uint64_t without_text = 0;     ///< of the documents: with only a title
  std::uint64_t undated = 0;          ///< of the documents
  std::uint64_t ambiguous_dates = 0;  ///< of the undated: those whose date has several readings
  std::uint64_t rejected = 0;
  LeftOutCounts left_out;
  std::map<std::string, UnusableField> unusable_fields;  ///< by the field's name
  std::vector<std::string> index_folders;                ///< not read, because they are indexes
};

/// Calls `write` with each document as a line of JSON (newline included): that of
/// export_documents(), with `file`, `line` (if the format has lines) and `offset` of the document's
/// beginning before it. Documents are those of update(), but that files with the same path below
/// two folders are not kept apart, and that documents with the same key are all there. update()
/// reads such lines back into equal documents.
/// Errors: those of `write`; usage without paths, if one is an index or an option makes no sense;
/// not_found or io if one of the paths does not exist or cannot be read: then nothing is read;
/// cancelled.
Result<ReadReport> read_documents(const ReadOptions& options,
                                  const std::function<Status(std::string_view)>& write);

}  // namespace dateline
