// The table of contents at the end of a zip: which members there are, where, and under which names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/readers/source/random_access.hpp"

namespace dateline {

struct ZipMember {
  enum class Kind {
    file,
    folder,
    link,
    other  ///< device, pipe, ...
  };
  std::string name;  ///< as the archive has it, in UTF-8 unless it claims to be and is not
  Kind kind = Kind::file;
  std::uint16_t flags = 0;
  std::uint16_t method = 0;
  std::uint32_t crc = 0;
  std::uint64_t packed_bytes = 0;
  std::uint64_t bytes = 0;
  std::uint64_t offset = 0;  ///< of its own header
};

/// Goes through the table of contents, in its order, in bounded memory. What the table does not
/// name was deleted, and is not a member. Not thread-safe; `archive` must outlive it.
class ZipDirectory {
 public:
  /// Nothing where there is no such table. Errors: bad_input where it cannot be used; io.
  static Result<std::optional<ZipDirectory>> find(RandomAccess& archive);

  /// The next member; false at the end. Errors: bad_input where the table is damaged; io.
  Result<bool> next(ZipMember& member);

  /// What the table knows nothing of, as far as it is not padding; empty where there is no such
  /// thing. One sentence.
  [[nodiscard]] const std::string& remark() const noexcept { return remark_; }

 private:
  struct End;
  explicit ZipDirectory(RandomAccess& archive) : archive_(&archive) {}
  static Result<std::optional<End>> find_end(RandomAccess& archive);
  static Result<bool> locate(RandomAccess& archive, End& end);
  Result<bool> need(std::size_t bytes);

  RandomAccess* archive_;
  std::uint64_t at_ = 0;      ///< of front_ in the archive
  std::uint64_t end_ = 0;     ///< of the table
  std::uint64_t before_ = 0;  ///< bytes in front of the archive, which offsets do not count
  std::uint64_t told_ = 0;    ///< members that the end tells of
  std::uint64_t met_ = 0;
  std::string buffer_;
  std::string_view front_;  ///< of buffer_, not yet taken
  std::string remark_;
};

}  // namespace dateline
