// Peer: Xapian as its manual shows it. One database, one posting per stem, positions, termlists,
// BM25 with b = 0.75.
//   plain_xapian_bench index DOCUMENTS DATABASE
//   plain_xapian_bench compact DATABASE COMPACTED
//   plain_xapian_bench query DATABASE QUERIES RESULTS WARM_ROUNDS TIMED_ROUNDS
#include <xapian.h>

#include <iostream>
#include <iterator>

#include "bench/peers/document_file.hpp"
#include "bench/query_timing.hpp"

namespace {

using namespace dateline::bench;

constexpr unsigned field_gap = 100;  // no phrase reaches from the title into the text
constexpr unsigned page_size = 10;

int index_documents(const std::string& documents, const std::string& database) {
  DocumentFile file(documents);
  Xapian::WritableDatabase db(database, Xapian::DB_CREATE_OR_OVERWRITE);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("english"));
  generator.set_stemming_strategy(Xapian::TermGenerator::STEM_ALL);
  for (PeerDocument source; file.next(source);) {
    Xapian::Document document;
    generator.set_document(document);
    generator.set_termpos(0);
    generator.index_text(std::string(source.title));
    generator.increase_termpos(field_gap);
    generator.index_text(std::string(source.text));
    document.set_data(std::string(source.id));
    db.add_document(document);
  }
  db.commit();
  std::cout << db.get_doccount() << " documents\n";
  return 0;
}

class PlainSearch {
 public:
  explicit PlainSearch(const std::string& database) : db_(database), stem_("english") {}

  Xapian::MSet top(Xapian::Query::op op, const std::string& line,
                   Xapian::doccount check = 0) const {
    Xapian::Enquire enquire(db_);
    enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 3, 0.75, 0.5));
    enquire.set_query(parse(op, line));
    return enquire.get_mset(0, page_size, check);
  }

  std::uint64_t count(Xapian::Query::op op, const std::string& line) const {
    return top(op, line, db_.get_doccount()).get_matches_estimated();
  }

 private:
  Xapian::Query parse(Xapian::Query::op op, const std::string& line) const {
    auto words = split_words(line);
    for (auto& word : words) word = stem_(word);
    return {op, words.begin(), words.end()};
  }

  Xapian::Database db_;
  Xapian::Stem stem_;
};

ClassResult measure_class(const PlainSearch& search, const std::string& queries,
                          const std::string& name, Xapian::Query::op op, Rounds rounds) {
  return measure(
      read_queries(queries, name), rounds, [&](const std::string& line) { search.top(op, line); },
      [&](const std::string& line) { return search.count(op, line); });
}

int query_database(const std::string& database, const std::string& queries,
                   const std::string& results, Rounds rounds) {
  const PlainSearch search(database);
  write_results(results, "plain_xapian", Xapian::version_string(), rounds,
                {measure_class(search, queries, "or", Xapian::Query::OP_OR, rounds),
                 measure_class(search, queries, "and", Xapian::Query::OP_AND, rounds),
                 measure_class(search, queries, "phrase", Xapian::Query::OP_PHRASE, rounds),
                 measure_class(search, queries, "stop_phrase", Xapian::Query::OP_PHRASE, rounds)});
  return 0;
}

int run(const std::vector<std::string>& arguments) {
  const auto verb = arguments.empty() ? std::string() : arguments[0];
  if (verb == "index" && arguments.size() == 3) return index_documents(arguments[1], arguments[2]);
  if (verb == "compact" && arguments.size() == 3) {
    Xapian::Database(arguments[1]).compact(arguments[2]);
    return 0;
  }
  if (verb == "query" && arguments.size() == 6)
    return query_database(arguments[1], arguments[2], arguments[3],
                          {static_cast<unsigned>(std::stoul(arguments[4])),
                           static_cast<unsigned>(std::stoul(arguments[5]))});
  std::cerr << "usage: plain_xapian_bench index|compact|query ..., see the head of the source\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const Xapian::Error& error) {
    std::cerr << "plain_xapian_bench: " << error.get_description() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "plain_xapian_bench: " << error.what() << '\n';
  }
  return 1;
}
