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

#include "dateline/capabilities.hpp"
#include "dateline/document.hpp"
#include "dateline/error.hpp"
#include "dateline/limits.hpp"

namespace dateline {

enum class Sort { relevance, newest, oldest };
enum class TimelineUnit { day, week, month, year, decade, century };
/// What hits are counted by. The other fields that have facets (tag, author, x) are facet_called().
enum class FacetField { year = 0, source = 2, language = 4 };
/// The facet that the programs call so (`tag`); nothing where there is none.
[[nodiscard]] std::optional<FacetField> facet_called(std::string_view name) noexcept;

/// How the text of a query is read.
enum class QuerySyntax {
  language,  ///< the language of dateline-query(7), up to max_query_bytes
  plain,     ///< nothing is an operator: a document matches if it holds one of the words; up to
             ///< max_plain_query_bytes
};

/// Scores of newer documents are raised: by the share `weight` for one of today, by half of that
/// for one that is `half_life_days` old, and so on. Undated documents gain nothing.
struct Recency {
  double half_life_days = 30;  ///< above 0
  double weight = 0.3;         ///< 0 to max_recency_weight
};

/// Which related documents are wanted, by the day of publication; that day is included in both.
enum class RelatedWhen { any, before, after };

/// Other documents on the subject of a document.
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
///
/// Options combine, but for an order by date with recency or related documents: both are about
/// scores (Error usage). What is counted (total, timeline, facets) is every document that matches:
/// those that hold only words that feedback or `related` added are among them, and so are the
/// near-copies that pages of related documents leave out. Recency changes no count.
struct SearchRequest {
  /// May be empty where a filter, `published`, `after_document` or `related` says what is wanted.
  std::string text{};
  QuerySyntax syntax = QuerySyntax::language;
  std::size_t limit = 10;  ///< limit + offset up to max_rank
  std::size_t offset = 0;
  Sort sort = Sort::relevance;
  /// Add the key terms of the first hits (pseudo-relevance feedback): finds more, and takes about
  /// ten times as long. Documents that hold only added words are hits too. No effect without
  /// Sort::relevance.
  bool feedback = false;
  std::optional<Recency> recency{};  ///< with Sort::relevance only
  /// Search for documents by the key terms of this one. It is left out, and so are
  /// near-copies of it and of hits that come before them. `text` may be empty, or ask for more, as
  /// in "source:...". With Sort::relevance only. The total counts near-copies too; it is exact only
  /// with `limit` 0, or where every match was looked at and none left out.
  std::optional<RelatedTo> related{};
  std::optional<DayRange> published{};  ///< as date: in the text; both ends included
  std::vector<Filter> filters{};        ///< all of them hold
  /// Only documents that were added or replaced after the one of this number: what is new since a
  /// page whose ResultPage::last_document it was. A rebuilt index keeps its numbers.
  std::uint64_t after_document = 0;
  /// Count hits by publication date (exact: visits every match). Suspicious dates, before 1700 or
  /// more than two days after `today`, are counted separately (ResultPage::suspicious), unless
  /// `published` or a date: of the text names their days: a filter's end that is open names none.
  /// So are those of the first second of 1970, unless 1970-01-01 is the only day of the filter.
  std::optional<TimelineUnit> timeline{};
  /// Most buckets of the timeline, at most max_timeline_buckets. More are Error usage, or, with
  /// `timeline_fits`, make the timeline one of the next coarser unit that gives no more.
  std::size_t timeline_buckets = max_timeline_buckets;
  bool timeline_fits = false;
  std::vector<FacetField> facets{};  ///< likewise
  /// Count all hits, which may take longer than finding the page. Otherwise the total is exact
  /// where that costs next to nothing (no limit, required words, filters, few candidates), else an
  /// estimate (docs/counts.md). With `limit` 0, a timeline or a facet it is always exact, but for
  /// what `related` says.
  bool count_exactly = false;
  std::size_t facet_values = 20;  ///< most frequent values of each facet
  bool explain = false;
  std::size_t snippet_bytes = 320;  ///< most of a snippet's text; 0: no snippets
  /// What date:7d and date:yesterday count from; default: the clock (UTC), or the cursor's.
  std::optional<Day> today{};
  /// When to stop: the page then holds what was found so far (ResultPage::partial). The search ends
  /// at most about 20 ms later.
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

/// The best passages of a document, joined by " … ", with the matched words marked; "…" also shows
/// where the text is cut at the snippet's ends. Plain text, not escaped.
struct Snippet {
  std::string text;
  std::vector<Mark> marks;
};

/// What a term contributed to a hit's score.
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

/// Where the words of a query are in a document.
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

/// A clause of the query and how many documents it matches alone; filled if nothing was found, and
/// with explain.
struct ClauseCount {
  std::string clause;
  Total documents;
  std::string did_you_mean;  ///< a similar word of the index; may be empty
};

/// How many documents hold a term of the plan.
struct TermInfo {
  std::string term;
  std::uint64_t documents;
};

struct ResultPage {
  std::string query;
  std::uint64_t generation = 0;
  std::string revision{};  ///< as of Searcher::revision()
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
  /// The deadline passed: hits, total and counts are those of the documents examined so far.
  bool partial = false;
  /// Where the next page begins; empty on the last page and on partial ones. Opaque, of letters,
  /// digits, - and _. The next page is of the same generation, whatever is published in between,
  /// for as long as SearcherOptions says.
  std::string next_cursor{};
  /// Likewise where the page before this one begins; empty on the first page.
  std::string previous_cursor{};
};

/// A completed query.
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
  std::string revision{};  ///< as of Searcher::revision()
  std::uint64_t took_us = 0;
  std::vector<QuerySuggestion> queries;  ///< likeliest first
  std::vector<TitleSuggestion> titles;   ///< of documents that match best; at most 5
};

struct SearcherOptions {
  /// Answer from new generations as they are published: a search checks for one if 250 ms have
  /// passed since the last check, and opens it next to the old one, which other searches continue
  /// to use.
  bool follow = true;
  /// Answer from this generation only.
  std::optional<std::uint64_t> generation{};
  /// How long after its last use a cursor's generation is kept open once it is no longer live.
  /// After that it is reopened as long as it is still on disk.
  std::chrono::seconds cursor_lifetime{600};
  std::size_t most_cursor_generations = 4;  ///< of those, the ones that were used last
  /// Verify every file's checksum before opening a generation. A search does not check Xapian's
  /// files, so damage to them can make answers wrong, or Xapian crash. Reads the whole index, at 1
  /// to 3 GB a second if it is in memory.
  bool verify = false;
  /// Unmap pages of the index after use, so that a process that searches once stays small. A long
  /// phrase of frequent words otherwise maps most of the token streams.
  bool lean = false;
};

class SearchBackend;

/// An open index. `const` functions are safe from many threads, which never wait for a publish:
/// each takes its own handles from a pool.
class Searcher {
 public:
  /// Errors: not_found, format_mismatch, corrupt, io.
  static Result<Searcher> open(const std::filesystem::path& index,
                               const SearcherOptions& options = {});
  /// Over something else than an index on this machine: searcher/backend/search_backend.hpp, which
  /// is not installed, says what that needs.
  explicit Searcher(std::unique_ptr<const SearchBackend> backend);
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  ~Searcher();

