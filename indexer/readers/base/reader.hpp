// What every format's reader looks like: bytes in, documents and rejects out.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/document.hpp"
#include "dateline/error.hpp"
#include "dateline/input.hpp"
#include "indexer/readers/source/byte_source.hpp"

namespace dateline {

/// Receives what a reader finds. An error from either function stops the reader, which returns it
/// unchanged.
class DocumentSink {
 public:
  virtual ~DocumentSink() = default;
  virtual Status document(Document&& document, const InputPosition& position) = 0;
  virtual Status reject(Reject&& reject) = 0;
  /// So many things were left out for this reason.
  virtual void left_out(LeftOut, std::uint64_t /*count*/) {}
  /// The next document's input has something for this field (`title`, `text`, ...) of which all or
  /// a part cannot be read. It is not lost where the format keeps unknown fields.
  virtual void unusable_field(std::string_view /*field*/, const InputPosition& /*position*/) {}
};

/// Begins the names of inputs from which no keys can be made: documents without ids are rejected.
inline constexpr std::string_view no_key_base = "\x01";

/// Reads one format from inflated bytes. `name` is the key base for documents that carry no key of
/// their own.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual Status read(ByteSource& source, const InputPosition& start, const std::string& name,
                      DocumentSink& sink) = 0;
};
std::unique_ptr<Reader> make_reader(Format format, const ReaderOptions& options);

/// The format that the first bytes (and, second, the file's name) show; `automatic` where they show
/// none.
[[nodiscard]] Format detect_format(std::string_view head, std::string_view file_name);

/// To be raised when the same file, read with the same options, would give other documents: files
/// that older versions read are then read again.
inline constexpr std::uint64_t reader_version = 3;

class FileSource;

/// Called before and after each regular file is read. An error of it ends
/// the reading of all paths. Paths are as the walk found them, in the file system's bytes.
class FileWatcher {
 public:
  virtual ~FileWatcher() = default;
  /// Another one of the given paths is begun.
  virtual void next_path() {}
  /// Whether to read the file; `fd` stands at its beginning, and must stand there again.
  /// `relative`: its path below the folder that was given, from which keys are made.
  virtual Result<bool> before(int fd, const std::string& path, const std::string& relative) = 0;
  /// The file was read as far as its readers needed.
  virtual Status after(int fd, FileSource& source) = 0;
  /// Whether to leave the folder out, with all that is below it.
  virtual bool leaves_out(const std::string& folder) = 0;
  /// A file, or a folder with all below it, could not be looked at.
  virtual void unreadable(const std::string& path) = 0;
};

/// Reads files, folders (recursively, in byte order of names) and "-" (standard input), through
/// archives and compression, into the sink. A file that cannot be read is a reject, never an error.
/// `watcher` may be null.
Status read_paths(const std::vector<std::string>& paths, const ReaderOptions& options,
                  DocumentSink& sink, FileWatcher* watcher = nullptr);

}  // namespace dateline
