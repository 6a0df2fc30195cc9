#include "server/answer/etag.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include "dateline/date.hpp"

namespace dateline::serve {
namespace {

std::string_view opaque_part(std::string_view etag) {
  return etag.substr(0, 2) == "W/" ? etag.substr(2) : etag;
}

}  // namespace

std::string etag_for(std::string_view revision, std::string_view target) {
  const std::string seed = fmt::format("{} {} {}", DATELINE_VERSION, today_utc(), target);
  return fmt::format("W/\"{}-{:016x}\"", revision, XXH3_64bits(seed.data(), seed.size()));
}

std::string etag_of_content(std::string_view content) {
  return fmt::format("W/\"{:016x}\"", XXH3_64bits(content.data(), content.size()));
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
  if (etag.empty()) return false;
  if (if_none_match == "*") return true;
  const std::string_view wanted = opaque_part(etag);
  // A list of tags; a tag holds no quote inside, so that what is between quotes is whole.
  for (std::size_t at = if_none_match.find('"'); at != std::string_view::npos;) {
    const std::size_t end = if_none_match.find('"', at + 1);
    if (end == std::string_view::npos) return false;
    if (if_none_match.substr(at, end - at + 1) == wanted) return true;
    at = if_none_match.find('"', end + 1);
  }
  return false;
}

}  // namespace dateline::serve