  /// Errors: bad_query (with the offset into the text), usage (also for a cursor that is damaged or
  /// of another query), gone (the cursor's generation), cancelled, corrupt, io.
  [[nodiscard]] Result<ResultPage> search(const SearchRequest& query) const;
  /// The document with this key; Error not_found.
  [[nodiscard]] Result<Document> document(std::string_view key) const;
  /// The words of a query's text in a document, which need not match it; linear in the document.
  /// Errors: bad_query, corrupt, io.
  [[nodiscard]] Result<DocumentMarks> marks(const SearchRequest& query,
                                            const Document& document) const;
  /// The number of the generation that is open for searches without a cursor; 0 where what is
  /// searched has none. Does not look for a newer one, as a search and refresh() do: opens nothing
  /// and never waits.
  [[nodiscard]] std::uint64_t generation() const noexcept;
  /// What answers searches without a cursor now, as an opaque text of letters, digits, - and _:
  /// where it is the same, so is every answer. It comes from all that is in the generation, because
  /// an index that was restored or rebuilt may have the same number again with other documents.
  /// Likewise opens nothing.
  [[nodiscard]] std::string revision() const;
  /// What can be asked for: everything of an index on this machine. Asking for anything else is
  /// Error usage.
  [[nodiscard]] Capabilities capabilities() const noexcept;

  /// As you type: at most `limit` completions of `text`. They are ordered by the number of
  /// documents that hold them, first of those that match the preceding words; the text need not be
  /// well-formed. Cost: a few milliseconds at most, but the first call reads the vocabulary, about
  /// a second for two million words; see prepare_suggestions(). Errors: usage (longer than
  /// max_suggest_bytes), corrupt, io.
  [[nodiscard]] Result<Suggestions> suggest(std::string_view text, std::size_t limit = 8) const;
  /// Reads the vocabulary of the live generation unless it has been read. While that is done for a
  /// new generation, suggestions use the vocabulary of the previous one.
  Status prepare_suggestions() const;

  /// Checks for a new generation now. If that fails, the one that is open stays in use. Errors:
  /// those of open().
  Status refresh() const;
  /// Why the last check could not open the live generation; nothing if all is well.
  [[nodiscard]] std::optional<Error> follow_error() const;

 private:
  std::unique_ptr<const SearchBackend> backend_;
};

}  // namespace dateline
