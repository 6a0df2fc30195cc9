#include "indexer/readers/text_header.hpp"

#include "indexer/readers/text/text_layout.hpp"

namespace dateline::text_header {
namespace {

constexpr std::string_view line_blanks = " \t\r";

std::string_view skip_blanks(std::string_view text) noexcept {
  const std::size_t first = text.find_first_not_of(line_blanks);
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

/// Has the digits of YYYY-MM-DD, whatever their values.
bool has_shape_of_date(std::string_view word) noexcept {
  constexpr std::string_view shape = "0000-00-00";
  if (word.size() < shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = word[i] >= '0' && word[i] <= '9';
    if (shape[i] == '0' ? !digit : word[i] != shape[i]) return false;
  }
  return word.size() == shape.size() || word[shape.size()] == 'T';
}

}  // namespace

std::optional<Header> parse(std::string_view line) noexcept {
  constexpr std::string_view keyword = "date";
  line = skip_blanks(line);
  if (!equal_ignoring_case(line.substr(0, keyword.size()), keyword)) return std::nullopt;
  const std::string_view behind = line.substr(keyword.size());
  const bool colon = skip_blanks(behind).starts_with(':');
  const std::string_view value = skip_blanks(colon ? skip_blanks(behind).substr(1) : behind);
  if (!colon && value.size() == behind.size()) return std::nullopt;
  const std::string_view word = value.substr(0, value.find_first_of(line_blanks));
  if (!has_shape_of_date(word)) return std::nullopt;
  return Header{parse_date(word), word, skip_blanks(value.substr(word.size()))};
}

}  // namespace dateline::text_header
