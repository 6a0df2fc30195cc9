#include "server/request/target.hpp"

#include <algorithm>

#include "common/base/percent_encoding.hpp"
#include "common/base/utf8.hpp"

namespace dateline::serve {
namespace {

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
  PercentDecoded decoded = percent_decoded(text, plus_is_blank);
  if (!decoded.well_formed || !is_text(decoded.bytes)) return std::nullopt;
  return std::move(decoded.bytes);
}

std::optional<Parameters> parse_parameters(std::string_view query_string) {
  const auto fields = split_query_string(query_string, max_parameters);
  if (fields.size() > max_parameters) return std::nullopt;
  Parameters parameters;
  for (const auto& [raw_name, raw_value] : fields) {
    auto name = percent_decode(raw_name, true);
    auto value = percent_decode(raw_value, true);
    if (!name || !value) return std::nullopt;
    parameters.emplace_back(std::move(*name), std::move(*value));
  }
  return parameters;
}

}  // namespace dateline::serve
