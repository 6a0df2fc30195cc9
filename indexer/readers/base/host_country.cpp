#include "indexer/readers/base/host_country.hpp"

#include <algorithm>

#include "common/base/ascii.hpp"

namespace dateline {
namespace {

/// Domains of countries that the world uses for other reasons.
bool tells_no_country(std::string_view domain) noexcept {
  for (const std::string_view name :
       {"ai", "cc", "co", "eu", "fm", "io", "ly", "me", "sh", "to", "tv", "ws"})
    if (domain == name) return true;
  return false;
}

}  // namespace

std::string_view host_of(std::string_view text) noexcept {
  constexpr std::string_view mark = "://";
  const std::size_t scheme = text.find(mark);
  if (scheme != std::string_view::npos) text.remove_prefix(scheme + mark.size());
  text = text.substr(0, text.find_first_of("/?#:"));
  const bool is_name = text.find_first_of(" \t@") == std::string_view::npos;
  return is_name && text.find('.') != std::string_view::npos ? text : std::string_view();
}

std::string host_country(std::string_view url_or_name) {
  const std::string_view host = host_of(url_or_name);
  const std::string_view label = host.substr(std::min(host.rfind('.') + 1, host.size()));
  std::string country;
  if (label.size() != 2) return country;
  for (const char c : label) {
    const char small = is_ascii_upper(c) ? static_cast<char>(c + 32) : c;
    if (!is_ascii_lower(small)) return {};
    country.push_back(small);
  }
  if (tells_no_country(country)) return {};
  if (country == "uk") country = "gb";
  for (char& c : country) c = static_cast<char>(c - 32);
  return country;
}

}  // namespace dateline
