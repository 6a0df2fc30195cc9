#include "indexer/readers/table/table_shapes.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace dateline {
namespace {

using Fields = std::span<const std::string_view>;

bool is_digits(std::string_view text, std::size_t count) noexcept {
  return text.size() == count &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_web_address(std::string_view text) noexcept {
  return text.starts_with("http://") || text.starts_with("https://");
}

/// news.tsv of Microsoft's MIND: lists of entities at the end.
constexpr ShapeColumn mind[]{{"id"},       {"category"}, {"subcategory"},    {"title"},
                             {"abstract"}, {"url"},      {"title_entities"}, {"abstract_entities"}};
bool fits_mind(Fields fields) {
  return fields[0].starts_with('N') && is_digits(fields[0].substr(1), fields[0].size() - 1) &&
         fields[6].starts_with('[') && fields[7].starts_with('[') && !fields[3].empty();
}

/// GDELT's Global Knowledge Graph 2.1: themes and tones of pages; the title is in the last column.
constexpr auto gkg = [] {
  std::array<ShapeColumn, 27> columns{};
  columns[0] = {"id"};
  columns[1] = {"date"};
  columns[3] = {"source"};
  columns[4] = {"url"};
  columns[7] = {"themes"};
  columns[11] = {"persons"};
  columns[13] = {"organizations"};
  columns[26] = {"title", "PAGE_TITLE"};
  return columns;
}();
bool fits_gkg(Fields fields) {
  return is_digits(fields[1], 14) && fields[0].substr(0, 14) == fields[1] &&
         is_web_address(fields[4]);
}

constexpr std::array shapes{
    TableShape{"MIND", '\t', mind, fits_mind},
    TableShape{"GDELT GKG", '\t', gkg, fits_gkg},
};

std::vector<std::string_view> split(std::string_view line, char delimiter) {
  std::vector<std::string_view> fields;
  for (;;) {
    const std::size_t end = line.find(delimiter);
    fields.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return fields;
    line.remove_prefix(end + 1);
  }
}

}  // namespace

std::string_view value_of(const ShapeColumn& column, std::string_view field) noexcept {
  if (column.element.empty()) return field;
  const std::size_t tag = field.find(column.element);
  if (tag == std::string_view::npos) return {};
  const std::string_view inside = field.substr(tag + column.element.size() + 1);
  return inside.substr(0, inside.find("</"));
}

const TableShape* shape_of(std::string_view line) {
  for (const TableShape& shape : shapes) {
    const auto fields = split(line, shape.delimiter);
    if (fields.size() == shape.columns.size() && shape.fits(fields)) return &shape;
  }
  return nullptr;
}

}  // namespace dateline
