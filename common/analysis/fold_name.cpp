#include "common/analysis/fold_name.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>

#include "common/analysis/fold.hpp"
#include "common/base/ascii.hpp"
#include "common/base/utf8.hpp"

namespace dateline {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The sign of ASCII that people type where printers set this one; 0 for other characters.
char typed_form(char32_t c) {
  switch (c) {
    case U'‘':
    case U'’':
    case U'‚':
    case U'‛':
    case U'ʻ':
    case U'ʼ':
    case U'′':
    case U'´':
    case U'`':
    case U'׳':
      return '\'';
    case U'“':
    case U'”':
    case U'„':
    case U'‟':
    case U'«':
    case U'»':
    case U'″':
    case U'״':
      return '"';
    case U'‐':
    case U'‑':
    case U'‒':
    case U'–':
    case U'—':
    case U'―':
    case U'−':
      return '-';
    default:
      return '\0';
  }
}

bool is_in_word(char32_t c) {
  constexpr std::uint32_t word = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & word) != 0 && typed_form(c) == '\0';
}

bool is_unseen(char32_t c) {
  constexpr std::uint32_t unseen = U_GC_CC_MASK | U_GC_CF_MASK;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & unseen) != 0;
}

/// Builds the folded name from left to right.
class NameFolder {
 public:
  void add_space() { space_ = !folded_.empty(); }

  void add_word(std::string_view raw) {
    std::string word;
    fold_word(raw, word);
    append(word);
  }

  void add_sign(char32_t c, std::string_view raw) {
    if (is_unseen(c)) return;
    if (const char typed = typed_form(c); typed != '\0') return append({&typed, 1});
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
    std::string sign;
    icu::StringByteSink<std::string> sink(&sign);
    if (U_SUCCESS(status))
      normalizer->normalizeUTF8(0, {raw.data(), static_cast<std::int32_t>(raw.size())}, sink,
                                nullptr, status);
    append(sign);
  }

  std::string take() { return std::move(folded_); }

 private:
  void append(std::string_view part) {
    if (part.empty()) return;
    if (space_) folded_ += ' ';
    space_ = false;
    folded_ += part;
  }

  std::string folded_;
  bool space_ = false;  ///< between what was and what comes
};

/// What most names are, without the tables of Unicode.
std::string fold_ascii_name(std::string_view name) {
  std::string folded;
  bool space = false;
  for (const char c : name) {
    if (is_ascii_blank(c)) {
      space = !folded.empty();
      continue;
    }
    if (c < ' ' || c == '\x7f') continue;
    if (space) folded += ' ';
    space = false;
    folded += is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c == '`' ? '\'' : c;
  }
  return folded;
}

std::string fold_any_name(std::string_view name) {
  NameFolder folder;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = at;
    const Utf8Character first = decode_utf8(name, at);
    at += first.length;
    if (!first.valid) continue;
    if (is_white_space(first.value)) {
      folder.add_space();
    } else if (is_in_word(first.value)) {
      while (at < name.size()) {
        const Utf8Character next = decode_utf8(name, at);
        if (!next.valid || !is_in_word(next.value)) break;
        at += next.length;
      }
      folder.add_word(name.substr(begin, at - begin));
    } else {
      folder.add_sign(first.value, name.substr(begin, first.length));
    }
  }
  return folder.take();
}

}  // namespace

std::string fold_name(std::string_view name) {
  return is_ascii(name) ? fold_ascii_name(name) : fold_any_name(name);
}

std::string fold_language(std::string_view tag) {
  std::string folded = fold_name(tag);
  std::replace(folded.begin(), folded.end(), '_', '-');
  return folded;
}

}  // namespace dateline
