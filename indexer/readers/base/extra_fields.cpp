#include "indexer/readers/base/extra_fields.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "indexer/readers/text/encoding.hpp"

namespace dateline {
namespace {

std::string quoted(std::string text) {
  clean_text(text);
  return nlohmann::json(std::move(text)).dump();
}

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const auto& value : values) text.append(text.empty() ? "" : " | ").append(value);
  return text;
}

std::string quoted_list(const std::vector<std::string>& values) {
  std::string list;
  for (const auto& value : values) list.append(list.empty() ? "[" : ",").append(quoted(value));
  return list + "]";
}

}  // namespace

void ExtraFields::add(std::string_view name, std::string_view value) {
  if (value.empty()) return;
  const auto known = std::find_if(fields_.begin(), fields_.end(),
                                  [&](const Field& field) { return field.name == name; });
  if (known != fields_.end()) {
    known->values.emplace_back(value);
  } else if (fields_.size() < max_fields) {
    fields_.push_back({std::string(name), {std::string(value)}, false});
  }
}

void ExtraFields::add_list(std::string_view name, std::vector<std::string> values) {
  if (values.empty() || fields_.size() >= max_fields) return;
  fields_.push_back({std::string(name), std::move(values), true});
}

std::string ExtraFields::to_json() const {
  if (fields_.empty()) return {};
  std::string json;
  for (const auto& field : fields_) {
    json.append(json.empty() ? "{" : ",").append(quoted(field.name)).append(":");
    json.append(field.list ? quoted_list(field.values) : quoted(joined(field.values)));
  }
  return json + "}";
}

}  // namespace dateline
