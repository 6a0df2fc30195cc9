// How do I highlight the matched words? Prints snippets as HTML, and then the best document whole:
//   highlight_matches INDEX QUERY
// Texts are not escaped, and marks are offsets into their UTF-8: escape each piece by itself.
#include <dateline/searcher.hpp>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace {

int fail(const dateline::Error& error) {
  std::cerr << error.message << '\n' << error.hint << '\n';
  return 1;
}

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    if (c == '<')
      html += "&lt;";
    else if (c == '&')
      html += "&amp;";
    else
      html += c;
  }
  return html;
}

std::string highlighted(std::string_view text, const std::vector<dateline::Mark>& marks) {
  std::string html;
  std::size_t done = 0;
  for (const auto& [offset, length] : marks) {
    html += escaped(text.substr(done, offset - done));
    html += "<mark>" + escaped(text.substr(offset, length)) + "</mark>";
    done = offset + length;
  }
  return html + escaped(text.substr(done));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto searcher = dateline::Searcher::open(argv[1]);
  if (!searcher) return fail(searcher.error());
  const dateline::SearchRequest request{.text = argv[2], .limit = 3, .snippet_bytes = 200};
  const auto page = searcher->search(request);
  if (!page) return fail(page.error());
  for (const auto& hit : page->hits)
    std::cout << "<p>" << highlighted(hit.snippet.text, hit.snippet.marks) << "</p>\n";
  if (page->hits.empty()) return 0;

  const auto document = searcher->document(page->hits.front().key);
  if (!document) return fail(document.error());
  const auto marks = searcher->marks(request, *document);
  if (!marks) return fail(marks.error());
  std::cout << "<h1>" << highlighted(document->title, marks->title) << "</h1>\n"
            << "<pre>" << highlighted(document->text, marks->text) << "</pre>\n";
}
