#include "indexer/readers/xml/references.hpp"

#include <libxml/HTMLparser.h>

#include <charconv>
#include <optional>

#include "indexer/readers/text/encoding.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::xml {
namespace {

constexpr std::size_t longest_name = 32;

std::optional<char32_t> numbered(std::string_view digits) {
  const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  if (hexadecimal) digits.remove_prefix(1);
  std::uint32_t number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, hexadecimal ? 16 : 10);
  if (digits.empty() || end != digits.data() + digits.size() || error != std::errc{})
    return std::nullopt;
  if (number >= 0x80 && number < 0xA0) return windows_1252(static_cast<unsigned char>(number));
  const bool surrogate = number >= 0xD800 && number < 0xE000;
  return surrogate || number > 0x10FFFF ? char32_t{0xFFFD} : char32_t{number};
}

std::optional<char32_t> named(std::string_view name) {
  if (name == "lt") return U'<';
  if (name == "gt") return U'>';
  if (name == "amp") return U'&';
  if (name == "quot") return U'"';
  if (name == "apos") return U'\'';
  if (name == "nbsp") return char32_t{0xA0};
  const std::string text(name);
  const auto* const entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(text.c_str()));
  if (entity == nullptr) return std::nullopt;
  return static_cast<char32_t>(entity->value);
}

constexpr bool is_control(char32_t c) noexcept {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

/// Whether the name was known.
bool append_character(std::string& out, std::string_view name) {
  const auto character = name.starts_with('#') ? numbered(name.substr(1)) : named(name);
  if (!character) return false;
  if (!is_control(*character)) append_utf8(out, *character);
  return true;
}

std::string_view first_word(std::string_view text) noexcept {
  return text.substr(0, text.find_first_of(blanks));
}

}  // namespace

void Entities::declare(std::string_view doctype) {
  constexpr std::string_view begin = "<!ENTITY";
  for (std::size_t at = doctype.find(begin); at != std::string_view::npos;
       at = doctype.find(begin, at + 1)) {
    if (values_.size() == most) return;
    take(trim(doctype.substr(at + begin.size())));
  }
}

void Entities::take(std::string_view declaration) {
  const std::string_view name = first_word(declaration);
  const std::string_view value = trim(declaration.substr(name.size()));
  if (name.empty() || name.size() > longest_name || name == "%" || find(name) != nullptr) return;
  if (!value.starts_with('"') && !value.starts_with('\'')) return;
  const std::size_t end = value.find(value.front(), 1);
  if (end == std::string_view::npos || end > longest_value) return;
  std::string resolved;
  append_resolved(resolved, value.substr(1, end - 1), Entities{});
  values_.emplace_back(name, std::move(resolved));
}

const std::string* Entities::find(std::string_view name) const noexcept {
  for (const auto& [known, value] : values_)
    if (known == name) return &value;
  return nullptr;
}

void append_resolved(std::string& out, std::string_view text, const Entities& entities) {
  std::size_t copied = 0;
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::string_view window = text.substr(at + 1, longest_name + 1);
    const std::size_t length = window.find(';');
    if (length == std::string_view::npos || length == 0) continue;
    const std::string_view name = window.substr(0, length);
    const std::string* const own = entities.find(name);
    out.append(text, copied, at - copied);
    copied = at;
    if (own != nullptr)
      out.append(*own);
    else if (!append_character(out, name))
      continue;
    copied = at + length + 2;
    at = copied - 1;
  }
  out.append(text, copied);
}

}  // namespace dateline::xml
