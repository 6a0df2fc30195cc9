#include "server/page/query_string.hpp"

#include <algorithm>

#include "common/base/percent_encoding.hpp"

namespace dateline {
namespace {

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
  return percent_decoded(text, true).bytes;
}

std::vector<std::pair<std::string, std::string>> parse_query_string(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> fields;
  for (const auto& [name, value] : split_query_string(text, max_form_fields))
    fields.emplace_back(decode_form_value(name), decode_form_value(value));
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
