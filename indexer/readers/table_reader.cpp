#include "indexer/readers/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

#include "common/base/utf8.hpp"
#include "indexer/readers/base/line_reader.hpp"
#include "indexer/readers/row_document.hpp"
#include "indexer/readers/table/csv_parser.hpp"
#include "indexer/readers/table_header.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

/// A line that is kept until its row is complete.
struct KeptLine {
  std::string text;
  std::uint64_t number = 0;
  std::uint64_t offset = 0;
  TextState state = TextState::as_it_was;
};

/// One pass over a source.
class TablePass {
 public:
  TablePass(const ReaderOptions& options, const ByteSource& source, InputPosition start,
            const std::string& name, DocumentSink& sink)
      : names_(options),
        converter_(options),
        max_document_bytes_(options.max_document_bytes),
        source_(source),
        position_(std::move(start)),
        name_(name),
        sink_(sink) {}

  /// Error-free false: the table cannot be read.
  Result<bool> take(const Line& line) {
    if (parser_) {
      DATELINE_TRY(take_row_line(line));
      return true;
    }
    if (trim(line.text).empty()) return true;
    if (const auto separator = separator_line(trim(line.text)); separator && !separator_) {
      separator_ = separator;
      return true;
    }
    return begin(line);
  }

  /// The source has ended: a field that is still open began with a quotation mark that is wrong.
  Status finish() {
    while (!row_.empty()) DATELINE_TRY(give_up_row(RejectReason::malformed, quote_not_closed));
    return {};
  }

 private:
  static constexpr const char* quote_not_closed =
      "a field of the row begins with a quotation mark that no other one closes";

  Result<bool> begin(const Line& line) {
    const TableHeader header = read_table_header(line.text, separator_, names_);
    shape_ = header.shape;
    parser_.emplace(header.delimiter, header.shape == nullptr);
    converter_.set_columns(header.columns);
    if (line.too_long || !converter_.has_text()) {
      move_to(line.number, line.offset);
      DATELINE_TRY(reject(RejectReason::malformed,
                          "the table's first line names no column that is a title or a text; "
                          "--map title=COLUMN or --map text=COLUMN says which is"));
      return false;
    }
    if (shape_ != nullptr) DATELINE_TRY(take_row_line(line));
    return true;
  }

  Status take_row_line(const Line& line) {
    if (line.too_long) {
      row_.push_back({{}, line.number, line.offset, line.state});
      return give_up_row(RejectReason::too_large, too_large());
    }
    return take_row_line({std::string(line.text), line.number, line.offset, line.state});
  }

  Status take_row_line(KeptLine line) {
    const auto outcome = parser_->add(line.text);
    if (outcome == CsvParser::Outcome::nothing) return {};
    row_bytes_ += line.text.size() + 1;
    row_.push_back(std::move(line));
    switch (outcome) {
      case CsvParser::Outcome::row:
        return take_row();
      case CsvParser::Outcome::open:
        return row_bytes_ <= max_document_bytes_
                   ? Status()
                   : give_up_row(RejectReason::too_large, too_large());
      case CsvParser::Outcome::wrong_quotes:
        return give_up_row(RejectReason::malformed,
                           "a field of the row has text after its closing quotation mark");
      case CsvParser::Outcome::nothing:
        break;
    }
    return {};
  }

  Status take_row() {
    const auto lines = std::exchange(row_, {});
    row_bytes_ = 0;
    move_to(lines.front().number, lines.front().offset);
    TextState state = TextState::as_it_was;
    for (const KeptLine& line : lines) state = std::max(state, line.state);
    if (state == TextState::unknown)
      return reject(RejectReason::unknown_encoding, source_.encoding_fault());
    const auto& fields = parser_->fields();
    if (!has_all_columns(fields))
      return reject(RejectReason::malformed,
                    fmt::format("the row has {} fields, and the table {} columns", fields.size(),
                                converter_.columns()));
    return hand_on(convert(fields), state);
  }

