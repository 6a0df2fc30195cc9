#include "indexer/readers/json/json_raw.hpp"

#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

std::size_t skip_blanks_and(char separator, std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && (text[at] == separator || blanks.find(text[at]) != blanks.npos)) ++at;
  return at;
}

/// After the quotation mark that closes the string which `open` opens.
std::size_t end_of_string(std::string_view text, std::size_t open) noexcept {
  for (std::size_t at = open + 1; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    if (text[at] == '\\') ++at;
  }
  return text.size();
}

/// After the value; nesting is counted, not followed.
std::size_t end_of_value(std::string_view text, std::size_t begin) noexcept {
  std::size_t depth = 0;
  for (std::size_t at = begin; at < text.size(); ++at) {
    switch (text[at]) {
      case '"':
        at = end_of_string(text, at) - 1;
        break;
      case '{':
      case '[':
        ++depth;
        break;
      case '}':
      case ']':
        if (depth == 0) return at;
        --depth;
        break;
      case ',':
        if (depth == 0) return at;
        break;
      default:
        break;
    }
  }
  return text.size();
}

}  // namespace

std::optional<RawMember> RawMembers::next() noexcept {
  at_ = skip_blanks_and(',', text_, at_);
  if (at_ >= text_.size() || text_[at_] != '"') return std::nullopt;
  const std::size_t key_end = end_of_string(text_, at_);
  RawMember member;
  member.key = text_.substr(at_ + 1, key_end - at_ - 2);
  const std::size_t value = skip_blanks_and(':', text_, key_end);
  at_ = end_of_value(text_, value);
  member.value = trim(text_.substr(value, at_ - value));
  return member;
}

std::optional<std::string_view> RawItems::next() noexcept {
  const std::size_t value = skip_blanks_and(',', text_, at_);
  if (value >= text_.size() || text_[value] == ']') return std::nullopt;
  at_ = end_of_value(text_, value);
  return trim(text_.substr(value, at_ - value));
}

}  // namespace dateline
