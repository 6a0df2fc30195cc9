// Ranked search over the published generation of an index.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dateline/document.hpp"
#include "dateline/error.hpp"
#include "dateline/limits.hpp"

namespace dateline {

enum class Sort { relevance, newest, oldest };
enum class TimelineUnit { day, week, month, year, decade, century };
enum class FacetField { source, language, year };

/// How the text of a query is read.
enum class QuerySyntax {
  language,  ///< as dateline-query(7) says, up to max_query_bytes
  plain,     ///< nothing is an operator: a document matches if it holds one of the words; up to
             ///< max_plain_query_bytes
};

/// Scores grow with a document's newness: by `weight` of themselves for one of today, by half of
/// that for one that is `half_life_days` old, and so on. Undated documents gain nothing.
struct Recency {
  double half_life_days = 30;  ///< above 0
  double weight = 0.3;         ///< 0 to max_recency_weight
};

/// Which related documents are wanted, by the day of publication; that day itself is in both.
enum class RelatedWhen { any, before, after };

/// What else there is on the subject of a document.
struct RelatedTo {
  std::string key;
  RelatedWhen when = RelatedWhen::any;
};

/// Only documents whose field has one of the values. Case, accents and spaces do not count.
struct Filter {
  std::string field;                ///< by its name in queries: source or lang
  std::vector<std::string> values;  ///< at most max_filter_values; none: no filter
  friend bool operator==(const Filter&, const Filter&) = default;
};

/// A search. `text` is as `syntax` says.
struct SearchRequest {
  /// May be empty where a filter, `published`, `after_document` or `related` says what is wanted.
  std::string text{};
  QuerySyntax syntax = QuerySyntax::language;
  std::size_t limit = 10;  ///< limit + offset up to max_rank
  std::size_t offset = 0;
  Sort sort = Sort::relevance;
  /// Add the words that tell most about the first hits: finds more, and takes some ten times as
  /// long. Documents that hold only added words are hits too. Nothing without Sort::relevance.
  bool feedback = false;
  std::optional<Recency> recency{};  ///< nothing without Sort::relevance
  /// Look for documents by the words that tell most about this one. It is left out, and so are
  /// near-copies of it and of better hits. `text` may be empty, or ask for more, as in
  /// "source:...". By relevance only; without feedback and recency.
  std::optional<RelatedTo> related{};
  std::optional<DayRange> published{};  ///< as date: in the text; both ends included
  std::vector<Filter> filters{};        ///< all of them hold
  /// Only documents that were added or replaced after the one of this number: what is new since a
  /// page whose ResultPage::last_document it was. A rebuilt index keeps its numbers.
  std::uint64_t after_document = 0;
  /// Count hits by publication date (exact: visits every match). Suspicious dates, before 1700 or
  /// more than two days after `today`, are counted apart (ResultPage::suspicious), unless
  /// `published` or a date: of the text names their days: a filter's end that is open names none.
  std::optional<TimelineUnit> timeline{};
  /// Most buckets of the timeline, at most max_timeline_buckets. More are Error usage, or, with
  /// `timeline_fits`, make the timeline one of the next coarser unit that gives no more.
  std::size_t timeline_buckets = max_timeline_buckets;
  bool timeline_fits = false;
  std::vector<FacetField> facets{};  ///< likewise
  /// Count all hits, which may take longer than finding the page. Otherwise the total is exact
  /// where that costs next to nothing (no limit, required words, filters, few candidates), else an
  /// estimate (docs/counts.md). With `limit` 0, a timeline or a facet it is always exact.
  bool count_exactly = false;
  std::size_t facet_values = 20;  ///< most frequent values of each facet
  bool explain = false;
  std::size_t snippet_bytes = 320;  ///< most of a snippet's text; 0: no snippets
  /// What date:7d and date:yesterday count from; default: the clock (UTC), or the cursor's.
  std::optional<Day> today{};
  /// When to stop: the page then has what was found until then (ResultPage::partial). At most some
  /// 20 ms more pass.
  std::optional<std::chrono::steady_clock::time_point> deadline{};
  /// Once its source asks to stop, the search ends with Error cancelled.
  std::stop_token stop{};
  /// ResultPage::next_cursor of the page before, or previous_cursor of the one after it; all that
  /// decides which hits there are and in which order is repeated (dateline/search_parameters.hpp);
  /// `offset` stays 0.
  std::string cursor{};
};

/// Its name in version 0.1.
using Query [[deprecated("SearchRequest is its name")]] = SearchRequest;

/// Bytes into a UTF-8 text.
struct Mark {
  std::size_t offset;
  std::size_t length;
  friend bool operator==(const Mark&, const Mark&) = default;
};

/// The best passages of a document, parted by " … ", with the matched words marked; "…" also stands
/// where the text is cut at the snippet's ends. Plain text, not escaped.
struct Snippet {
  std::string text;
  std::vector<Mark> marks;
};

/// What a term gave to a hit's score.
struct TermScore {
  std::string term;
  double score;
};

struct Hit {
  std::size_t rank;  ///< from 1
  std::string key;
  Date date;
  std::string title;
  std::string source;
  std::string url;
  std::string language;
  double score;
  Snippet snippet;
  std::vector<TermScore> explanation;  ///< with SearchRequest::explain
  std::vector<Mark> title_marks{};     ///< matched words of the title
};

/// Where the words of a query stand in a document.
struct DocumentMarks {
  std::vector<Mark> title;
  std::vector<Mark> text;
};

struct TimelineBucket {
  Day first;  ///< first day of the bucket (a week's Monday; of a decade or century, that of a year
              ///< that ends in 0 or 00)
  std::uint64_t count;
};

/// The first day of the bucket that holds `day`.
[[nodiscard]] Day bucket_start(Day day, TimelineUnit unit) noexcept;
/// The first day of the next bucket.
[[nodiscard]] Day next_bucket_start(Day start, TimelineUnit unit) noexcept;

struct FacetValue {
  std::string value;
  std::uint64_t count;
};

struct Facet {
  FacetField field;
  std::vector<FacetValue> values;  ///< most frequent first, ties by value
};

/// How many documents match. An estimate is never below the number of hits that were found.
struct Total {
  std::uint64_t value = 0;
  bool exact = true;
};

/// A clause of the query and how many documents it matches alone; filled where nothing was found,
/// and with explain.
struct ClauseCount {
  std::string clause;
  Total documents;
  std::string did_you_mean;  ///< a similar word of the index; may be empty
};

/// How a term of the plan is spread.
struct TermInfo {
  std::string term;
  std::uint64_t documents;
};

struct ResultPage {
  std::string query;
  std::uint64_t generation = 0;
  std::uint64_t generation_checksum = 0;  ///< as of Searcher::generation_checksum()
  /// The greatest number of a document of the generation, whether it is a hit or not; 0 where it
  /// has none. For SearchRequest::after_document of a later search.
  std::uint64_t last_document = 0;
  std::uint64_t took_us = 0;
  Total total;
  std::vector<Hit> hits;
  std::vector<TimelineBucket> timeline;  ///< zero-filled from the first to the last hit's date
  std::optional<TimelineUnit> timeline_unit{};  ///< with a timeline
  std::uint64_t undated = 0;                    ///< hits that the timeline cannot place
  std::uint64_t suspicious = 0;  ///< hits that it leaves out, as SearchRequest::timeline says
  std::vector<Facet> facets;
  std::vector<ClauseCount> clauses;
  std::string tree;             ///< with explain: the parsed query
  std::vector<TermInfo> terms;  ///< with explain
  /// The deadline came first: hits, total and counts are of the documents looked at until then.
  bool partial = false;
  /// Where the next page begins; empty on the last page and on partial ones. Opaque, of letters,
  /// digits, - and _. The next page is of the same generation, whatever is published meanwhile,
  /// for as long as SearcherOptions says.
  std::string next_cursor{};
  /// Likewise where the page before this one begins; empty on the first page.
  std::string previous_cursor{};
};

/// A query as it may go on.
struct QuerySuggestion {
  std::string text;         ///< what was typed, with its last word completed
  std::uint64_t documents;  ///< that hold the completed word
};

/// A document whose title holds what was typed.
struct TitleSuggestion {
  std::string key;
  std::string title;
  Date date;
};

struct Suggestions {
  std::string query;
  std::uint64_t generation = 0;
  std::uint64_t generation_checksum = 0;  ///< as of Searcher::generation_checksum()
  std::uint64_t took_us = 0;
  std::vector<QuerySuggestion> queries;  ///< likeliest first
  std::vector<TitleSuggestion> titles;   ///< of documents that match best; at most 5
};

struct SearcherOptions {
  /// Answer from new generations as they are published: a search looks for one if 250 ms have
  /// passed since the last look, and opens it beside the old one, which others go on with.
  bool follow = true;
  /// Answer from this generation only.
  std::optional<std::uint64_t> generation{};
  /// How long after its last use a cursor's generation is kept open, where it is no longer the live
  /// one. Behind that it is found as long as it is on disk.
  std::chrono::seconds cursor_lifetime{600};
  std::size_t most_cursor_generations = 4;  ///< of those, the ones that were used last
  /// Open no generation before all of its files were compared with their checksums: Xapian's files
  /// have none that a search looks at, so damage of them can make answers wrong, or Xapian crash.
  /// Reads the whole index, at 1 to 3 GB a second where it is in memory.
  bool verify = false;
  /// Do not keep what was read of the index mapped: for a process that searches once and shall stay
  /// small. A long phrase of frequent words otherwise maps most of the token streams.
  bool lean = false;
};

/// An open index. `const` functions are safe from many threads, which never wait for a publish:
/// each takes its own handles from a pool.
class Searcher {
 public:
  /// Errors: not_found, format_mismatch, corrupt, io.
  static Result<Searcher> open(const std::filesystem::path& index,
                               const SearcherOptions& options = {});
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  ~Searcher();