  Document convert(const std::vector<std::string>& fields) {
    if (shape_ == nullptr) return converter_.convert(fields);
    std::vector<std::string> values;
    for (std::size_t i = 0; i < fields.size(); ++i)
      values.emplace_back(value_of(shape_->columns[i], fields[i]));
    return converter_.convert(values);
  }

  Status hand_on(Document document, TextState state) {
    for (const FieldId field : converter_.unusable())
      sink_.unusable_field(field_of(field).name, position_);
    document.encoding_repaired |= state == TextState::converted;
    if (document.key.empty()) document.key = fmt::format("{}#{}", name_, position_.line);
    return sink_.document(std::move(document), position_);
  }

  /// Spreadsheets add empty fields at the end of rows.
  [[nodiscard]] bool has_all_columns(const std::vector<std::string>& fields) const {
    const std::size_t columns = converter_.columns();
    return fields.size() == columns ||
           (fields.size() > columns && shape_ == nullptr &&
            std::all_of(fields.begin() + static_cast<std::ptrdiff_t>(columns), fields.end(),
                        [](const std::string& field) { return trim(field).empty(); }));
  }

  /// Rejects the first line of the row; those after it may be rows by themselves.
  Status give_up_row(RejectReason reason, std::string detail) {
    std::deque<KeptLine> lines = std::exchange(row_, {});
    row_bytes_ = 0;
    parser_->reset();
    move_to(lines.front().number, lines.front().offset);
    DATELINE_TRY(reject(reason, std::move(detail)));
    lines.pop_front();
    // These are fewer each time that this is called from itself.
    while (!lines.empty()) {
      KeptLine line = std::move(lines.front());
      lines.pop_front();
      DATELINE_TRY(take_row_line(std::move(line)));
    }
    return {};
  }

  [[nodiscard]] std::string too_large() const {
    return fmt::format(
        "the row has more than {} bytes, perhaps because a quotation mark is not "
        "closed",
        max_document_bytes_);
  }

  void move_to(std::uint64_t line, std::uint64_t offset) {
    position_.line = line;
    position_.offset = offset;
  }

  Status reject(RejectReason reason, std::string detail) {
    return sink_.reject({position_, reason, std::move(detail)});
  }

  FieldNames names_;
  RowConverter converter_;
  std::size_t max_document_bytes_;
  const ByteSource& source_;
  InputPosition position_;  ///< of the present row
  const std::string& name_;
  DocumentSink& sink_;
  std::optional<char> separator_;
  std::optional<CsvParser> parser_;
  const TableShape* shape_ = nullptr;
  std::deque<KeptLine> row_;  ///< that is not complete
  std::size_t row_bytes_ = 0;
};

}  // namespace

Status TableReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                         DocumentSink& sink) {
  LineReader lines(source, options_.max_document_bytes);
  TablePass pass(options_, source, start, name, sink);
  Line line;
  for (;;) {
    DATELINE_ASSIGN(const bool more, lines.next(line));
    if (!more) return pass.finish();
    if (line.number == 1) line.text = without_byte_order_mark(line.text);
    DATELINE_ASSIGN(const bool readable, pass.take(line));
    if (!readable) return {};
  }
}

bool begins_with_table_header(std::string_view head) {
  std::string_view line = trim(head.substr(0, head.find('\n')));
  const auto separator = separator_line(line);
  if (separator) line = trim(head.substr(line.size()).substr(0, head.find('\n', line.size() + 2)));
  constexpr std::size_t most_header_bytes = 1000;
  if (line.size() > most_header_bytes) return false;
  const ReaderOptions none;
  const TableHeader header = read_table_header(line, separator, FieldNames(none));
  if (header.shape != nullptr) return true;
  RowConverter converter(none);
  converter.set_columns(header.columns);
  return header.known > 1 && converter.has_text();
}

}  // namespace dateline
