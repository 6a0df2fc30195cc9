// The searcher against a brute-force evaluation of the same queries on the same documents: hits,
// counts, scores, orders, timelines and facets, on an index of several segments with dead
// documents.
#include "tests/support/brute_force.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include "common/analysis/fold_name.hpp"
#include "common/format/generation/generation.hpp"
#include "dateline/searcher.hpp"
#include "searcher/plan/plan.hpp"
#include "searcher/query/parser.hpp"
#include "searcher/query/stop_words.hpp"
#include "searcher/results/timeline.hpp"
#include "tests/support/model_index.hpp"
#include "tests/support/naive_bm25f.hpp"
#include "tests/support/news_sample.hpp"
#include "tests/support/query_generator.hpp"

namespace dateline {
namespace {

constexpr std::size_t document_count = 5000;
constexpr std::size_t every_hit = 10000;
constexpr Day today = 20000;
constexpr double score_tolerance = 1e-6;
constexpr std::size_t enough_failures = 5;

using Keys = std::set<std::string>;

Analyzer english() {
  auto analyzer = Analyzer::create("en");
  REQUIRE(analyzer);
  return std::move(*analyzer);
}

/// Builds an index over five publications, of which all but the first replace and remove documents
/// of earlier ones. Each publication is small beside the one before, so that segments are not
/// merged, and replaces few documents, so that none is rebuilt without its deleted ones.
class WornIndex {
 public:
  WornIndex()
      : analyzer_(english()), model_(analyzer_), documents_(test::varied_news(document_count)) {
    add_until(4106);
    model_.publish();
    publish_with_changes(4856, 60, 40);
    publish_with_changes(4971, 25, 20);
    publish_with_changes(4996, 3, 2);
    publish_with_changes(document_count, 1, 1);
  }

  const Analyzer& analyzer() const { return analyzer_; }
  test::ModelIndex& model() { return model_; }

 private:
  void add_until(std::size_t end) {
    for (; next_ < end; ++next_) model_.add(documents_[next_]);
  }

  void publish_with_changes(std::size_t end, std::size_t replaced, std::size_t removed) {
    const std::vector<std::string> keys = some_keys(replaced + removed);
    add_until(end);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (i < replaced)
        model_.add(changed(model_.corpus().documents()[model_.version(keys[i])].document));
      else
        model_.remove(keys[i]);
    }
    model_.publish();
  }

  std::vector<std::string> some_keys(std::size_t count) {
    std::vector<std::string> keys;
    for (const auto& [key, index] : model_.versions()) keys.push_back(key);
    std::shuffle(keys.begin(), keys.end(), random_);
    keys.resize(count);
    return keys;
  }

  /// The document with the text of another and a later date.
  Document changed(Document document) {
    const std::size_t other = random_() % documents_.size();
    document.text = "Corrected. " + documents_[other].text;
    document.date.day += document.date.precision >= DatePrecision::day ? 40 : 0;
    return document;
  }

  Analyzer analyzer_;
  test::ModelIndex model_;
  std::vector<Document> documents_;
  std::size_t next_ = 0;
  std::mt19937 random_{7};
};

WornIndex& worn_index() {
  static WornIndex index;
  return index;
}

Searcher open_searcher(const std::filesystem::path& path) {
  auto searcher = Searcher::open(path);
  if (!searcher) FAIL(searcher.error().message);
  return std::move(*searcher);
}

/// Another one each run, so that every run tries other queries. DATELINE_TEST_SEED repeats a run
/// whose seed was printed.
unsigned new_seed() {
  const char* given = std::getenv("DATELINE_TEST_SEED");
  const unsigned seed = given == nullptr ? std::random_device{}()
                                         : static_cast<unsigned>(std::strtoul(given, nullptr, 10));
  std::fprintf(stderr, "brute_force_test: DATELINE_TEST_SEED=%u\n", seed);
  return seed;
}

/// Runs generated queries both ways. Reports differences and says when there were enough of them.
class Comparison {
 public:
  explicit Comparison(unsigned seed)
      : seed_(seed),
        index_(worn_index()),
        searcher_(open_searcher(index_.model().path())),
        brute_force_(index_.model().corpus(), index_.model().live()),
        generator_(index_.model().corpus(), index_.analyzer(), seed) {}

  test::QueryGenerator& generator() { return generator_; }
  const test::ModelIndex& model() const { return index_.model(); }

