// What a URL of the page asks for, and the URLs that ask for something else. All of a page's state
// is in its URL: what can be seen can be shared, and the browser's own buttons go back.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "dateline/error.hpp"
#include "dateline/searcher.hpp"

namespace dateline {

/// Hits on a page.
inline constexpr std::size_t page_hits = 20;

/// The fields of a URL, as given.
struct PageRequest {
  std::string text;      ///< q: the query
  std::string source;    ///< only of this source
  std::string language;  ///< lang: only with this tag
  std::string since;     ///< published on this day or later
  std::string until;     ///< likewise, or earlier
  Sort sort = Sort::relevance;
  bool explain = false;
  std::string cursor;  ///< of a page after the first
  std::string key;     ///< of a document to read
  /// Other parameters that the page has (dateline/search_parameters.hpp), by their names.
  std::map<std::string, std::string> more{};
  /// Why it cannot be applied as it is: a filter that is given twice would be half ignored. Empty
  /// where all is well.
  std::string unusable{};

  /// Whether anything is asked for; else it is the page to begin on.
  [[nodiscard]] bool asks() const noexcept;
};

/// Names that are not known and orders that do not exist are ignored, as old links should work.
[[nodiscard]] PageRequest parse_page_request(std::string_view query_string);

/// The page of results, without `key`.
[[nodiscard]] std::string results_url(const PageRequest& request);
/// The document `key`, from which a link leads back to the page of `request`.
[[nodiscard]] std::string document_url(const PageRequest& request, std::string_view key);

/// The part of the page that an error belongs to.
enum class PageField { query, since, until, page };

/// What is wrong with a request. The error's offset is within PageRequest::text.
struct PageFault {
  PageField field = PageField::page;
  Error error;
};

template <typename T>
using PageResult = tl::expected<T, PageFault>;

/// The days between `since` and `until`; nothing where neither is given.
PageResult<std::optional<DayRange>> published_days(const PageRequest& request, Day today);

/// The search that a page of results shows, without timeline and facets.
PageResult<SearchRequest> to_query(const PageRequest& request, Day today);

/// The fault of a search for to_query().
[[nodiscard]] PageFault fault_of(Error error);

}  // namespace dateline
