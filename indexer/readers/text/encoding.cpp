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

/// Bytes of a character from its lead on that are as UTF-8 has them; fewer than the lead promises
/// where it was cut. 0 where none begins here.
unsigned begun_at(std::string_view text, std::size_t at) noexcept {
  const unsigned char lead = byte_of(text[at]);
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const unsigned length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  // The second byte of an overlong form, a surrogate or what is beyond Unicode.
  const unsigned char least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  unsigned found = 1;
  for (; found < length && at + found < text.size(); ++found) {
    const char next = text[at + found];
    if (!is_utf8_continuation(next)) break;
    if (found == 1 && (byte_of(next) < least || byte_of(next) > most)) break;
  }
  return found;
}

/// The character that CESU-8 writes as two surrogates of three bytes each; 0 where there is none.
char32_t surrogates_at(std::string_view text, std::size_t at) noexcept {
  constexpr std::size_t length = 6;
  if (text.size() - at < length) return 0;
  const auto byte = [&](std::size_t i) { return char32_t{byte_of(text[at + i])}; };
  const auto is_half = [&](std::size_t i, char32_t kind) {
    return byte(i) == 0xED && (byte(i + 1) & 0xF0u) == kind &&
           is_utf8_continuation(text[at + i + 2]);
  };
  if (!is_half(0, 0xA0) || !is_half(3, 0xB0)) return 0;
  const char32_t high = ((byte(1) & 0x0Fu) << 6) | (byte(2) & 0x3Fu);
  const char32_t low = ((byte(4) & 0x0Fu) << 6) | (byte(5) & 0x3Fu);
  return 0x10000 + (high << 10) + low;
}

/// Whether these bytes begin what a text of plain ASCII has beside it, quotation marks, dashes, the
/// euro, emoji, and are in no other encoding what somebody writes.
bool begins_usual_sign(std::string_view cut) noexcept {
  return cut.starts_with("\xE2\x80") || cut.starts_with("\xE2\x82") || cut.starts_with("\xF0\x9F");
}

constexpr bool has_no_meaning(char c) noexcept {
  return byte_of(c) < 0xA0 && windows_1252_high[byte_of(c) - 0x80] == 0;
}

/// What tells windows-1252 from damaged UTF-8 and from other encodings.
struct Census {
  std::size_t visible = 0;  ///< bytes that are neither spaces nor controls
  std::size_t high = 0;     ///< bytes from 0x80
  Utf8Balance balance;
  bool unassigned = false;  ///< a stray byte that windows-1252 does not have
};

void count_piece(Census& census, std::string_view bytes, const Utf8Piece& piece) noexcept {
  if (is_ascii(bytes.front())) {
    if (bytes.front() > ' ') ++census.visible;
    return;
  }
  census.visible += bytes.size();
  census.high += bytes.size();
  if (piece.kind == Utf8Piece::Kind::character) {
    ++census.balance.sequences;
    return;
  }
  ++census.balance.stray;
  if (begins_usual_sign(bytes)) ++census.balance.sequences;
  census.unassigned |= std::any_of(bytes.begin(), bytes.end(), has_no_meaning);
}

Census take_census(std::string_view text) noexcept {
  Census census;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Piece piece = utf8_piece_at(text, i);
    count_piece(census, text.substr(i, piece.length), piece);
    i += piece.length;
  }
  return census;
}

/// Western text has few letters outside ASCII; where most are high, it is another code page. Where
/// well-formed sequences prevail, it is UTF-8 that was cut or damaged.
bool looks_like_windows_1252(const Census& census) noexcept {
  return !census.unassigned && census.balance.stray > census.balance.sequences &&
         census.high * 4 <= census.visible;
}

void append_windows_1252(std::string& out, std::string_view bytes) {
  for (const char c : bytes) {
    const char32_t meant = windows_1252_meaning(byte_of(c));
    append_utf8(out, meant == 0 ? U'\uFFFD' : meant);
  }
}

std::string repaired(std::string_view text, bool as_windows_1252) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  bool in_stray_run = false;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Piece piece = utf8_piece_at(text, i);
    const bool stray = piece.kind != Utf8Piece::Kind::character;
    if (!stray) {
      append_utf8(out, piece.value);
    } else if (as_windows_1252) {
      append_windows_1252(out, text.substr(i, piece.length));
    } else if (!in_stray_run) {
      out.append(replacement_character);
    }
    in_stray_run = stray;
    i += piece.length;
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

char32_t windows_1252_meaning(unsigned char byte) noexcept {
  return byte < 0xA0 ? windows_1252(byte) : char32_t{byte};
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

Utf8Piece utf8_piece_at(std::string_view text, std::size_t position) noexcept {
  const Utf8Character character = decode_utf8(text, position);
  if (character.valid) return {Utf8Piece::Kind::character, character.length, character.value};
  if (const char32_t pair = surrogates_at(text, position))
    return {Utf8Piece::Kind::character, 6, pair};
  const unsigned begun = begun_at(text, position);
  if (begun > 1) return {Utf8Piece::Kind::cut, begun, 0xFFFD};
  return {Utf8Piece::Kind::stray, 1, 0xFFFD};
}

Utf8Balance utf8_balance(std::string_view text) noexcept {
  return take_census(text).balance;
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
