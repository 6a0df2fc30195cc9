#include "common/format/schema.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

#include "common/analysis/fold_name.hpp"

namespace dateline {
namespace {

constexpr std::size_t longest_name_bytes = 200;

/// Cut names stay distinct by a hash of the whole.
std::string cut_name(std::string name) {
  if (name.size() <= longest_name_bytes) return name;
  const std::uint64_t hash = XXH3_64bits(name.data(), name.size());
  name.resize(longest_name_bytes);
  return name + fmt::format("{:016x}", hash);
}

}  // namespace

const FieldInfo* find_field(std::string_view name) noexcept {
  const auto* found = std::find_if(field_registry.begin(), field_registry.end(),
                                   [&](const FieldInfo& field) { return field.name == name; });
  return found == field_registry.end() ? nullptr : found;
}

std::string year_term(int year) {
  return fmt::format("Y{:04}", year);
}

std::string month_term(int year, unsigned month) {
  return fmt::format("M{:04}{:02}", year, month);
}

std::string day_term(CivilDate civil) {
  return fmt::format("D{:04}{:02}{:02}", civil.year, civil.month, civil.day);
}

std::string source_term(std::string_view name) {
  return "P" + cut_name(fold_name(name));
}

std::string language_term(std::string_view tag) {
  return "L" + cut_name(fold_language(tag));
}

}  // namespace dateline
