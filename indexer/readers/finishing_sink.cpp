#include "indexer/readers/finishing_sink.hpp"

#include <fmt/format.h>

#include "common/utf8.hpp"
#include "indexer/readers/encoding.hpp"
#include "indexer/readers/text_layout.hpp"

namespace dateline {
namespace {

constexpr std::size_t shown_key_bytes = 64;

void clean_line(std::string& line, bool& repaired) {
  repaired |= clean_text(line);
  if (line.find_first_of("\n\t\r") != std::string::npos || line.starts_with(' ') ||
      line.ends_with(' '))
    line = to_single_line(line);
}

void clean_lines(std::vector<std::string>& lines, bool& repaired) {
  for (auto& line : lines) clean_line(line, repaired);
  std::erase_if(lines, [](const std::string& line) { return line.empty(); });
}

void clean_strings(Document& document) {
  bool repaired = document.encoding_repaired;
  repaired |= make_valid_utf8(document.key);
  remove_byte_order_marks(document.key);
  repaired |= clean_text(document.text);
  for (std::string* line : {&document.title, &document.source, &document.url, &document.language})
    clean_line(*line, repaired);
  repaired |= clean_text(document.extra_json);  // cut from the input as it was written
  clean_lines(document.authors, repaired);
  clean_lines(document.tags, repaired);
  document.language = to_lower_ascii(document.language);
  document.encoding_repaired = repaired;
}

std::string shown(const std::string& key) {
  std::string start = key.substr(0, utf8_border(key, shown_key_bytes));
  remove_controls(start);
  return start.size() < key.size() ? start + "..." : start;
}

std::optional<Reject> broken_rule(const Document& document) {
  const auto broken = [](RejectReason reason, std::string detail) {
    return Reject{.position = {}, .reason = reason, .detail = std::move(detail)};
  };
  if (document.key.empty())
    return broken(RejectReason::missing_key, "the document has no key, and none can be made");
  if (document.key.size() > max_key_bytes)
    return broken(RejectReason::bad_key,
                  fmt::format("the key {} has {} bytes; {} are allowed", shown(document.key),
                              document.key.size(), max_key_bytes));
  if (has_control_characters(document.key))
    return broken(RejectReason::bad_key,
                  fmt::format("the key {} has control characters", shown(document.key)));
  if (document.title.empty() && trim(document.text).empty())
    return broken(RejectReason::missing_text,
                  fmt::format("the document {} has neither title nor text", shown(document.key)));
  return std::nullopt;
}

}  // namespace

Status FinishingSink::document(Document&& document, const InputPosition& position) {
  clean_strings(document);
  if (!document.key.empty()) document.key.insert(0, options_.key_prefix);
  apply_defaults(document);
  if (auto broken = broken_rule(document)) {
    broken->position = position;
    return inner_.reject(std::move(*broken));
  }
  return inner_.document(std::move(document), position);
}

void FinishingSink::apply_defaults(Document& document) const {
  if (!document.date.known() && options_.default_date) {
    document.date = *options_.default_date;
    document.date.origin = DateOrigin::given;
  }
  if (document.source.empty()) document.source = options_.default_source;
  if (document.language.empty()) document.language = options_.default_language;
}

}  // namespace dateline
