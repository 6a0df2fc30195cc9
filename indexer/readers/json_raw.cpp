#include "indexer/readers/json_raw.hpp"

#include "indexer/readers/text_layout.hpp"

namespace dateline {

std::optional<RawMember> RawMembers::next() noexcept {
  skip_blanks_and(',');
  if (at_ >= text_.size() || text_[at_] != '"') return std::nullopt;
  const std::size_t key_end = end_of_string(at_);
  RawMember member;
  member.key = text_.substr(at_ + 1, key_end - at_ - 2);
  at_ = key_end;
  skip_blanks_and(':');
  const std::size_t value_end = end_of_value(at_);
  member.value = trim(text_.substr(at_, value_end - at_));
  at_ = value_end;
  return member;
}

void RawMembers::skip_blanks_and(char separator) noexcept {
  while (at_ < text_.size() &&
         (text_[at_] == separator || blanks.find(text_[at_]) != std::string_view::npos))
    ++at_;
}

/// Behind the quotation mark that closes the string which `open` opens.
std::size_t RawMembers::end_of_string(std::size_t open) const noexcept {
  for (std::size_t at = open + 1; at < text_.size(); ++at) {
    at = text_.find_first_of("\"\\", at);
    if (at == std::string_view::npos) break;
    if (text_[at] == '"') return at + 1;
    ++at;
  }
  return text_.size();
}

/// Behind the value; nesting is counted, not followed.
std::size_t RawMembers::end_of_value(std::size_t begin) const noexcept {
  std::size_t depth = 0;
  for (std::size_t at = begin; at < text_.size(); ++at) {
    switch (text_[at]) {
      case '"':
        at = end_of_string(at) - 1;
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
  return text_.size();
}

}  // namespace dateline