  /// Errors: bad_query (with the offset into the text), usage (also a cursor that is damaged or of
  /// another query), gone (the cursor's generation), cancelled, corrupt, io.
  [[nodiscard]] Result<ResultPage> search(const SearchRequest& query) const;
  /// The document with this key; Error not_found.
  [[nodiscard]] Result<Document> document(std::string_view key) const;
  /// The words of a query's text in a document, which need not match it; linear in the document.
  /// Errors: bad_query, corrupt, io.
  [[nodiscard]] Result<DocumentMarks> marks(const SearchRequest& query,
                                            const Document& document) const;
  /// The number of the generation that is open for searches without a cursor. Does not look for a
  /// newer one, as a search and refresh() do: opens nothing and never waits.
  [[nodiscard]] std::uint64_t generation() const noexcept;
  /// Of all that is in that generation: where this is the same, so is every answer. Its number is
  /// not enough, because an index that was restored or rebuilt may have the number again with other
  /// documents. Likewise opens nothing.
  [[nodiscard]] std::uint64_t generation_checksum() const noexcept;

  /// As-you-type: how `text` may go on, at most `limit` ways. Completions rank by the documents
  /// that hold them, those that match the words before counting first; the text need not be
  /// well-formed.
  /// Cost: a few milliseconds at most, but the first call reads the vocabulary, about a second for
  /// two million words; see prepare_suggestions(). Errors: usage (longer than max_suggest_bytes),
  /// corrupt, io.
  [[nodiscard]] Result<Suggestions> suggest(std::string_view text, std::size_t limit = 8) const;
  /// Reads the vocabulary of the live generation unless it is there. While that is done for a new
  /// generation, suggestions come from the vocabulary of the one before.
  Status prepare_suggestions() const;

  /// Looks for a new generation now. Where that fails, the one that is open goes on serving.
  /// Errors: those of open().
  Status refresh() const;
  /// What kept the last look from opening the live generation; nothing where all is well.
  [[nodiscard]] std::optional<Error> follow_error() const;

 private:
  struct Impl;
  explicit Searcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline
