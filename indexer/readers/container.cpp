#include "indexer/readers/container.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

using namespace std::literals;

constexpr std::size_t tar_block_bytes = 512;
constexpr std::size_t tar_checksum_offset = 148;
constexpr std::size_t tar_checksum_bytes = 8;

/// The sum of a header's bytes, its own checksum counted as spaces.
std::uint32_t tar_checksum(std::string_view header) noexcept {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < tar_block_bytes; ++i) {
    const bool own = i >= tar_checksum_offset && i < tar_checksum_offset + tar_checksum_bytes;
    sum += own ? std::uint32_t{' '} : static_cast<unsigned char>(header[i]);
  }
  return sum;
}

/// Older tars have no magic; their checksum identifies them.
bool is_tar(std::string_view head) noexcept {
  if (head.size() < tar_block_bytes) return false;
  const bool has_magic = head.substr(257, 5) == "ustar";
  if (has_magic && head.front() != '\0') return true;
  // A member without a name shows a tar by both, as zeros alone have the checksum of an old one.
  if (head.front() == '\0' && !has_magic) return false;
  const std::string_view field = trim(head.substr(tar_checksum_offset, tar_checksum_bytes));
  std::uint32_t expected = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), expected, 8);
  const bool readable = error == std::errc() && end != field.data();
  return readable && expected == tar_checksum(head);
}

/// The end mark of a tar: two blocks of zeros.
constexpr std::size_t end_mark_bytes = 2 * tar_block_bytes;
constexpr std::array tar_suffixes{".tar"sv, ".tgz"sv, ".tbz"sv, ".tbz2"sv, ".txz"sv, ".tzst"sv};

struct Magic {
  std::string_view bytes;
  Container container;
};

constexpr std::array magics{
    Magic{"\x1F\x8B"sv, Container::gzip},
    Magic{"\x28\xB5\x2F\xFD"sv, Container::zstd},
    Magic{"\xFD"
          "7zXZ\0"sv,
          Container::xz},
    Magic{"PK\x03\x04"sv, Container::zip},
    Magic{"PK\x05\x06"sv, Container::zip},
    Magic{"PK00PK\x03\x04"sv, Container::zip},  // was to be in parts, and is not
};

/// "BZh", a digit, and the mark of a block or of the end.
bool is_bzip2(std::string_view head) noexcept {
  if (!head.starts_with("BZh") || head.size() < 10) return false;
  const std::string_view mark = head.substr(4, 6);
  return mark == "1AY&SY"sv || mark == "\x17\x72\x45\x38\x50\x90"sv;
}

/// A skippable frame may come first.
bool is_zstd_skippable(std::string_view head) noexcept {
  return head.size() >= 4 && (static_cast<unsigned char>(head[0]) & 0xF0u) == 0x50u &&
         head.substr(1, 3) == "\x2A\x4D\x18"sv;
}

}  // namespace

Container detect_container(std::string_view head) noexcept {
  for (const auto& magic : magics) {
    if (head.starts_with(magic.bytes)) return magic.container;
  }
  if (is_zstd_skippable(head)) return Container::zstd;
  if (is_bzip2(head)) return Container::bzip2;
  return is_tar(head) ? Container::tar : Container::none;
}

bool is_tar_of_nothing(std::string_view head, std::string_view name) noexcept {
  if (head.size() < end_mark_bytes || head.find_first_not_of('\0') != std::string_view::npos)
    return false;
  const auto is_its_end = [name](std::string_view suffix) {
    return name.size() > suffix.size() &&
           equal_ignoring_case(name.substr(name.size() - suffix.size()), suffix);
  };
  return std::any_of(tar_suffixes.begin(), tar_suffixes.end(), is_its_end);
}

bool is_compressed_stream(Container container) noexcept {
  switch (container) {
    case Container::gzip:
    case Container::zstd:
    case Container::bzip2:
    case Container::xz:
      return true;
    case Container::none:
    case Container::tar:
    case Container::zip:
      return false;
  }
  return false;
}

std::string_view without_compression_suffix(std::string_view name) noexcept {
  for (const auto suffix : {".gz"sv, ".zst"sv, ".bz2"sv, ".xz"sv}) {
    if (name.size() > suffix.size() &&
        equal_ignoring_case(name.substr(name.size() - suffix.size()), suffix))
      return name.substr(0, name.size() - suffix.size());
  }
  return name;
}

}  // namespace dateline
