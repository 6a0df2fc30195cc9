#include "indexer/readers/table/csv_parser.hpp"

#include <csv.h>

namespace dateline {
namespace {

/// libcsv would remove white space around fields.
int is_never_space(unsigned char /*byte*/) {
  return 0;
}

unsigned char as_byte(char c) noexcept {
  return static_cast<unsigned char>(c);
}

struct Target {
  std::vector<std::string>& fields;
  bool& row_done;
};

void take_field(void* text, std::size_t size, void* target) {
  static_cast<Target*>(target)->fields.emplace_back(static_cast<const char*>(text), size);
}

void take_row(int /*terminator*/, void* target) {
  static_cast<Target*>(target)->row_done = true;
}

}  // namespace

void CsvParser::Free::operator()(csv_parser* parser) const noexcept {
  csv_free(parser);
  delete parser;
}

CsvParser::CsvParser(char delimiter, bool quoted)
    : delimiter_(delimiter), quoted_(quoted), parser_(make_parser(true)) {}

CsvParser::~CsvParser() = default;

CsvParser::Parser CsvParser::make_parser(bool strict) const {
  Parser parser(new csv_parser{});
  csv_init(parser.get(), strict ? CSV_STRICT : 0);
  csv_set_delim(parser.get(), as_byte(delimiter_));
  csv_set_space_func(parser.get(), is_never_space);
  // No text has a NUL.
  if (!quoted_) csv_set_quote(parser.get(), 0);
  return parser;
}

void CsvParser::reset() {
  parser_ = make_parser(true);
  fields_.clear();
  open_ = false;
}

bool CsvParser::parse(csv_parser& parser, std::string_view line) {
  Target target{fields_, row_done_};
  constexpr char line_end = '\n';
  return csv_parse(&parser, line.data(), line.size(), take_field, take_row, &target) ==
             line.size() &&
         csv_parse(&parser, &line_end, 1, take_field, take_row, &target) == 1;
}

bool CsvParser::has_quoted_field(std::string_view line) const noexcept {
  if (line.starts_with('"')) return true;
  const char begin[]{delimiter_, '"'};
  return line.find(std::string_view(begin, 2)) != std::string_view::npos;
}

CsvParser::Outcome CsvParser::add(std::string_view line) {
  if (row_done_) fields_.clear();
  row_done_ = false;
  if (line.empty() && !open_) return Outcome::nothing;
  if (parse(*parser_, line)) {
    open_ = !row_done_;
    return row_done_ ? Outcome::row : Outcome::open;
  }
  const bool was_open = open_;
  reset();
  row_done_ = false;
  if (!was_open && !has_quoted_field(line) && parse(*make_parser(false), line) && row_done_)
    return Outcome::row;
  fields_.clear();
  return Outcome::wrong_quotes;
}

}  // namespace dateline
