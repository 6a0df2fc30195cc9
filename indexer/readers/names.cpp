#include "indexer/readers/names.hpp"

#include <algorithm>

#include "indexer/readers/encoding.hpp"

namespace dateline {
namespace {

bool is_hidden(std::string_view part) noexcept {
  return (part.starts_with('.') && part != "." && part != "..") || part == "__MACOSX";
}

}  // namespace

std::string clean_name(std::string_view name) {
  std::string clean(name);
  clean_text(clean);
  std::erase_if(clean, [](char c) { return c == '\n' || c == '\t'; });
  return clean;
}

bool is_hidden_path(std::string_view path) noexcept {
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (is_hidden(path.substr(0, end))) return true;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return false;
}

}  // namespace dateline
