#include "common/fields/keyword_values.hpp"

#include <simdjson.h>

#include <algorithm>

namespace dateline {
namespace {

using simdjson::ondemand::json_type;

/// Gathers `name:value`. Numbers are as they are written.
class MemberValues {
 public:
  void add(std::string_view name, simdjson::ondemand::value value) {
    json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS) return;
    switch (type) {
      case json_type::array:
        add_items(name, value);
        return;
      case json_type::string: {
        std::string_view text;
        if (value.get_string().get(text) == simdjson::SUCCESS) put(name, text);
        return;
      }
      case json_type::number:
      case json_type::boolean:
        put(name, scalar_text(value.raw_json_token()));
        return;
      case json_type::object:
      case json_type::null:
        return;
    }
  }

  [[nodiscard]] bool full() const noexcept { return values_.size() >= max_document_values; }
  [[nodiscard]] std::vector<std::string> take() && { return std::move(values_); }

 private:
  void add_items(std::string_view name, simdjson::ondemand::value list) {
    simdjson::ondemand::array items;
    if (list.get_array().get(items) != simdjson::SUCCESS) return;
    for (auto each : items) {
      simdjson::ondemand::value item;
      json_type type{};
      if (each.get(item) != simdjson::SUCCESS || item.type().get(type) != simdjson::SUCCESS) return;
      if (type != json_type::array && !full()) add(name, item);
    }
  }

  /// simdjson's token goes on to the next one.
  static std::string_view scalar_text(std::string_view token) noexcept {
    return token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
  }

  void put(std::string_view name, std::string_view value) {
    if (value.empty() || value.size() > max_extra_value_bytes || full()) return;
    values_.emplace_back(name);
    values_.back().push_back(member_separator);
    values_.back().append(value);
  }

  std::vector<std::string> values_;
};

std::vector<std::string> member_values(std::string_view json) {
  if (json.empty()) return {};
  const simdjson::padded_string padded(json);
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document root;
  simdjson::ondemand::object object;
  MemberValues values;
  if (parser.iterate(padded).get(root) != simdjson::SUCCESS ||
      root.get_object().get(object) != simdjson::SUCCESS)
    return {};
  for (auto each : object) {
    simdjson::ondemand::field member;
    std::string_view name;
    if (std::move(each).get(member) != simdjson::SUCCESS ||
        member.unescaped_key().get(name) != simdjson::SUCCESS || values.full())
      break;
    values.add(std::string(name), member.value());
  }
  return std::move(values).take();
}

}  // namespace

std::vector<std::string> keyword_values(const FieldSpec& field, const Document& document) {
  if (field.kind == FieldKind::members) return member_values(document.extra_json);
  const auto values = values_of(field, document);
  return {values.begin(), values.begin() + static_cast<std::ptrdiff_t>(
                                               std::min(values.size(), max_document_values))};
}

}  // namespace dateline
