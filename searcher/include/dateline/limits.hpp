// What a search and an answer over HTTP may hold at most: each limit once, for all frontends.
#pragma once

#include <cstddef>

namespace dateline {

/// Hits that can be paged through: SearchRequest::limit + offset.
inline constexpr std::size_t max_rank = 10'000;
/// Hits in one answer over HTTP; more are got by paging.
inline constexpr std::size_t max_hits_per_answer = 1'000;

/// Buckets of a timeline.
inline constexpr std::size_t max_timeline_buckets = 50'000;
/// Buckets of a timeline in an answer over HTTP, so that it does not grow with the span of dates.
inline constexpr std::size_t max_timeline_buckets_per_answer = 5'000;
/// Bars of a timeline of the unit "auto".
inline constexpr std::size_t max_bars_of_auto = 400;

/// Values of a facet, and bytes of a snippet's text, that a parameter can ask for. SearchRequest
/// itself takes more.
inline constexpr std::size_t max_facet_values = 1'000;
inline constexpr std::size_t max_snippet_bytes = 2'000;
/// Recency::weight.
inline constexpr double max_recency_weight = 10;

/// Values of one filter (SearchRequest::filters), and bytes of each.
inline constexpr std::size_t max_filter_values = 64;
inline constexpr std::size_t max_filter_bytes = 1024;

/// Bytes of a query in the query language, and of one in plain text.
inline constexpr std::size_t max_query_bytes = 4096;
inline constexpr std::size_t max_plain_query_bytes = 65'536;
/// Bytes of a text that suggest() takes.
inline constexpr std::size_t max_suggest_bytes = 1024;

}  // namespace dateline
