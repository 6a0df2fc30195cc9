// Ranked search over the published generation of an index.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dateline/document.hpp"
#include "dateline/error.hpp"

namespace dateline {

enum class Sort { relevance, newest, oldest };
enum class TimelineUnit { day, week, month, year };
enum class FacetField { source, language, year };

/// A search. `text` is in the query language of dateline-query(7).
struct Query {
  std::string text;
  std::size_t limit = 10;  ///< limit + offset up to 10,000
  std::size_t offset = 0;
  Sort sort = Sort::relevance;
  std::optional<DayRange> published{};  ///< as date: in the text; both ends included
  /// Count hits by publication date (exact: visits every match).
  std::optional<TimelineUnit> timeline{};
  std::vector<FacetField> facets{};  ///< likewise
  std::size_t facet_values = 20;     ///< most frequent values of each facet
  bool explain = false;
  std::size_t snippet_bytes = 320;  ///< most of a snippet's text; 0: no snippets
  /// What date:7d and date:yesterday count from; default: the clock (UTC).
  std::optional<Day> today{};
};

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
  std::vector<TermScore> explanation;  ///< with Query::explain
  std::vector<Mark> title_marks{};     ///< matched words of the title
};

struct TimelineBucket {
  Day first;  ///< first day of the bucket (a week's Monday)
  std::uint64_t count;
};

struct FacetValue {
  std::string value;
  std::uint64_t count;
};

struct Facet {
  FacetField field;
  std::vector<FacetValue> values;  ///< most frequent first, ties by value
};

/// How many documents match.
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
  std::uint64_t took_us = 0;
  Total total;
  std::vector<Hit> hits;
  std::vector<TimelineBucket> timeline;  ///< zero-filled from the first to the last hit's date
  std::uint64_t undated = 0;             ///< hits that the timeline cannot place
  std::vector<Facet> facets;
  std::vector<ClauseCount> clauses;
  std::string tree;             ///< with explain: the parsed query
  std::vector<TermInfo> terms;  ///< with explain
};

/// An open generation. `const` functions are safe from many threads; each keeps its own handles in
/// a pool.
class Searcher {
 public:
  /// Errors: not_found, format_mismatch, corrupt, io.
  static Result<Searcher> open(const std::filesystem::path& index);
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  ~Searcher();

  /// Errors: bad_query (with the offset into the text), usage, corrupt, io.
  [[nodiscard]] Result<ResultPage> search(const Query& query) const;
  /// The document with this key; Error not_found.
  [[nodiscard]] Result<Document> document(std::string_view key) const;
  [[nodiscard]] std::uint64_t generation() const noexcept;

 private:
  struct Impl;
  explicit Searcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline
