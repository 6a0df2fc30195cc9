#include "server/page/query_string.hpp"

#include <algorithm>
#include <optional>

#include "common/base/percent_encoding.hpp"

namespace dateline {
namespace {

std::optional<unsigned> hex_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

char lowered(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_with(std::string_view text, std::string_view lower_prefix) {
  return text.size() >= lower_prefix.size() &&
         std::equal(lower_prefix.begin(), lower_prefix.end(), text.begin(),
                    [](char expected, char c) { return expected == lowered(c); });
}

}  // namespace

std::string decode_form_value(std::string_view text) {
  std::string value;
  value.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      const auto high = hex_value(text[i + 1]);
      const auto low = hex_value(text[i + 2]);
      if (high && low) {
        value += static_cast<char>(*high * 16 + *low);
        i += 2;
        continue;
      }
    }
    value += text[i] == '+' ? ' ' : text[i];
  }
  return value;
}

std::vector<std::pair<std::string, std::string>> parse_query_string(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> fields;
  for (std::size_t at = 0; at < text.size() && fields.size() <= max_form_fields;) {
    const std::size_t end = std::min(text.find('&', at), text.size());
    const std::string_view field = text.substr(at, end - at);
    const std::size_t equals = std::min(field.find('='), field.size());
    if (!field.empty())
      fields.emplace_back(decode_form_value(field.substr(0, equals)),
                          decode_form_value(field.substr(std::min(equals + 1, field.size()))));
    at = end + 1;
  }
  return fields;
}

void append_query_value(std::string& url, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  url += url.find('?') == std::string::npos ? '?' : '&';
  url += name;
  url += '=';
  append_percent_encoded(url, value);
}

bool is_web_address(std::string_view url) noexcept {
  if (!begins_with(url, "http://") && !begins_with(url, "https://")) return false;
  return std::none_of(url.begin(), url.end(),
                      [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; });
}

}  // namespace dateline
