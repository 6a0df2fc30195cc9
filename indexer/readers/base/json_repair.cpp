#include "indexer/readers/base/json_repair.hpp"

#include <algorithm>

#include "common/base/ascii.hpp"
#include "common/base/json_scan.hpp"
#include "indexer/readers/text/encoding.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

constexpr std::size_t unicode_escape_bytes = 6;

std::optional<unsigned> hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  const char lower = static_cast<char>(c | 0x20);
  if (lower >= 'a' && lower <= 'f') return static_cast<unsigned>(lower - 'a' + 10);
  return std::nullopt;
}

/// The number of a \uXXXX escape that begins at `at`.
std::optional<unsigned> escape_at(std::string_view text, std::size_t at) noexcept {
  if (at + unicode_escape_bytes > text.size() || text[at] != '\\' || text[at + 1] != 'u')
    return std::nullopt;
  unsigned value = 0;
  for (std::size_t i = 2; i < unicode_escape_bytes; ++i) {
    const auto digit = hex_digit(text[at + i]);
    if (!digit) return std::nullopt;
    value = value * 16 + *digit;
  }
  return value;
}

constexpr bool is_high_surrogate(unsigned value) noexcept {
  return (value & 0xFC00u) == 0xD800u;
}
constexpr bool is_low_surrogate(unsigned value) noexcept {
  return (value & 0xFC00u) == 0xDC00u;
}

/// Whether every parser that keeps numbers in 64 bits can hold it.
bool fits_64_bits(std::string_view number) noexcept {
  constexpr std::size_t most_digits = 18;
  constexpr std::size_t most_fraction = 200;
  constexpr std::size_t most_exponent = 3;  // "e99"
  const std::size_t exponent = std::min(number.find_first_of("eE"), number.size());
  const std::string_view mantissa = number.substr(0, exponent);
  if (mantissa.size() > most_fraction || number.size() - exponent > most_exponent) return false;
  const bool whole = mantissa.find('.') == std::string_view::npos;
  return !whole || mantissa.size() <= most_digits;
}

std::string in_quotes(std::string_view word) {
  return '"' + std::string(word) + '"';
}

/// One pass over a value.
class Mender {
 public:
  explicit Mender(std::string_view text) : text_(text) {}

  MendedJson mend() {
    written_.reserve(text_.size());
    while (at_ < text_.size()) take();
    MendedJson mended;
    if (differ_) mended.parsable = parsable_;
    mended.written = std::move(written_);
    mended.repaired = repaired_;
    return mended;
  }

 private:
  void take() {
    const char c = text_[at_];
    if (c == '"') {
      take_string();
    } else if (is_json_word_byte(c)) {
      take_word();
    } else if (static_cast<unsigned char>(c) <= ' ') {
      take_blanks();
    } else {
      if (c == '}' || c == ']') drop_last_comma();
      put(text_.substr(at_++, 1));
    }
  }

  /// To both texts; they are one until the first word that has to differ.
  void put(std::string_view part) {
    written_.append(part);
    if (differ_) parsable_.append(part);
  }

  void put_apart(std::string_view written, std::string_view parsable) {
    if (!differ_) parsable_ = written_;
    differ_ = true;
    written_.append(written);
    parsable_.append(parsable);
  }

  void put_number(std::string_view number) {
    if (fits_64_bits(number)) return put(number);
    put_apart(number, in_quotes(number));
  }

  /// Spaces between values stay as they are, line ends go.
  void take_blanks() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) <= ' ') ++at_;
    const std::string_view run = text_.substr(begin, at_ - begin);
    if (run.find_first_of("\r\n") == std::string_view::npos) put(std::string(run.size(), ' '));
  }

  void take_word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_json_word_byte(text_[at_])) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (is_json_number(word)) return put_number(word);
    switch (meaning_of_json_word(word)) {
      case JsonWord::null:
        return put("null");
      case JsonWord::yes:
        return put("true");
      case JsonWord::no:
        return put("false");
      case JsonWord::not_a_number:
        // What Python writes where there is no value.
        return put_apart(in_quotes(word), "null");
      case JsonWord::number:
      case JsonWord::unknown:
        return put(in_quotes(word));
    }
  }

  static void drop_last_comma(std::string& out) {
    const std::size_t last = out.find_last_not_of(' ');
    if (last != std::string::npos && out[last] == ',') out.resize(last);
  }
  void drop_last_comma() {
    drop_last_comma(written_);
    if (differ_) drop_last_comma(parsable_);
  }

  void take_string() {
    put("\"");
    for (++at_; at_ < text_.size() && text_[at_] != '"';) {
      if (text_[at_] == '\\') {
        take_escape();
      } else if (static_cast<unsigned char>(text_[at_]) < ' ') {
        repaired_ = true;
        put(" ");
        ++at_;
      } else {
        take_plain();
      }
    }
    put("\"");
    ++at_;
  }

  void take_plain() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
           static_cast<unsigned char>(text_[at_]) >= ' ')
      ++at_;
    put(text_.substr(begin, at_ - begin));
  }

  void take_escape() {
    if (const auto value = escape_at(text_, at_)) return take_unicode_escape(*value);
    put(text_.substr(at_, 2));
    at_ = std::min(at_ + 2, text_.size());
  }

  void take_unicode_escape(unsigned value) {
    const auto next = escape_at(text_, at_ + unicode_escape_bytes);
    const bool pair = is_high_surrogate(value) && next && is_low_surrogate(*next);
    const std::size_t bytes = pair ? 2 * unicode_escape_bytes : unicode_escape_bytes;
    const bool half = !pair && (is_high_surrogate(value) || is_low_surrogate(value));
    repaired_ |= half;
    put(half ? "\\ufffd" : text_.substr(at_, bytes));
    at_ += bytes;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string written_;
  std::string parsable_;
  bool differ_ = false;  ///< parsable_ differs from written_
  bool repaired_ = false;
};

}  // namespace

MendedJson mend_json(std::string_view value) {
  std::string text(value);
  const bool bytes = make_valid_utf8(text);
  MendedJson mended = Mender(text).mend();
  mended.repaired |= bytes;
  return mended;
}

}  // namespace dateline
