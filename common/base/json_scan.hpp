// Finds where a JSON value ends, and what is wrong with it where it does not.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

/// What is accepted. `lenient` is what programs write and people mean: NaN and infinite numbers,
/// numbers of any spelling (`007`, `+5`, `.5`), words for null, true and false of other languages,
/// a comma before a closing bracket, control characters in strings.
enum class JsonDialect { strict, lenient };

/// Takes a value in pieces of any size and keeps no byte of it but those of the number or word that
/// it is in. Not thread-safe. Linear time, bounded memory.
class JsonScanner {
 public:
  static constexpr std::size_t most_levels = 1000;
  static constexpr std::size_t most_word_bytes = 1u << 16;

  struct Options {
    JsonDialect dialect = JsonDialect::lenient;
    /// Ends a line: no string goes beyond it.
    char line_end = '\n';
    /// Columns before the value on its line. An object that begins a later line no further to the
    /// right is not part of one that begins with its first member on the same line: that one was
    /// cut off.
    std::size_t indent = 0;
  };

  enum class Outcome {
    more,  ///< all is well so far
    done,  ///< the value is complete
    fault  ///< see expected()
  };

  explicit JsonScanner(const Options& options) : options_(options) {}

  /// Goes on with the value. `used`: those of the bytes that belong to it. Not to be called again
  /// after `done` or `fault`.
  Outcome feed(std::string_view bytes, std::size_t& used);
  /// There are no more bytes: `done`, or the fault that the value is not complete.
  Outcome finish();

  /// After a fault: what should have stood there, as in "a comma or }".
  [[nodiscard]] std::string_view expected() const noexcept { return expected_; }
  /// After a fault: where that is, in bytes from the value's beginning.
  [[nodiscard]] std::size_t fault_offset() const noexcept { return fault_offset_; }
  /// Whether the first bracket stands alone on its line, as in files that are laid out for people.
  [[nodiscard]] bool is_spread_out() const noexcept { return spread_out_; }

 private:
  enum class State {
    value,          ///< after a colon, or at the beginning
    item,           ///< after a comma in a list
    item_or_end,    ///< after [
    member,         ///< after a comma in an object
    member_or_end,  ///< after {
    colon,
    comma,  ///< after a value inside a list or object
    string,
    escape,
    hex,
    word,
  };

  Outcome take(char c);
  Outcome take_between(char c);
  Outcome begin_value(char c);
  Outcome open(char bracket);
  Outcome close(char bracket);
  Outcome end_value();
  Outcome end_word();
  Outcome take_in_string(char c);
  Outcome fault(std::string_view expected);
  bool note_line(char c) noexcept;
  [[nodiscard]] bool lenient() const noexcept { return options_.dialect == JsonDialect::lenient; }

  Options options_;
  State state_ = State::value;
  std::string open_;  ///< the opening bracket of each level
  std::string word_;
  bool in_name_ = false;  ///< the string is a member's name
  int hex_left_ = 0;
  bool line_is_fresh_ = false;  ///< only spaces since the last line end
  std::size_t column_ = 0;      ///< so many of them
  bool first_line_ = true;      ///< nothing but the first bracket has come
  bool spread_out_ = false;     ///< the first bracket stands alone on its line
  bool indented_ = false;       ///< a line begins further to the right than the value's
  std::size_t taken_ = 0;       ///< bytes of the calls before
  std::string_view expected_;
  std::size_t fault_offset_ = 0;
};

/// Whether the text is one JSON object by the letter of RFC 8259, spaces around it allowed. Whether
/// it is UTF-8 is not looked at.
[[nodiscard]] bool is_json_object(std::string_view text);

/// Whether it is a number by the letter of RFC 8259.
[[nodiscard]] bool is_json_number(std::string_view word) noexcept;

/// Bytes of which numbers and words consist.
[[nodiscard]] constexpr bool is_json_word_byte(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '+' || c == '.' || c == '_';
}

/// What a word that is not strictly a number means in the lenient dialect.
enum class JsonWord { number, null, yes, no, not_a_number, unknown };
[[nodiscard]] JsonWord meaning_of_json_word(std::string_view word);

}  // namespace dateline
