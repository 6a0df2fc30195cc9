// dateline-search: options in, one library call, output out.
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "common/cli/report.hpp"
#include "dateline/output.hpp"
#include "searcher/cli/options.hpp"

namespace dateline {
namespace {

/// Longer lines are hard to read.
constexpr std::size_t most_columns = 100;

/// Columns to wrap at on this stdout; 0 if it is not a terminal.
std::size_t terminal_columns() {
  winsize size{};
  if (isatty(STDOUT_FILENO) != 1 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return std::min<std::size_t>(size.ws_col, most_columns);
}

TextStyle text_style(const SearchOptions& options) {
  return {use_color(options.color, STDOUT_FILENO), terminal_columns()};
}

int fail(const Error& error, std::string_view query = {}) {
  print_error(error, search_program_name, query);
  return finish(exit_code(error.code));
}

/// How many hits come before the page; a cursor knows it, but the page only if it has hits.
std::size_t hits_before(const ResultPage& page, const SearchRequest& query) {
  return page.hits.empty() ? query.offset : page.hits.front().rank - 1;
}

std::string render(const ResultPage& page, const SearchOptions& options) {
  const SearchRequest& query = options.query;
  switch (options.format) {
    case OutputFormat::text:
      return page_to_text(page, hits_before(page, query), text_style(options));
    case OutputFormat::json:
      return page_to_json(page, query.explain);
    case OutputFormat::ndjson:
      return hits_to_ndjson(page, query.explain);
    case OutputFormat::trec:
      return hits_to_trec(page, options.topic, options.run_tag);
  }
  return {};
}

/// A page beyond the last hit, or of no hits, still belongs to a search that found something.
bool found_something(const ResultPage& page, const SearchRequest& query) {
  const bool asked_past_the_hits = query.limit == 0 || query.offset > 0 || !query.cursor.empty();
  return !page.hits.empty() || (asked_past_the_hits && page.total.value > 0);
}

int search(const Searcher& searcher, const SearchOptions& options) {
  const auto page = searcher.search(options.query);
  if (!page) return fail(page.error(), options.query.text);
  write_stdout(render(*page, options));
  return finish(found_something(*page, options.query) ? ExitCode::done : ExitCode::no_hit);
}

/// Where the query's words are in a document that is shown; none without a query.
Result<DocumentMarks> marks_in(const Searcher& searcher, const Document& document,
                               const SearchRequest& query) {
  if (query.text.empty()) return DocumentMarks{};
  return searcher.marks(query, document);
}

int show(const Searcher& searcher, const SearchOptions& options) {
  const auto document = searcher.document(options.show);
  if (!document) return fail(document.error());
  if (options.format != OutputFormat::text) {
    write_stdout(document_to_json(*document));
    return finish(ExitCode::done);
  }
  const auto marks = marks_in(searcher, *document, options.query);
  if (!marks) return fail(marks.error(), options.query.text);
  write_stdout(document_to_text(*document, marks->title, marks->text, text_style(options)));
  return finish(ExitCode::done);
}

int run(int argc, char** argv) {
  auto parsed = parse_search_options(argc, argv);
  if (!parsed) return fail(parsed.error());
  if (const auto* information = std::get_if<Information>(&*parsed)) {
    write_stdout(information->text);
    return finish(ExitCode::done);
  }
  const auto& options = std::get<SearchOptions>(*parsed);
  const auto searcher = Searcher::open(options.index, {.verify = options.verify, .lean = true});
  if (!searcher) return fail(searcher.error());
  return options.show.empty() ? search(*searcher, options) : show(*searcher, options);
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  return dateline::run_program(dateline::search_program_name, dateline::run, argc, argv);
}