  ResultPage search(const SearchRequest& query) {
    auto page = searcher_.search(query);
    if (!page) FAIL("seed " << seed_ << ", query: " << query.text << "\n" << page.error().message);
    return std::move(*page);
  }

  QueryNode parse(const std::string& text) {
    auto root = parse_query(text, index_.analyzer(), today);
    if (!root) FAIL("seed " << seed_ << ", query: " << text << "\n" << root.error().message);
    drop_function_words(*root, text, index_.analyzer());
    return std::move(*root);
  }

  /// The documents that match by brute force, as indexes into the corpus.
  std::vector<std::size_t> expected(const SearchRequest& query) {
    test::DocumentFlags flags = brute_force_.matches(parse(query.text));
    if (query.published) {
      QueryNode dates;
      dates.kind = NodeKind::dates;
      dates.dates = *query.published;
      const test::DocumentFlags published = brute_force_.matches(dates);
      for (std::size_t i = 0; i < flags.size(); ++i) flags[i] = flags[i] && published[i];
    }
    std::vector<std::size_t> matching;
    for (std::size_t i = 0; i < flags.size(); ++i)
      if (flags[i]) matching.push_back(i);
    return matching;
  }

  /// The days that the timeline of a query shows.
  DayRange days_to_show(const SearchRequest& query) {
    QueryNode root = parse(query.text);
    if (query.published) {
      QueryNode& filter = root.children.emplace_back();
      filter.kind = NodeKind::dates;
      filter.occur = Occur::filter;
      filter.dates = *query.published;
    }
    return dateline::days_to_show(plausible_days(today), published_within_filters(root));
  }

  Keys keys_of(const std::vector<std::size_t>& documents) const {
    Keys keys;
    for (const std::size_t i : documents) keys.insert(document(i).key);
    return keys;
  }

  const Document& document(std::size_t index) const {
    return model().corpus().documents()[index].document;
  }
  const Document& document(const Hit& hit) const { return document(model().version(hit.key)); }

  /// Counts a failed comparison; its details are reported by the caller.
  void count_failure() { ++failures_; }
  bool enough() const { return failures_ >= enough_failures; }

 private:
  unsigned seed_;
  WornIndex& index_;
  Searcher searcher_;
  test::BruteForce brute_force_;
  test::QueryGenerator generator_;
  std::size_t failures_ = 0;
};

SearchRequest query_for(std::string text, std::size_t limit = every_hit) {
  SearchRequest query;
  query.text = std::move(text);
  query.limit = limit;
  query.snippet_bytes = 0;
  query.today = today;
  return query;
}

Keys keys_of(const std::vector<Hit>& hits) {
  Keys keys;
  for (const Hit& hit : hits) keys.insert(hit.key);
  return keys;
}

/// Scores and keys of the first hits, a line each.
std::string ranking_of(const std::vector<Hit>& hits, std::size_t most) {
  std::string lines;
  for (std::size_t i = 0; i < std::min(most, hits.size()); ++i)
    lines += fmt::format("{:.9g} {}\n", hits[i].score, hits[i].key);
  return lines;
}

/// What is in `a` and not in `b`, the first few.
std::vector<std::string> first_only_in(const Keys& a, const Keys& b) {
  std::vector<std::string> difference;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(difference));
  if (difference.size() > 5) difference.resize(5);
  return difference;
}

std::vector<double> scores_of(const std::vector<Hit>& hits) {
  std::vector<double> scores;
  for (const Hit& hit : hits) scores.push_back(hit.score);
  return scores;
}

bool compare_hits(const ResultPage& page, const Keys& expected) {
  const Keys found = keys_of(page.hits);
  CHECK(first_only_in(expected, found) == std::vector<std::string>());
  CHECK(first_only_in(found, expected) == std::vector<std::string>());
  CHECK(found.size() == page.hits.size());
  CHECK(page.total.value == expected.size());
  CHECK(page.total.exact);
  return found == expected && page.total.value == expected.size() && page.total.exact;
}

/// Counted exactly, with a page or without, there are as many.
bool compare_counts(Comparison& comparison, SearchRequest query, std::size_t expected) {
  query.count_exactly = true;
  const Total with_page = comparison.search(query).total;
  query.count_exactly = false;
  query.limit = 0;
  const Total alone = comparison.search(query).total;
  CHECK(with_page.exact);
  CHECK(with_page.value == expected);
  CHECK(alone.exact);
  CHECK(alone.value == expected);
  return with_page.value == expected && alone.value == expected;
}

