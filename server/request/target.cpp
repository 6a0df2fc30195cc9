#include "server/request/target.hpp"

#include <algorithm>

#include "common/base/utf8.hpp"

namespace dateline::serve {
namespace {

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

bool is_text(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const Utf8Character character = decode_utf8(bytes, at);
    if (!character.valid || character.value == 0) return false;
    at += character.length;
  }
  return true;
}

Target split_path(std::string_view text) {
  const std::size_t mark = std::min(text.find('?'), text.size());
  Target target;
  target.path = text.substr(0, mark);
  if (mark < text.size()) target.query = text.substr(mark + 1);
  return target;
}

/// `http://host/path?query`; https is what a proxy that ends TLS may send.
std::optional<Target> split_url(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (text.substr(0, scheme.size()) != scheme) continue;
    text.remove_prefix(scheme.size());
    const std::size_t end = std::min(text.find_first_of("/?"), text.size());
    if (end == 0) return std::nullopt;
    Target target = split_path(text.substr(end));
    if (target.path.empty()) target.path = "/";
    target.authority = text.substr(0, end);
    return target;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Target> split_target(std::string_view target, Method method) {
  if (target.find('#') != std::string_view::npos) return std::nullopt;
  if (target == "*" && method == Method::options) return split_path(target);
  if (!target.empty() && target[0] == '/') return split_path(target);
  return split_url(target);
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_blank) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      bytes += plus_is_blank && text[i] == '+' ? ' ' : text[i];
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const auto high = hex_digit(text[i + 1]);
    const auto low = hex_digit(text[i + 2]);
    if (!high || !low) return std::nullopt;
    bytes += static_cast<char>(*high * 16 + *low);
    i += 2;
  }
  if (!is_text(bytes)) return std::nullopt;
  return bytes;
}

std::optional<Parameters> parse_parameters(std::string_view query_string) {
  Parameters parameters;
  for (std::size_t at = 0; at < query_string.size();) {
    const std::size_t end = std::min(query_string.find('&', at), query_string.size());
    const std::string_view field = query_string.substr(at, end - at);
    at = end + 1;
    if (field.empty()) continue;
    if (parameters.size() == max_parameters) return std::nullopt;
    const std::size_t equals = std::min(field.find('='), field.size());
    auto name = percent_decode(field.substr(0, equals), true);
    auto value = percent_decode(field.substr(std::min(equals + 1, field.size())), true);
    if (!name || !value) return std::nullopt;
    parameters.emplace_back(std::move(*name), std::move(*value));
  }
  return parameters;
}

}  // namespace dateline::serve
