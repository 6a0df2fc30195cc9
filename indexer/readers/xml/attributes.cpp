#include "indexer/readers/xml/attributes.hpp"

#include <algorithm>

#include "indexer/readers/text/text_layout.hpp"

namespace dateline::xml {
namespace {

std::string_view without_leading_blanks(std::string_view text) noexcept {
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  return text;
}

}  // namespace

std::optional<RawAttribute> Attributes::next() noexcept {
  constexpr std::string_view ends_name = " \t\r\n=\"'/<>";
  rest_.remove_prefix(std::min(rest_.find_first_not_of(ends_name), rest_.size()));
  if (rest_.empty()) return std::nullopt;
  const std::string_view name = rest_.substr(0, rest_.find_first_of(ends_name));
  rest_ = without_leading_blanks(rest_.substr(name.size()));
  RawAttribute attribute{.prefix = {}, .name = name, .value = {}};
  const std::size_t colon = name.find(':');
  if (colon != std::string_view::npos) {
    attribute.prefix = name.substr(0, colon);
    attribute.name = name.substr(colon + 1);
  }
  if (rest_.starts_with('=')) attribute.value = take_value();
  return attribute;
}

std::string_view Attributes::take_value() noexcept {
  rest_ = without_leading_blanks(rest_.substr(1));
  const bool quoted = rest_.starts_with('"') || rest_.starts_with('\'');
  const std::size_t begin = quoted ? 1 : 0;
  const std::size_t end =
      std::min(quoted ? rest_.find(rest_.front(), 1) : rest_.find_first_of(blanks), rest_.size());
  const std::string_view value = rest_.substr(begin, end - begin);
  rest_.remove_prefix(std::min(end + begin, rest_.size()));
  return value;
}

}  // namespace dateline::xml