/// A short page must be the beginning of the long one, and its count right where it says exact.
bool compare_first_page(const ResultPage& first, const ResultPage& whole) {
  const std::string ranking = ranking_of(first.hits, every_hit);
  CHECK(ranking == ranking_of(whole.hits, 10));
  CHECK(first.hits.size() == std::min<std::size_t>(10, whole.hits.size()));
  CHECK((!first.total.exact || first.total.value == whole.hits.size()));
  return ranking == ranking_of(whole.hits, 10);
}

void compare_queries(std::size_t count) {
  const unsigned seed = new_seed();
  CAPTURE(seed);
  Comparison comparison(seed);
  std::size_t with_hits = 0;
  for (std::size_t i = 0; i < count && !comparison.enough(); ++i) {
    SearchRequest query = query_for(comparison.generator().next());
    if (i % 10 == 0) query.published = DayRange{12000 + static_cast<Day>(i), 13500};
    CAPTURE(i, query.text);
    const auto expected = comparison.keys_of(comparison.expected(query));
    const ResultPage page = comparison.search(query);
    with_hits += !expected.empty();
    bool same = compare_hits(page, expected);
    query.limit = 10;
    same = compare_first_page(comparison.search(query), page) && same;
    same = compare_counts(comparison, query, expected.size()) && same;
    if (!same) comparison.count_failure();
  }
  CHECK((comparison.enough() || with_hits > count / 2));
}

TEST_CASE("1,000 generated queries find what a brute-force evaluation finds") {
  compare_queries(1000);
}

/// Stems of a query of plain words; empty where it is something else or one comes twice.
std::vector<std::string> different_stems(const QueryNode& root) {
  std::vector<std::string> stems;
  for (const QueryNode& child : root.children) {
    if (child.kind != NodeKind::word || child.occur != Occur::should) return {};
    if (std::find(stems.begin(), stems.end(), child.words[0].stem) != stems.end()) return {};
    stems.push_back(child.words[0].stem);
  }
  return stems;
}

/// The generation's scoring with every version counted, as no segment was rebuilt.
test::NaiveBm25f naive_scoring(const test::ModelIndex& model) {
  const auto generation = Generation::open_current(model.path());
  REQUIRE(generation);
  std::size_t documents = 0;
  for (const SegmentInfo& segment : generation->manifest().segments) documents += segment.documents;
  const std::size_t versions = model.corpus().documents().size();
  REQUIRE(generation->manifest().segments.size() > 1);
  REQUIRE(documents == versions);
  return {model.corpus(), test::DocumentFlags(versions, 1), generation->manifest().scoring};
}

/// The largest difference between the scores of hits and those computed here: all of the first
/// page, and a sample of the rest, as long lists take long.
double largest_difference(const test::NaiveBm25f& scoring, const std::vector<std::string>& stems,
                          const test::ModelIndex& model, const std::vector<Hit>& hits) {
  std::vector<test::NaiveBm25f::Term> terms;
  for (const std::string& stem : stems) terms.push_back(scoring.term(stem));
  double largest = 0;
  for (std::size_t i = 0; i < hits.size(); i += i < 20 ? 1 : 23) {
    const double expected = scoring.score(terms, model.version(hits[i].key));
    largest = std::max(largest, std::abs(hits[i].score - expected));
  }
  return largest;
}

TEST_CASE("words rank by BM25F, computed from its formula") {
  const unsigned seed = new_seed();
  CAPTURE(seed);
  Comparison comparison(seed);
  const test::NaiveBm25f scoring = naive_scoring(comparison.model());
  for (std::size_t i = 0; i < 200; ++i) {
    const SearchRequest query = query_for(comparison.generator().next_words());
    CAPTURE(i, query.text);
    const auto stems = different_stems(comparison.parse(query.text));
    if (stems.empty()) continue;
    const ResultPage page = comparison.search(query);
    const std::vector<double> scores = scores_of(page.hits);
    REQUIRE(std::is_sorted(scores.rbegin(), scores.rend()));
    REQUIRE(largest_difference(scoring, stems, comparison.model(), page.hits) < score_tolerance);
  }
}

