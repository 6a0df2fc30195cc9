#include <dateline.h>

#include <array>
#include <cstring>

#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/targets/targets.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline::fuzz {

namespace {

/// An index of a few documents, made through the interface, open for searching.
class OpenIndex {
 public:
  OpenIndex() {
    dateline_indexer* indexer = dateline_indexer_open(path_.c_str(), nullptr, 16, nullptr);
    require(indexer != nullptr, "an index can be made");
    add(indexer, "a", "2024-05-14", "Odesa and Istanbul agree on cooperation",
        "The mayors recalled the agreement of 2002 between Odesa and Istanbul.");
    add(indexer, "b", "2002", "Turkey the bird", "A turkey is a large bird; turkeys cooperate.");
    add(indexer, "c", "", "Caf\xc3\xa9", "An undated text about caf\xc3\xa9s in Odessa, Texas.");
    require(dateline_indexer_publish(indexer, nullptr) != 0, "it can be published");
    dateline_indexer_close(indexer);
    searcher_ = dateline_searcher_open(path_.c_str(), nullptr);
    require(searcher_ != nullptr, "it can be opened");
  }
  OpenIndex(const OpenIndex&) = delete;
  OpenIndex& operator=(const OpenIndex&) = delete;
  ~OpenIndex() { dateline_searcher_close(searcher_); }

  [[nodiscard]] const dateline_searcher* searcher() const { return searcher_; }

 private:
  static void add(dateline_indexer* indexer, const char* key, const char* date, const char* title,
                  const char* text) {
    dateline_document* document = dateline_document_new(key);
    if (*date != '\0') dateline_document_set(document, "date", date, nullptr);
    dateline_document_set(document, "title", title, nullptr);
    dateline_document_set(document, "text", text, nullptr);
    require(dateline_indexer_add(indexer, document, nullptr) > 0, "a document can be added");
    dateline_document_free(document);
  }

  test::TemporaryFolder folder_;
  std::string path_ = (folder_ / "index").string();
  dateline_searcher* searcher_ = nullptr;
};

/// The input's arguments: a byte of flags, then strings that end with NUL.
struct Arguments {
  unsigned flags = 0;
  std::array<std::string, 7> strings;
};

Arguments split(std::string_view bytes) {
  Arguments arguments;
  if (bytes.empty()) return arguments;
  arguments.flags = static_cast<unsigned char>(bytes[0]);
  bytes.remove_prefix(1);
  for (auto& string : arguments.strings) {
    const auto end = std::min(bytes.find('\0'), bytes.size());
    string = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return arguments;
}

void read_error(dateline_error* error) {
  require(error != nullptr, "a failure stores an error");
  require(dateline_error_code(error) != DATELINE_INTERNAL, "no input is a fault of ours");
  require(std::strlen(dateline_error_message(error)) > 0, "an error has a message");
  (void)dateline_error_hint(error);
  (void)dateline_error_suggestion(error);
  (void)dateline_error_offset(error);
  dateline_error_free(error);
}

void read_page(dateline_page* page) {
  const std::size_t hits = dateline_page_hit_count(page);
  for (std::size_t i = 0; i <= hits; ++i) {  // one after the end as well
    const std::size_t length = std::strlen(dateline_hit_snippet(page, i));
    for (std::size_t mark = 0; mark < dateline_hit_mark_count(page, i); ++mark)
      require(dateline_hit_mark_offset(page, i, mark) + dateline_hit_mark_length(page, i, mark) <=
                  length,
              "a mark lies within its snippet");
    for (const auto* text : {dateline_hit_key(page, i), dateline_hit_title(page, i),
                             dateline_hit_date(page, i), dateline_hit_url(page, i)})
      require(text != nullptr, "a text is never NULL");
  }
  require(std::strlen(dateline_page_json(page)) > 0, "a page has JSON");
  dateline_page_free(page);
}

dateline_query* make_query(const Arguments& arguments) {
  const auto& [flags, strings] = arguments;
  dateline_query* query = dateline_query_new(strings[0].c_str());
  require(query != nullptr, "a query can be made");
  dateline_query_set_sort(query, static_cast<int>(flags % 4));
  if ((flags & 4) != 0) dateline_query_set_timeline(query, static_cast<int>(flags % 5));
  if ((flags & 8) != 0) dateline_query_add_facet(query, static_cast<int>(flags % 4));
  dateline_query_set_explain(query, (flags & 16) != 0);
  if (!strings[1].empty()) dateline_query_set_cursor(query, strings[1].c_str());
  return query;
}

void search(const dateline_searcher* searcher, const Arguments& arguments) {
  dateline_query* query = make_query(arguments);
  dateline_error* error = nullptr;
  if (dateline_query_set_published(query, arguments.strings[2].c_str(),
                                   arguments.strings[3].c_str(), &error) != 0) {
    read_error(error);
    error = nullptr;
  }
  dateline_page* page = dateline_search(searcher, query, &error);
  if (page != nullptr)
    read_page(page);
  else
    read_error(error);
  dateline_query_free(query);
}

void look_up(const dateline_searcher* searcher, const std::string& key) {
  dateline_error* error = nullptr;
  char* json = dateline_document_json(searcher, key.c_str(), &error);
  if (json == nullptr) read_error(error);
  dateline_text_free(json);
}

void fill_document(const Arguments& arguments) {
  dateline_document* document = dateline_document_new(arguments.strings[4].c_str());
  require(document != nullptr, "a document can be made");
  dateline_error* error = nullptr;
  if (dateline_document_set(document, arguments.strings[5].c_str(), arguments.strings[6].c_str(),
                            &error) != 0)
    read_error(error);
  dateline_document_free(document);
}

}  // namespace

void run_c(std::string_view bytes) {
  static const OpenIndex index;
  const Arguments arguments = split(bytes);
  search(index.searcher(), arguments);
  look_up(index.searcher(), arguments.strings[4]);
  fill_document(arguments);
}

std::vector<std::string> c_examples() {
  const auto joined = [](char flags, std::initializer_list<std::string_view> strings) {
    std::string bytes(1, flags);
    for (const auto string : strings) bytes.append(string).push_back('\0');
    return bytes;
  };
  std::vector<std::string> examples{
      joined(0, {"odesa turkey", "", "", "", "a", "title", "T"}),
      joined(1, {"cooperat*", "", "2002", "2024-05", "b", "date", "14 May 2024"}),
      joined(6, {"\"large bird\"", "", "", "", "c", "text", "t\xff"}),
      joined(31, {"+odesa -turkey", "AAAA", "", "", "", "nosuchfield", "x"}),
      joined(13, {"date:none OR date:2002", "", "2024", "2001", "", "", ""}),
      joined(22, {"\"odesa istanbul\"~5", "djE6AAAAAAAAAAA", "x", "", "a", "date", "9999-99-99"}),
      joined(63, {"", "", "", "", std::string(1100, 'k'), "author", "A"}),
  };
  for (const auto& query : query_examples()) examples.push_back(joined(16, {query}));
  return examples;
}

}  // namespace dateline::fuzz
