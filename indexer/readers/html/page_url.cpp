#include "indexer/readers/html/page_url.hpp"

#include <algorithm>
#include <vector>

#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

struct UrlParts {
  std::string_view scheme;  ///< with the colon
  std::string_view host;    ///< with the slashes
  std::string_view path;
  std::string_view query;  ///< with the question mark
};

std::string_view scheme_of(std::string_view url) noexcept {
  for (const std::string_view scheme : {"https:", "http:"})
    if (equal_ignoring_case(url.substr(0, scheme.size()), scheme))
      return url.substr(0, scheme.size());
  return {};
}

/// `mailto:`, `javascript:`
bool has_other_scheme(std::string_view url) noexcept {
  const std::size_t colon = url.find(':');
  return colon != std::string_view::npos && colon > 0 && url.find_first_of("/?#") > colon &&
         std::all_of(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '-';
         });
}

UrlParts cut(std::string_view url) noexcept {
  UrlParts parts;
  url = url.substr(0, url.find('#'));
  parts.scheme = scheme_of(url);
  url.remove_prefix(parts.scheme.size());
  if (url.starts_with("//")) {
    const std::size_t end = std::min(url.find_first_of("/?", 2), url.size());
    parts.host = url.substr(0, end);
    url.remove_prefix(end);
  }
  const std::size_t query = std::min(url.find('?'), url.size());
  parts.path = url.substr(0, query);
  parts.query = url.substr(query);
  return parts;
}

std::string without_dots(std::string_view path) {
  std::vector<std::string_view> segments;
  std::string_view rest = path.substr(path.starts_with('/') ? 1 : 0);
  bool folder = false;
  for (bool more = true; more;) {
    const std::size_t slash = rest.find('/');
    more = slash != std::string_view::npos;
    const std::string_view segment = rest.substr(0, slash);
    folder = segment == "." || segment == "..";
    if (segment == ".." && !segments.empty()) segments.pop_back();
    if (!folder) segments.push_back(segment);
    rest.remove_prefix(more ? slash + 1 : rest.size());
  }
  std::string out;
  for (const std::string_view segment : segments) out.append("/").append(segment);
  if (folder) out.push_back('/');
  return out;
}

}  // namespace

std::string resolve_url(std::string_view base, std::string_view reference) {
  reference = trim(reference);
  if (reference.empty() || (scheme_of(reference).empty() && has_other_scheme(reference))) return {};
  UrlParts parts = cut(reference);
  const UrlParts around = cut(trim(base));
  std::string path(parts.path);
  if (parts.scheme.empty()) parts.scheme = around.scheme;
  if (parts.host.empty()) {
    parts.host = around.host;
    if (path.empty()) {
      path = around.path;
      if (parts.query.empty()) parts.query = around.query;
    } else if (!path.starts_with('/')) {
      path = std::string(around.path.substr(0, around.path.rfind('/') + 1)) + path;
    }
  }
  if (parts.scheme.empty() || parts.host.size() <= 2) return {};
  return to_lower_ascii(parts.scheme) + std::string(parts.host) + without_dots(path) +
         std::string(parts.query);
}

std::string host_of(std::string_view url) {
  std::string_view host = cut(url).host;
  if (host.size() <= 2) return {};
  host.remove_prefix(2);
  host.remove_prefix(std::min(host.find('@') + 1, host.size()));
  return to_lower_ascii(host.substr(0, host.find(':')));
}

bool is_front_page(std::string_view url) noexcept {
  const UrlParts parts = cut(url);
  return (parts.path.empty() || parts.path == "/") && parts.query.empty();
}

}  // namespace dateline::html
