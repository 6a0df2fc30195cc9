// Rows of CSV from lines, through libcsv.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct csv_parser;

namespace dateline {

/// RFC 4180 with any delimiter. White space is kept. A quotation mark inside a field that does not
/// begin with one is a character like others. Not thread-safe.
class CsvParser {
 public:
  enum class Outcome {
    row,          ///< fields() is one
    nothing,      ///< an empty line between rows
    open,         ///< a field goes on in the next line
    wrong_quotes  ///< text after a closing quotation mark; the line begins the next row, if any
  };

  /// Without `quoted`, quotation marks have no meaning.
  explicit CsvParser(char delimiter, bool quoted = true);
  ~CsvParser();
  CsvParser(const CsvParser&) = delete;
  CsvParser& operator=(const CsvParser&) = delete;

  /// The next line, without its end.
  Outcome add(std::string_view line);
  /// Of the last row; valid until the next line.
  [[nodiscard]] const std::vector<std::string>& fields() const noexcept { return fields_; }
  /// Forgets a row that is open.
  void reset();

  [[nodiscard]] char delimiter() const noexcept { return delimiter_; }

 private:
  struct Free {
    void operator()(csv_parser* parser) const noexcept;
  };
  using Parser = std::unique_ptr<csv_parser, Free>;

  [[nodiscard]] Parser make_parser(bool strict) const;
  bool parse(csv_parser& parser, std::string_view line);
  [[nodiscard]] bool has_quoted_field(std::string_view line) const noexcept;

  char delimiter_;
  bool quoted_;
  Parser parser_;
  std::vector<std::string> fields_;
  bool row_done_ = false;
  bool open_ = false;
};

}  // namespace dateline
