#include "common/format/schema.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <cstdint>

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

std::string year_term(int year) {
  return fmt::format("Y{:04}", year);
}

std::string month_term(int year, unsigned month) {
  return fmt::format("M{:04}{:02}", year, month);
}

std::string day_term(CivilDate civil) {
  return fmt::format("D{:04}{:02}{:02}", civil.year, civil.month, civil.day);
}

std::string filter_term(const FieldSpec& field, std::string_view value) {
  return std::string(field.query.term_prefix) + cut_value(field, value);
}

std::string cut_value(const FieldSpec& field, std::string_view value) {
  return cut_name(folded(field, value));
}

}  // namespace dateline
