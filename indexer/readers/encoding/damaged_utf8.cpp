#include "indexer/readers/encoding/damaged_utf8.hpp"

#include <simdjson.h>

#include "indexer/readers/encoding/guess.hpp"
#include "indexer/readers/encoding/plausibility.hpp"
#include "indexer/readers/text/encoding.hpp"

namespace dateline {
namespace {

constexpr double least_plausibility = 0.85;

/// What is there beside the damage.
std::string characters_of(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Piece piece = utf8_piece_at(text, i);
    append_utf8(out, piece.kind == Utf8Piece::Kind::character ? piece.value : U' ');
    i += piece.length;
  }
  return out;
}

bool is_western(std::string_view text) {
  return plausibility_in(western_encoding, text) >= least_plausibility;
}

/// The lead bytes of Latin letters are capitals in windows-1252, which seldom end a text.
bool is_cut_at_end(std::string_view text, std::size_t at) noexcept {
  const auto lead = static_cast<unsigned char>(text[at]);
  return lead >= 0xC2 && lead <= 0xC5 &&
         text.find_first_not_of("\r\n", at + 1) == std::string_view::npos;
}

/// What the piece is to be, U+FFFD where nobody knows.
char32_t meaning_at(std::string_view text, std::size_t at, const Utf8Piece& piece) noexcept {
  if (piece.kind != Utf8Piece::Kind::stray || is_cut_at_end(text, at)) return piece.value;
  const char32_t meant = windows_1252_meaning(static_cast<unsigned char>(text[at]));
  return meant == 0 ? U'\uFFFD' : meant;
}

char32_t meaning_after(std::string_view text, std::size_t at) noexcept {
  return at < text.size() ? meaning_at(text, at, utf8_piece_at(text, at)) : U' ';
}

}  // namespace

bool is_damaged_utf8(std::string_view text) {
  const Utf8Balance balance = utf8_balance(text);
  if (balance.stray == 0) return !simdjson::validate_utf8(text.data(), text.size());
  if (balance.sequences >= 2 * balance.stray) return true;
  if (balance.sequences < balance.stray) return false;
  const std::string characters = characters_of(text);
  return balance.sequences == balance.stray ? is_western(characters)
                                            : is_plausible_in_any(characters, least_plausibility);
}

std::string mend_utf8(std::string_view text) {
  const bool western = is_western(characters_of(text));
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  char32_t before = ' ';
  bool in_unknown_run = false;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Piece piece = utf8_piece_at(text, i);
    const bool sound = piece.kind == Utf8Piece::Kind::character;
    char32_t now = sound || western ? meaning_at(text, i, piece) : U'\uFFFD';
    i += piece.length;
    if (!sound && !stands_well(before, now, meaning_after(text, i))) now = U'\uFFFD';
    const bool unknown = !sound && now == 0xFFFD;
    if (!unknown || !in_unknown_run) append_utf8(out, now);
    in_unknown_run = unknown;
    before = now;
  }
  return out;
}

}  // namespace dateline
