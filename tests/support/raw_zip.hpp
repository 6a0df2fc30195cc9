// Zips written byte by byte, as programs of all ages and habits write them. Members are stored.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dateline::test {

struct RawZipMember {
  std::string name{};  ///< bytes
  std::string content{};
  std::uint16_t flags = 0;
  std::uint8_t maker = 3;        ///< 0: MS-DOS, 3: Unix
  std::uint32_t attributes = 0;  ///< Unix: the mode in the upper half
  std::string extra{};           ///< in both headers
  bool deleted = false;          ///< there, but not in the table of contents
  bool sizes_follow = false;     ///< sizes and checksum stand after the content
  std::string local_name{};      ///< where it is another one in the member's own header
};

inline constexpr std::uint16_t zip_utf8_flag = 1u << 11;

[[nodiscard]] std::string make_raw_zip(const std::vector<RawZipMember>& members);

/// Info-ZIP's extra field with a second name in UTF-8 for `name`.
[[nodiscard]] std::string unicode_path_field(const std::string& name, const std::string& utf8);

}  // namespace dateline::test
