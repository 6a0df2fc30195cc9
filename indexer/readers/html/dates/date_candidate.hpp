// A date that a page gives, and where.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/date/read_date.hpp"

namespace dateline::html {

/// Where a page can say its date.
enum class DateSource : std::uint8_t {
  url,             ///< /2024/05/14/
  published_time,  ///< <meta property="article:published_time">
  json_ld,         ///< datePublished of the page's article
  json_ld_page,    ///< of a WebPage, or of a node of another type
  itemprop,        ///< itemprop="datePublished"
  meta,            ///< <meta> of a name that says publication: pubdate, parsely-pub-date
  meta_date,       ///< <meta> of a name that says date: dc.date
  only_time,       ///< the one day that all <time> elements of the page give
  time,            ///< the first <time> that belongs to the article
  hentry,          ///< class="published" and the like
  labelled,        ///< in the text near the headline, after a word like "Published"
  headline,        ///< in the text next to the headline
  named,           ///< in an element that is named date, time, byline
  first_text,      ///< the first date of the text
  state,           ///< publishedAt and the like in a script
  feed,            ///< of the feed's entry for the page
  modified,        ///< when the page was changed
};

/// Stable: documents keep it.
[[nodiscard]] std::string_view name_of(DateSource source) noexcept;
[[nodiscard]] DateOrigin origin_of(DateSource source) noexcept;

struct DateCandidate {
  DateSource source;
  /// By the publisher's clock; unknown where the text is ambiguous.
  Date date{};
  bool has_offset = false;  ///< the text says what its clock is
  /// As the page writes it, of an ambiguous date, and of one that shows the order of day and month.
  std::string text{};
};

/// A page's candidates; those that are too many are left out.
class DateCandidates {
 public:
  static constexpr std::size_t most = 100;

  explicit DateCandidates(const DateHints& hints) : hints_(hints) {}

  [[nodiscard]] const DateHints& hints() const noexcept { return hints_; }
  /// Whether there was a date in the text.
  bool add_text(DateSource source, std::string_view text);
  void add(DateSource source, const DateReading& reading, std::string_view text);
  [[nodiscard]] const std::vector<DateCandidate>& all() const noexcept { return all_; }
  [[nodiscard]] std::vector<DateCandidate> take() && { return std::move(all_); }

 private:
  DateHints hints_;
  std::vector<DateCandidate> all_;
};

}  // namespace dateline::html
