#include "indexer/readers/encoding/unmarked_utf16.hpp"

#include <simdjson.h>

#include <algorithm>

#include "common/base/utf8.hpp"
#include "indexer/readers/encoding/converter.hpp"
#include "indexer/readers/encoding/plausibility.hpp"

namespace dateline {
namespace {

/// Of scripts in which a text may have little that is ASCII.
constexpr std::string_view languages =
    "zh zh_Hant ja ko ru uk be bg mk sr kk el he yi ar fa ur ps th lo my km hi mr ne bn pa gu ta "
    "te "
    "kn ml si ka hy am mn";

constexpr bool is_usual_control(char32_t c) noexcept {
  return c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/// The share of characters that are ASCII, in a text that has no control characters; else 0.
double share_of_ascii(std::string_view text) {
  std::size_t ascii = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i < text.size(); ++all) {
    const Utf8Character character = decode_utf8(text, i);
    if (character.value < 0x20 && !is_usual_control(character.value)) return 0;
    if (character.value < 0x80) ++ascii;
    i += character.length;
  }
  return all == 0 ? 0 : static_cast<double>(ascii) / static_cast<double>(all);
}

/// UTF-8, or ASCII, that has no control characters but zero bytes.
bool is_utf8_with_zeros(std::string_view head) {
  const bool controls = std::any_of(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte != 0 && byte < 0x20 && !is_usual_control(byte);
  });
  const std::size_t border = head.size() > 4 ? utf8_border(head, head.size() - 4) : 0;
  return !controls && simdjson::validate_utf8(head.data(), border);
}

/// Whether all bytes above ASCII are such as EUC and GB 2312 pair up: UTF-16 reads Hangul in them.
bool has_pairs_alone(std::string_view head) noexcept {
  std::size_t run = 0;
  std::size_t all = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 && byte < 0xA1) return false;
    if (byte < 0x80 && run % 2 != 0) return false;
    run = byte < 0x80 ? 0 : run + 1;
    all += byte >= 0x80;
  }
  return all != 0;
}

/// Whether somebody wrote this text, as one order of bytes reads it.
bool is_text(std::string_view text, std::string_view head) {
  constexpr double least_share = 0.02;
  constexpr double enough = 0.5;
  constexpr double least_plausibility = 0.85;
  const double share = share_of_ascii(text);
  if (share < least_share) return false;
  if (share >= enough) return true;
  if (is_utf8_with_zeros(head) || has_pairs_alone(head)) return false;
  return plausibility(text, languages) >= least_plausibility;
}

}  // namespace

std::string unmarked_utf16_of(std::string_view head) {
  constexpr std::size_t fewest_bytes = 8;
  head = head.substr(0, head.size() / 2 * 2);
  if (head.size() < fewest_bytes || head.find('\0') == std::string_view::npos) return {};
  for (const char* const name : {"utf-16le", "utf-16be"}) {
    auto converter = EncodingConverter::open(name);
    std::string text;
    // The head may end within a pair of surrogates.
    if (converter && converter->convert_piece(head, false, text) && is_text(text, head))
      return name;
  }
  return {};
}

}  // namespace dateline
