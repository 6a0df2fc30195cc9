#include "indexer/maintain/sample_queries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <random>

#include "common/format/xapian_guard.hpp"

namespace dateline {
namespace {

constexpr std::size_t drawn_words = 64;

using Numbers = std::vector<DocumentNumber>;

/// Words of the vocabulary, each as likely as any other.
Result<std::vector<std::string>> draw_words(const Store& store, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<std::string> drawn;
  std::uint64_t seen = 0;
  DATELINE_TRY(store.for_each_word({}, [&](const WordEntry& entry) {
    const std::uint64_t place = random() % ++seen;
    if (drawn.size() < drawn_words)
      drawn.push_back(entry.word);
    else if (place < drawn_words)
      drawn[place] = entry.word;
    return true;
  }));
  return drawn;
}

/// Live documents under a term, segment by segment.
Numbers documents_of(const std::vector<Xapian::Database>& shards,
                     const std::vector<OpenSegment>& segments, const std::string& stem) {
  Numbers numbers;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    const OpenSegment& segment = segments[i];
    for (auto at = shards[i].postlist_begin(stem); at != shards[i].postlist_end(stem); ++at)
      if (*at <= segment.files.document_count() && !segment.is_dead(*at))
        numbers.push_back(segment.files.record(*at).number);
  }
  return numbers;
}

/// Live documents that Xapian's matcher finds for both stems.
Numbers documents_of_both(const std::vector<Xapian::Database>& shards,
                          const std::vector<OpenSegment>& segments, const std::string& a,
                          const std::string& b) {
  Numbers numbers;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    const OpenSegment& segment = segments[i];
    Xapian::Enquire enquire(shards[i]);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, Xapian::Query(a), Xapian::Query(b)));
    const Xapian::MSet found = enquire.get_mset(0, shards[i].get_doccount());
    for (auto at = found.begin(); at != found.end(); ++at)
      if (*at <= segment.files.document_count() && !segment.is_dead(*at))
        numbers.push_back(segment.files.record(*at).number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

Numbers intersection(const Numbers& a, const Numbers& b) {
  Numbers both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

void compare_numbers(const std::string& query, const Numbers& expected, const Numbers& found,
                     Findings& findings) {
  if (expected == found) return;
  findings.add("query " + query, fmt::format("found {} documents, but the texts of {} match",
                                             found.size(), expected.size()));
}

}  // namespace

Result<SampleQueries> SampleQueries::draw(const Generation& generation, const Store& store,
                                          const Analyzer& analyzer) {
  SampleQueries sample;
  DATELINE_ASSIGN(const auto words, draw_words(store, generation.manifest().generation));
  for (const std::string& word : words) DATELINE_TRY(sample.add(store, analyzer.stem(word)));
  return sample;
}

Status SampleQueries::add(const Store& store, std::string stem) {
  DATELINE_ASSIGN(const auto family, store.words_of_stem(stem));
  bool is_new = false;
  for (const WordEntry& word : family)
    is_new = query_of_word_.emplace(word.number, queries_.size()).second || is_new;
  if (is_new) queries_.push_back({std::move(stem), {}});
  return {};
}

void SampleQueries::learn(DocumentNumber number, std::string_view stream) {
  const auto* position = reinterpret_cast<const unsigned char*>(stream.data());
  const unsigned char* const end = position + stream.size();
  while (position != end) {
    const auto query = query_of_word_.find(read_word_code(position, end));
    if (query == query_of_word_.end()) continue;
    Numbers& documents = queries_[query->second].documents;
    if (documents.empty() || documents.back() != number) documents.push_back(number);
  }
}

void SampleQueries::compare(const Generation& generation, const std::vector<OpenSegment>& segments,
                            Findings& findings) const {
  const Status done = guard_xapian("cannot search the segments", [&] {
    std::vector<Xapian::Database> shards;
    for (const OpenSegment& segment : segments)
      shards.emplace_back(generation.segment(segment.info.name).string());
    for (const StemQuery& query : queries_)
      compare_numbers(query.stem, query.documents, documents_of(shards, segments, query.stem),
                      findings);
    for (std::size_t i = 1; i < queries_.size(); i += 2) {
      const StemQuery& a = queries_[i - 1];
      const StemQuery& b = queries_[i];
      compare_numbers(a.stem + " AND " + b.stem, intersection(a.documents, b.documents),
                      documents_of_both(shards, segments, a.stem, b.stem), findings);
    }
  });
  if (!done) findings.add("segments", done.error());
}

}  // namespace dateline