/// Words as next_words gives them, in most cases with what a list may hold beside words.
std::string words_with_restrictions(test::QueryGenerator& generator, std::size_t form) {
  const std::string words = generator.next_words();
  const std::string other = generator.next_words();
  const std::string one = other.substr(0, other.find(' '));
  switch (form % 5) {
    case 0:
      return words + " date:2005-06..2006-10";
    case 1:
      return words + " -" + one;
    case 2:
      return words + " =" + one;
    case 3:
      return words + " -date:2006 (lang:en OR date:none)";
    default:
      return words;
  }
}

TEST_CASE("every page of a ranking is a piece of the whole") {
  const unsigned seed = new_seed();
  CAPTURE(seed);
  Comparison comparison(seed);
  constexpr std::size_t limits[] = {1, 3, 10, 40};
  for (std::size_t i = 0; i < 150; ++i) {
    SearchRequest query = query_for(words_with_restrictions(comparison.generator(), i));
    CAPTURE(i, query.text);
    const ResultPage whole = comparison.search(query);
    query.limit = limits[i % 4];
    query.offset = i % 3 == 0 ? query.limit : 0;
    const ResultPage page = comparison.search(query);
    const auto begin =
        whole.hits.begin() + static_cast<std::ptrdiff_t>(std::min(query.offset, whole.hits.size()));
    REQUIRE(ranking_of(page.hits, every_hit) ==
            ranking_of(std::vector<Hit>(begin, whole.hits.end()), query.limit));
    REQUIRE((!page.total.exact || page.total.value == whole.hits.size()));
  }
}

/// Days in the order of hits; undated ones, which come last, as nothing.
std::vector<std::optional<Day>> days_of_hits(const Comparison& comparison,
                                             const std::vector<Hit>& hits) {
  std::vector<std::optional<Day>> days;
  for (const Hit& hit : hits) {
    const Date& date = comparison.document(hit).date;
    days.push_back(date.known() ? std::optional<Day>(date.day) : std::nullopt);
  }
  return days;
}

bool is_in_order(const std::vector<std::optional<Day>>& days, Sort sort) {
  return std::is_sorted(days.begin(), days.end(), [&](const auto& a, const auto& b) {
    if (!a || !b) return a.has_value() && !b.has_value();
    return sort == Sort::newest ? *a > *b : *a < *b;
  });
}

TEST_CASE("newest and oldest sort by the publication date, undated documents last") {
  const unsigned seed = new_seed();
  CAPTURE(seed);
  Comparison comparison(seed);
  for (std::size_t i = 0; i < 200 && !comparison.enough(); ++i) {
    SearchRequest query = query_for(comparison.generator().next());
    query.sort = i % 2 == 0 ? Sort::newest : Sort::oldest;
    CAPTURE(i, query.text, i % 2 == 0);
    const auto expected = comparison.keys_of(comparison.expected(query));
    const ResultPage page = comparison.search(query);
    bool same = compare_hits(page, expected);
    CHECK(is_in_order(days_of_hits(comparison, page.hits), query.sort));
    query.limit = 10;
    same = compare_first_page(comparison.search(query), page) && same;
    if (!same) comparison.count_failure();
  }
}

Day bucket_of(Day day, TimelineUnit unit) {
  CivilDate civil = civil_from_day(day);
  switch (unit) {
    case TimelineUnit::day:
      return day;
    case TimelineUnit::week:
      return day - (day % 7 + 7 + 3) % 7;  // 1970-01-01 was a Thursday
    case TimelineUnit::month:
      return *day_from_civil({civil.year, civil.month, 1});
    case TimelineUnit::year:
    case TimelineUnit::decade:
    case TimelineUnit::century:
      return *day_from_civil({civil.year, 1, 1});
  }
  return day;
}

using Counts = std::map<Day, std::uint64_t>;

/// Fails where buckets are not ascending; those without hits are left out.
Counts counts_of(const std::vector<TimelineBucket>& timeline) {
  Counts counts;
  for (const TimelineBucket& bucket : timeline) {
    CHECK((counts.empty() || counts.rbegin()->first < bucket.first));
    counts[bucket.first] = bucket.count;
  }
  std::erase_if(counts, [](const auto& bucket) { return bucket.second == 0; });
  return counts;
}

