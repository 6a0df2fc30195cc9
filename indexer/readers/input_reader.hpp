// From one open input to documents: through containers, level by level, to the reader of its
// format.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "indexer/readers/base/reader.hpp"
#include "indexer/readers/container.hpp"
#include "indexer/readers/source/inflation.hpp"
#include "indexer/readers/source/input_source.hpp"

namespace dateline {

class ArchiveReader;
struct ZipMember;

/// Not thread-safe; `options` and `sink` must outlive it.
class InputReader {
 public:
  InputReader(const ReaderOptions& options, DocumentSink& sink) : options_(options), sink_(sink) {}

  /// Reads an input to its end. `file` is for positions, `key` the key base of documents without a
  /// key. Faults of the input become rejects. Errors: those of the sink.
  Status read(InputSource& source, const std::string& file, const std::string& key);

 private:
  /// Where in the nest of containers some bytes are.
  struct Place {
    std::string file;
    std::string key;
    std::string name;       ///< whose suffix may show the format
    int level = 0;          ///< containers around it
    bool inflated = false;  ///< comes right out of a compressed stream
  };

  /// A member of a container, or the contents of a compressed stream.
  static Place place_inside(const Place& place, Container container, const std::string& member);

  Status read_level(InputSource& source, const Place& place);
  Status read_container(InputSource& source, Container container, const Place& place);
  Status read_zstd(InputSource& source, const Place& place);
  Status read_gzip(InputSource& source, const Place& place);
  Status read_zip(PeekedSource& source, const Place& place);
  Status read_zip_at(InputSource& sequential, RandomAccess& whole, const Place& place);
  Status read_zip_member(RandomAccess& whole, const ZipMember& member, const Place& place,
                         InflationGuard& guard);
  Status check_end(ArchiveReader& archive, Container container, const Place& place);
  Result<bool> is_wanted(const std::string& name, const Place& place);
  Status read_documents(PeekedSource& source, std::string_view head, const Place& place);
  Status read_whole(PeekedSource& source, Format format, const Place& place);
  Status read_converted(PeekedSource& source, std::string_view head, const Place& place);
  Status read_format(InputSource& source, Format format, const Place& place, DocumentSink& sink);
  Status read_text(InputSource& source, std::string_view head, const Place& place,
                   DocumentSink& sink);
  Status reject(const Place& place, RejectReason reason, std::string detail);
  Status reject_zip(const Place& place, const Error& error);
  [[nodiscard]] Status reject_fault(InputSource& source, Error error);

  const ReaderOptions& options_;
  DocumentSink& sink_;
};

}  // namespace dateline
