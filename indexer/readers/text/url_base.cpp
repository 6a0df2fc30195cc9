#include "indexer/readers/text/url_base.hpp"

#include <algorithm>

#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

constexpr std::size_t npos = std::string_view::npos;

std::size_t scheme_length(std::string_view url) noexcept {
  const std::size_t colon = url.find_first_of(":/?#");
  if (colon == npos || colon < 2 || url[colon] != ':') return 0;
  for (std::size_t i = 0; i < colon; ++i) {
    const char c = ascii_lower(url[i]);
    const bool letter = c >= 'a' && c <= 'z';
    const bool other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    if (!letter && (i == 0 || !other)) return 0;
  }
  return colon;
}

/// Scheme and host: `https://a.example`.
std::string_view origin_of(std::string_view url) noexcept {
  const std::size_t scheme = scheme_length(url);
  if (!url.substr(scheme).starts_with("://")) return url.substr(0, scheme + 1);
  return url.substr(0, std::min(url.find_first_of("/?#", scheme + 3), url.size()));
}

/// Without `.` and `..`.
std::string without_dots(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/', 1), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    if (segment == "/." || segment == "/..") {
      if (segment == "/..") out.erase(out.rfind('/') == npos ? 0 : out.rfind('/'));
      if (path.empty()) out.push_back('/');
    } else {
      out.append(segment);
    }
  }
  return out;
}

}  // namespace

bool has_scheme(std::string_view url) noexcept {
  return scheme_length(url) > 0;
}

bool is_web_url(std::string_view url) noexcept {
  const std::string_view scheme = url.substr(0, scheme_length(url));
  return (equal_ignoring_case(scheme, "http") || equal_ignoring_case(scheme, "https")) &&
         url.substr(scheme.size()).starts_with("://");
}

std::string resolved_url(std::string_view base, std::string_view reference) {
  base = trim(base);
  reference = trim(reference);
  if (reference.empty() || has_scheme(reference) || !has_scheme(base))
    return std::string(reference);
  const std::string_view origin = origin_of(base);
  if (reference.starts_with("//"))
    return std::string(base.substr(0, scheme_length(base) + 1)).append(reference);
  std::string_view path = base.substr(origin.size());
  path = path.substr(0, path.find('#'));
  if (reference.starts_with('#')) return std::string(origin).append(path).append(reference);
  path = path.substr(0, path.find('?'));
  if (reference.starts_with('?')) return std::string(origin).append(path).append(reference);
  const std::size_t end = std::min(reference.find_first_of("?#"), reference.size());
  std::string joined;
  if (!reference.starts_with('/')) joined = path.substr(0, path.rfind('/') + 1);
  if (joined.empty() && !reference.starts_with('/')) joined = "/";
  joined.append(reference.substr(0, end));
  return std::string(origin).append(without_dots(joined)).append(reference.substr(end));
}

}  // namespace dateline
