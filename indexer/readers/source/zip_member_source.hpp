// One member of a zip as a stream that libarchive inflates.
#pragma once

#include <string>

#include "indexer/readers/source/input_source.hpp"
#include "indexer/readers/source/random_access.hpp"
#include "indexer/readers/source/zip_directory.hpp"

namespace dateline {

/// Gives a zip with this one member: a header made from the table of contents, which knows the
/// sizes that the member's own header may leave open, and the member's packed bytes. Not
/// thread-safe.
class ZipMemberSource : public InputSource {
 public:
  /// `archive` must outlive it. `file` is for positions.
  ZipMemberSource(RandomAccess& archive, const ZipMember& member, std::string file);

  Result<std::string_view> next() override;
  [[nodiscard]] std::uint64_t raw_bytes() const noexcept override {
    return archive_.bytes_on_disk();
  }

 private:
  Status find_data();
  Result<std::string_view> bad(RejectReason reason, std::string detail);

  RandomAccess& archive_;
  ZipMember member_;
  std::string file_;
  std::string buffer_;
  std::uint64_t at_ = 0;    ///< of the packed bytes that come next
  std::uint64_t left_ = 0;  ///< of them
  enum class Part { header, data, end, over };
  Part part_ = Part::header;
};

}  // namespace dateline
