// What every format's reader looks like: bytes in, documents and rejects out.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/document.hpp"
#include "dateline/error.hpp"
#include "dateline/input.hpp"

namespace dateline {

/// Bytes of one file or archive member, inflated. Not thread-safe.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// The next bytes, valid until the next call; empty at the end. Errors: bad_input (position in
  /// the message), io.
  virtual Result<std::string_view> next() = 0;
};

/// Receives what a reader finds. An error from either function stops the reader, which returns it
/// unchanged.
class DocumentSink {
 public:
  virtual ~DocumentSink() = default;
  virtual Status document(Document&& document, const InputPosition& position) = 0;
  virtual Status reject(Reject&& reject) = 0;
};

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

/// Reads files, folders (recursively, in byte order of names) and "-" (standard input), through
/// archives and compression, into the sink. A file that cannot be read is a reject, never an error.
Status read_paths(const std::vector<std::string>& paths, const ReaderOptions& options,
                  DocumentSink& sink);

}  // namespace dateline
