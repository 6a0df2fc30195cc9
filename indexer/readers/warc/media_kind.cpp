#include "indexer/readers/warc/media_kind.hpp"

#include <algorithm>
#include <array>

#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

using namespace std::literals;

struct KnownType {
  std::string_view name;
  MediaKind kind;
};

constexpr std::array known_types{
    KnownType{"text/html", MediaKind::page},
    KnownType{"application/xhtml+xml", MediaKind::page},
    KnownType{"application/vnd.wap.xhtml+xml", MediaKind::page},
    KnownType{"text/plain", MediaKind::text},
    KnownType{"application/json", MediaKind::structured},
    KnownType{"text/json", MediaKind::structured},
    KnownType{"application/x-ndjson", MediaKind::structured},
    KnownType{"application/jsonl", MediaKind::structured},
    KnownType{"application/xml", MediaKind::structured},
    KnownType{"text/xml", MediaKind::structured},
    KnownType{"image/svg+xml", MediaKind::none},
};

/// Types by which a server says that it does not know.
constexpr std::array vague_types{""sv,
                                 "application/octet-stream"sv,
                                 "application/unknown"sv,
                                 "binary/octet-stream"sv,
                                 "no-type"sv,
                                 "unk"sv,
                                 "unknown"sv,
                                 "unknown/unknown"sv};

MediaKind kind_of_type(std::string_view type) noexcept {
  for (const KnownType& known : known_types)
    if (known.name == type) return known.kind;
  if (type.ends_with("+json") || type.ends_with("+xml")) return MediaKind::structured;
  return MediaKind::none;
}

std::string_view visible_head(std::string_view body) noexcept {
  body = body.substr(0, 512);
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  return trim(body);
}

bool begins_ignoring_case(std::string_view text, std::string_view with) noexcept {
  return equal_ignoring_case(text.substr(0, with.size()), with);
}

bool is_html(std::string_view head) noexcept {
  return begins_ignoring_case(head, "<!doctype html") || begins_ignoring_case(head, "<html");
}

bool is_xml(std::string_view head) noexcept {
  return head.starts_with("<?xml") || head.starts_with("<rss") || head.starts_with("<feed");
}

}  // namespace

MediaKind media_kind(std::string_view content_type, std::string_view body) {
  const std::string type = to_lower_ascii(trim(content_type.substr(0, content_type.find(';'))));
  const std::string_view head = visible_head(body);
  const MediaKind kind = kind_of_type(type);
  if (kind == MediaKind::text || kind == MediaKind::structured)
    return is_html(head) ? MediaKind::page : kind;
  const bool vague = std::find(vague_types.begin(), vague_types.end(), type) != vague_types.end();
  if (!vague) return kind;
  return is_html(head) ? MediaKind::page : is_xml(head) ? MediaKind::structured : MediaKind::none;
}

std::string charset_of(std::string_view content_type) {
  constexpr std::string_view name = "charset";
  for (std::size_t at = content_type.find(';'); at != std::string_view::npos;
       at = content_type.find(';', at + 1)) {
    const std::string_view parameter = trim(content_type.substr(at + 1));
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos ||
        !equal_ignoring_case(trim(parameter.substr(0, equals)), name))
      continue;
    std::string_view value = trim(parameter.substr(equals + 1));
    value = value.substr(0, value.find(';'));
    while (!value.empty() && (value.front() == '"' || value.front() == '\''))
      value.remove_prefix(1);
    return std::string(trim(value.substr(0, value.find_first_of("\"'"))));
  }
  return {};
}

}  // namespace dateline
