// Which news format some bytes are: by content first, by the file's name second.
#include <array>

#include "common/base/utf8.hpp"
#include "indexer/readers/container.hpp"
#include "indexer/readers/reader.hpp"
#include "indexer/readers/sgml.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/text_header.hpp"

namespace dateline {
namespace {

struct Suffix {
  std::string_view suffix;
  Format format;
};

constexpr std::array suffixes{
    Suffix{".txt", Format::text},    Suffix{".text", Format::text},
    Suffix{".jsonl", Format::jsonl}, Suffix{".ndjson", Format::jsonl},
    Suffix{".json", Format::jsonl},  Suffix{".trec", Format::trec},
};

Format format_of_name(std::string_view name) noexcept {
  const std::string_view plain = without_compression_suffix(name);
  for (const auto& [suffix, format] : suffixes) {
    if (plain.size() > suffix.size() &&
        equal_ignoring_case(plain.substr(plain.size() - suffix.size()), suffix))
      return format;
  }
  return Format::automatic;
}

/// `{"` or `{}` begins an object, `[{` a list of them. RFC 7464 puts a separator before each.
bool looks_like_json(std::string_view head) noexcept {
  constexpr char record_separator = '\x1E';
  if (head.starts_with(record_separator)) head = trim(head.substr(1));
  while (head.starts_with('[')) head = trim(head.substr(1));
  if (!head.starts_with('{')) return false;
  const std::string_view inside = trim(head.substr(1));
  return inside.empty() || inside.front() == '"' || inside.front() == '}';
}

/// The first tag that begins a document; other tags may come before it.
Format format_of_tags(std::string_view head) noexcept {
  if (!head.starts_with('<')) return Format::automatic;
  for (auto tag = sgml::next_tag(head, 0); tag; tag = sgml::next_tag(head, tag->end)) {
    if (equal_ignoring_case(tag->name, "doc")) return Format::trec;
    if (equal_ignoring_case(tag->name, "reuters")) return Format::reuters;
  }
  return Format::automatic;
}

/// Text has next to no control characters.
bool looks_binary(std::string_view head) noexcept {
  std::size_t controls = 0;
  for (const char c : head) {
    const bool usual = c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (static_cast<unsigned char>(c) < 0x20 && !usual) ++controls;
  }
  return controls * 16 > head.size();
}

}  // namespace

Format detect_format(std::string_view head, std::string_view file_name) {
  head = without_byte_order_mark(head);
  const std::string_view start = trim(head);
  if (looks_like_json(start)) return Format::jsonl;
  if (const Format format = format_of_tags(start); format != Format::automatic) return format;
  if (text_header::parse(start.substr(0, start.find('\n')))) return Format::text;
  if (looks_binary(head)) return Format::automatic;
  return format_of_name(file_name);
}

}  // namespace dateline
