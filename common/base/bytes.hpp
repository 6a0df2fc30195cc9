// Numbers and strings as bytes on disk: little-endian fixed, big-endian keys, LEB128 varints.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
              "files are little-endian and mapped as they are");

template <typename T>
void append_fixed(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

inline void append_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>((value & 0x7f) | 0x80));
  out.push_back(static_cast<char>(value));
}

/// Four bytes that sort as the number does.
inline std::string big_endian(std::uint32_t value) {
  const std::uint32_t swapped = __builtin_bswap32(value);
  return {reinterpret_cast<const char*>(&swapped), sizeof swapped};
}

inline std::optional<std::uint32_t> read_big_endian(std::string_view bytes) noexcept {
  std::uint32_t value;
  if (bytes.size() != sizeof value) return std::nullopt;
  std::memcpy(&value, bytes.data(), sizeof value);
  return __builtin_bswap32(value);
}

/// Reads from the front of a byte string; every function is false (and the reader spent) where
/// bytes are missing.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool empty() const noexcept { return rest_.empty(); }

  template <typename T>
  bool read_fixed(T& value) noexcept {
    if (rest_.size() < sizeof value) return fail();
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return true;
  }

  bool read_varint(std::uint64_t& value) noexcept {
    value = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7fu) << shift;
      if (byte < 0x80) return true;
    }
    return fail();
  }

  bool read_bytes(std::uint64_t length, std::string_view& bytes) noexcept {
    if (length > rest_.size()) return fail();
    bytes = rest_.substr(0, static_cast<std::size_t>(length));
    rest_.remove_prefix(static_cast<std::size_t>(length));
    return true;
  }

 private:
  bool fail() noexcept {
    rest_ = {};
    return false;
  }
  std::string_view rest_;
};

}  // namespace dateline
