#include "indexer/readers/text/encoding.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "common/base/utf8.hpp"

namespace dateline {
namespace {

constexpr std::array<char16_t, 32> windows_1252_high{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr unsigned char byte_of(char c) noexcept {
  return static_cast<unsigned char>(c);
}
constexpr bool is_ascii(char c) noexcept {
  return byte_of(c) < 0x80;
}

bool is_valid_utf8(std::string_view text) noexcept {
  return simdjson::validate_utf8(text.data(), text.size());
}

/// What distinguishes windows-1252 from damaged UTF-8 and from other encodings.
struct Census {
  std::size_t visible = 0;    ///< bytes that are neither spaces nor controls
  std::size_t high = 0;       ///< bytes from 0x80
  std::size_t sequences = 0;  ///< well-formed characters of several bytes
  std::size_t stray = 0;      ///< bytes that are part of none
  bool unassigned = false;    ///< a stray byte that windows-1252 does not have
};

void count_character(Census& census, char byte, const Utf8Character& character) noexcept {
  if (is_ascii(byte)) {
    if (byte > ' ') ++census.visible;
    return;
  }
  census.visible += character.length;
  census.high += character.length;
  if (character.valid) {
    ++census.sequences;
    return;
  }
  ++census.stray;
  const unsigned char stray = byte_of(byte);
  if (stray < 0xA0 && windows_1252(stray) == 0) census.unassigned = true;
}

Census take_census(std::string_view text) noexcept {
  Census census;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = decode_utf8(text, i);
    count_character(census, text[i], character);
    i += character.length;
  }
  return census;
}

/// Western text has few letters outside ASCII; where most are high, it is another code page. Where
/// well-formed sequences prevail, it is UTF-8 that was cut or damaged.
bool looks_like_windows_1252(const Census& census) noexcept {
  return !census.unassigned && census.stray > census.sequences && census.high * 4 <= census.visible;
}

std::string repaired(std::string_view text, bool as_windows_1252) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  bool in_stray_run = false;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = decode_utf8(text, i);
    if (character.valid) {
      out.append(text, i, character.length);
    } else if (as_windows_1252) {
      const unsigned char stray = byte_of(text[i]);
      append_utf8(out, stray < 0xA0 ? windows_1252(stray) : char32_t{stray});
    } else if (!in_stray_run) {
      out.append(replacement_character);
    }
    in_stray_run = !character.valid;
    i += character.length;
  }
  return out;
}

constexpr char c1_lead = '\xC2';

/// Bytes that remove_controls() has to look at: controls, DEL and the lead byte of U+0080 to
/// U+00BF.
constexpr bool needs_care(char c) noexcept {
  return byte_of(c) < 0x20 || c == '\x7F' || c == c1_lead;
}

constexpr std::uint64_t repeat(unsigned char byte) noexcept {
  return 0x0101010101010101u * std::uint64_t{byte};
}

/// Whether one of eight bytes is zero.
constexpr bool has_zero(std::uint64_t word) noexcept {
  return ((word - repeat(0x01)) & ~word & repeat(0x80)) != 0;
}

/// Whether one of eight bytes needs care; may say so of bytes that do not, never the reverse.
constexpr bool may_need_care(std::uint64_t word) noexcept {
  const bool control = ((word - repeat(0x20)) & ~word & repeat(0x80)) != 0;
  return control || has_zero(word ^ repeat(0x7F)) || has_zero(word ^ repeat(byte_of(c1_lead)));
}

/// The first byte at or after `from` that needs care and is neither line feed nor tab.
std::size_t next_control(std::string_view text, std::size_t from) noexcept {
  std::size_t i = from;
  while (i < text.size()) {
    std::uint64_t word;
    if (text.size() - i >= sizeof word) {
      std::memcpy(&word, text.data() + i, sizeof word);
      if (!may_need_care(word)) {
        i += sizeof word;
        continue;
      }
    }
    const std::size_t end = std::min(i + sizeof word, text.size());
    for (; i < end; ++i) {
      if (!needs_care(text[i]) || text[i] == '\n' || text[i] == '\t') continue;
      const bool above_c1 =
          text[i] == c1_lead && i + 1 < text.size() && byte_of(text[i + 1]) >= 0xA0;
      if (!above_c1) return i;
    }
  }
  return text.size();
}

/// Writes what stands for the control at `at`; returns how many bytes of the input it took.
std::size_t replace_control(std::string_view text, std::size_t at, std::string& out, bool& was_c1) {
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  switch (text[at]) {
    case '\r':
      if (next != '\n') out.push_back('\n');
      return 1;
    case '\f':
    case '\v':
      out.push_back('\n');
      return 1;
    case c1_lead:
      was_c1 = true;
      if (const char32_t meant = windows_1252(byte_of(next))) append_utf8(out, meant);
      return 2;
    default:
      return 1;
  }
}

}  // namespace

char32_t windows_1252(unsigned char byte) noexcept {
  return byte >= 0x80 && byte < 0xA0 ? windows_1252_high[byte - 0x80] : 0;
}

void append_utf8(std::string& out, char32_t character) {
  const auto tail = [&](unsigned shift) {
    out.push_back(static_cast<char>(0x80u | ((character >> shift) & 0x3Fu)));
  };
  if (character < 0x80) {
    out.push_back(static_cast<char>(character));
  } else if (character < 0x800) {
    out.push_back(static_cast<char>(0xC0u | (character >> 6)));
    tail(0);
  } else if (character < 0x10000) {
    out.push_back(static_cast<char>(0xE0u | (character >> 12)));
    tail(6);
    tail(0);
  } else {
    out.push_back(static_cast<char>(0xF0u | (character >> 18)));
    tail(12);
    tail(6);
    tail(0);
  }
}

bool has_control_characters(std::string_view text) noexcept {
  if (text.find_first_of("\n\t") != std::string_view::npos) return true;
  return next_control(text, 0) != text.size();
}

bool is_damaged_utf8(std::string_view text) noexcept {
  const Census census = take_census(text);
  return census.stray != 0 && census.sequences >= 2 * census.stray;
}

std::string utf8_and_windows_1252(std::string_view text) {
  return repaired(text, true);
}

bool make_valid_utf8(std::string& text) {
  if (is_valid_utf8(text)) return false;
  text = repaired(text, looks_like_windows_1252(take_census(text)));
  return true;
}

void remove_byte_order_marks(std::string& text) {
  std::size_t at = text.find(byte_order_mark);
  if (at == std::string::npos) return;
  std::string out;
  out.reserve(text.size());
  std::size_t copied = 0;
  for (; at != std::string::npos; at = text.find(byte_order_mark, copied)) {
    out.append(text, copied, at - copied);
    copied = at + byte_order_mark.size();
  }
  out.append(text, copied);
  text = std::move(out);
}

bool remove_controls(std::string& text) {
  remove_byte_order_marks(text);
  std::size_t at = next_control(text, 0);
  if (at == text.size()) return false;
  bool met_c1 = false;
  std::string out;
  out.reserve(text.size());
  std::size_t copied = 0;
  while (at < text.size()) {
    out.append(text, copied, at - copied);
    copied = std::min(at + replace_control(text, at, out, met_c1), text.size());
    at = next_control(text, copied);
  }
  out.append(text, copied);
  text = std::move(out);
  return met_c1;
}

bool clean_text(std::string& text) {
  const bool repaired_bytes = make_valid_utf8(text);
  const bool repaired_controls = remove_controls(text);
  return repaired_bytes || repaired_controls;
}

}  // namespace dateline