TEST_CASE("timelines count hits by their publication date") {
  const unsigned seed = new_seed();
  CAPTURE(seed);
  Comparison comparison(seed);
  constexpr TimelineUnit units[] = {TimelineUnit::day, TimelineUnit::week, TimelineUnit::month,
                                    TimelineUnit::year};
  for (std::size_t i = 0; i < 200 && !comparison.enough(); ++i) {
    SearchRequest query = query_for(comparison.generator().next(), 3);
    query.timeline = units[i % 4];
    // One article is of 1688, which a query may name: by day that is more than a timeline may have.
    if (query.timeline == TimelineUnit::day) query.published = DayRange{0, today};
    CAPTURE(i, query.text, i % 4);
    Counts expected;
    std::uint64_t undated = 0;
    std::uint64_t suspicious = 0;
    const DayRange shown = comparison.days_to_show(query);
    const auto matching = comparison.expected(query);
    for (const std::size_t index : matching) {
      const Date& date = comparison.document(index).date;
      if (!date.known())
        ++undated;
      else if (date.day < shown.first || date.day > shown.last)
        ++suspicious;
      else
        ++expected[bucket_of(date.day, *query.timeline)];
    }
    const ResultPage page = comparison.search(query);
    CHECK(page.suspicious == suspicious);
    const Counts counts = counts_of(page.timeline);
    CHECK(counts == expected);
    CHECK(page.undated == undated);
    CHECK(page.total.exact);
    CHECK(page.total.value == matching.size());
    if (counts != expected) comparison.count_failure();
  }
}

/// Each value once.
std::set<std::string> facet_values(const Document& document, FacetField facet) {
  std::set<std::string> values;
  if (facet != FacetField::year) {
    const auto of_document = test::values_of_field(document, static_cast<FieldId>(facet));
    values.insert(of_document.begin(), of_document.end());
  } else if (document.date.known()) {
    values.insert(std::to_string(civil_from_day(document.date.day).year));
  }
  return values;
}

/// How many of the documents have each value, however it is spelt; those without one are not
/// counted.
std::map<std::string, std::uint64_t> expected_counts(const Comparison& comparison,
                                                     const std::vector<std::size_t>& matching,
                                                     FacetField field) {
  std::map<std::string, std::uint64_t> counts;
  for (const std::size_t index : matching) {
    std::set<std::string> values;
    for (const std::string& value : facet_values(comparison.document(index), field))
      values.insert(fold_name(value));
    for (const std::string& value : values) ++counts[value];
  }
  counts.erase("");
  return counts;
}

/// The facet has the most frequent values, each as often as it is there.
bool shows_counts(const Facet& facet, const std::map<std::string, std::uint64_t>& expected,
                  std::size_t most) {
  std::vector<std::uint64_t> frequent;
  for (const auto& [value, count] : expected) frequent.push_back(count);
  std::sort(frequent.rbegin(), frequent.rend());
  if (frequent.size() > most) frequent.resize(most);
  std::vector<std::uint64_t> shown;
  for (const FacetValue& value : facet.values) {
    CAPTURE(value.value);
    const auto known = expected.find(fold_name(value.value));
    CHECK(known != expected.end());
    if (known == expected.end()) return false;
    CHECK(value.count == known->second);
    shown.push_back(value.count);
  }
  CHECK(shown == frequent);
  return shown == frequent;
}

TEST_CASE("facets count the values of all hits") {
  const unsigned seed = new_seed();
  CAPTURE(seed);
  Comparison comparison(seed);
  for (std::size_t i = 0; i < 200 && !comparison.enough(); ++i) {
    SearchRequest query = query_for(comparison.generator().next(), i % 3);
    query.facets = {FacetField::source,      FacetField::language, FacetField::year,
                    *facet_called("author"), *facet_called("tag"), *facet_called("x")};
    query.facet_values = 1 + i % 30;
    CAPTURE(i, query.text);
    const auto matching = comparison.expected(query);
    const ResultPage page = comparison.search(query);
    REQUIRE(page.facets.size() == 6);
    for (const Facet& facet : page.facets) {
      const auto expected = expected_counts(comparison, matching, facet.field);
      if (!shows_counts(facet, expected, query.facet_values)) comparison.count_failure();
    }
  }
}

// Last, as it changes the index.
TEST_CASE("compaction changes no hit") {
  worn_index().model().compact();
  compare_queries(200);
}

}  // namespace
}  // namespace dateline
