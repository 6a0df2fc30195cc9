// The parameters of a search, as text: one table for all frontends. The options of dateline-search,
// the parameters of HTTP and of the page's address, dateline_query_set() of C, the description in
// OpenAPI, and what a cursor is bound to are made from it, so that they cannot drift apart.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/error.hpp"
#include "dateline/searcher.hpp"

namespace dateline {

/// Where a parameter can be given. Decides what messages call it, and some limits.
enum class ParameterPlace { cli, http, page, c };

enum class ParameterKind {
  text,
  number,  ///< a whole number from 0 to SearchParameter::most
  flag,    ///< true or 1, false or 0
  choice,  ///< one of SearchParameter::choices
};

struct SearchParameter;

/// A value as it was given.
struct ParameterValue {
  const SearchParameter& parameter;
  ParameterPlace place;
  std::string_view text;
};

/// A row of the table.
struct SearchParameter {
  std::string_view name;  ///< facet_values; on a command line --facet-values
  ParameterKind kind = ParameterKind::text;
  std::vector<ParameterPlace> places;
  /// Whether another value makes other hits, or orders them in another way: then it must be
  /// repeated with a cursor.
  bool decides_hits = true;
  bool repeats = false;                     ///< may be given several times; each adds a value
  std::size_t most = 0;                     ///< of a number
  std::vector<std::string_view> choices{};  ///< of a choice
  std::string_view usual{};       ///< the value that it has if it is not given; may be empty
  std::string_view value_name{};  ///< N, DATE, ...; empty for flags
  std::string help;               ///< one line
  std::string_view details;       ///< for those who write programs
  /// Sets it in a request. Errors: usage.
  Status (*read)(const ParameterValue& value, SearchRequest& request);
  /// Its values in a request, as read() takes them; none where it has its usual value.
  std::vector<std::string> (*print)(const SearchParameter& parameter, const SearchRequest& request);

  [[nodiscard]] bool applies_to(ParameterPlace place) const noexcept;
};

/// All of them, in the order in which they are shown. The same objects at each call. Thread-safe.
[[nodiscard]] std::span<const SearchParameter> search_parameters();
/// The one of this name; null where this place has none.
[[nodiscard]] const SearchParameter* find_search_parameter(std::string_view name,
                                                           ParameterPlace place);

/// What messages call it there: `--facet-values`, `facet_values`; on the page, what its field says.
[[nodiscard]] std::string parameter_label(const SearchParameter& parameter, ParameterPlace place);
/// The greatest number that this place lets it be.
[[nodiscard]] std::size_t parameter_most(const SearchParameter& parameter, ParameterPlace place);
/// The JSON Schema of its value over HTTP, on one line.
[[nodiscard]] std::string parameter_schema(const SearchParameter& parameter);

/// Sets a parameter. One that repeats gets one more value. An empty value takes a text back, as if
/// it were not given; numbers, flags and choices have no empty values. 7d counts from
/// SearchRequest::today, by default the clock's. Errors: usage, naming the parameter.
Status set_parameter(const SearchParameter& parameter, ParameterPlace place, std::string_view value,
                     SearchRequest& request);

/// A parameter that is wrong, and what is wrong with it.
struct ParameterFault {
  std::string_view parameter;
  Error error;
};

/// What is wrong with parameters that fit only alone: a first day after the last one, a page beyond
/// max_rank, an order of related documents, ... Searcher::search() refuses these too. Error usage.
[[nodiscard]] std::optional<ParameterFault> check_request(const SearchRequest& request,
                                                          ParameterPlace place);

/// Whether there is something to search for: a text, a filter, or a document to find related ones
/// of.
[[nodiscard]] bool asks_for_documents(const SearchRequest& request) noexcept;

/// Whether the value of a filter says anything: only then can a request name it.
[[nodiscard]] bool can_filter_by(std::string_view value);

}  // namespace dateline
