#include "indexer/readers/html/dates/visible_dates.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "common/date/find_dates.hpp"
#include "indexer/readers/html/dates/date_words.hpp"
#include "indexer/readers/html/dates/page_places.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

constexpr std::size_t before_headline = 300;
constexpr std::size_t after_headline = 1200;

constexpr std::array<std::string_view, 30> date_names{
    "author",  "byline",    "created",   "data",    "date",      "dateline",
    "dates",   "datetime",  "dato",      "datum",   "day",       "details",
    "fecha",   "info",      "kicker",    "meta",    "metadata",  "postdate",
    "posted",  "postmeta",  "pub",       "pubdate", "publicado", "publication",
    "publish", "published", "submitted", "time",    "timestamp", "zeit"};
static_assert(std::is_sorted(date_names.begin(), date_names.end()));

bool is_day(const DateReading& reading) noexcept {
  return reading.ambiguous || (reading.date && reading.date->precision >= DatePrecision::day);
}

/// A sentence's date is of what it tells; the page's stands on a short line, or begins a long one.
bool is_in_prose(std::string_view text, const FoundDate& found) noexcept {
  constexpr std::size_t longest_line = 200, longest_place = 60;
  const std::size_t before = text.rfind('\n', found.begin);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = std::min(text.find('\n', found.end), text.size());
  return end - begin > longest_line && found.begin - begin > longest_place;
}

/// A window of the text, from and to a line's end or so: never within a date.
struct Window {
  std::size_t begin;
  std::size_t end;
};

Window window_around(std::string_view text, std::size_t begin, std::size_t end) noexcept {
  Window window{begin - std::min(begin, before_headline),
                std::min(text.size(), end + after_headline)};
  constexpr std::size_t most_more = 200;
  window.begin = text.substr(0, window.begin).rfind('\n') + 1;
  if (begin > before_headline + most_more)
    window.begin = std::max(window.begin, begin - before_headline - most_more);
  window.end = std::min(text.find('\n', window.end), std::min(text.size(), window.end + most_more));
  while (window.begin > 0 && (text[window.begin] & 0xC0) == 0x80) --window.begin;
  while (window.end < text.size() && (text[window.end] & 0xC0) == 0x80) ++window.end;
  return window;
}

class HeadlineDates {
 public:
  HeadlineDates(const PageText& text, NodeId headline, DateCandidates& out)
      : text_(text.all()),
        begin_(text.begin_of(headline)),
        end_(begin_ + text.of(headline).size()),
        out_(out) {}

  void add() {
    const Window window = window_around(text_, begin_, end_);
    std::optional<FoundDate> nearest, labelled;
    std::size_t least = 0;
    for (FoundDate& found :
         find_dates(text_.substr(window.begin, window.end - window.begin), out_.hints())) {
      if (!is_day(found.reading)) continue;
      found.begin += window.begin;
      found.end += window.begin;
      // A headline's own dates are what it is about.
      if ((found.begin >= begin_ && found.end <= end_) || is_in_prose(text_, found)) continue;
      if (says_change(text_.substr(0, found.begin))) {
        add(DateSource::modified, found);
        continue;
      }
      if (!labelled && says_publication(text_.substr(0, found.begin))) labelled = found;
      const std::size_t distance = distance_of(found);
      if (nearest && least <= distance) continue;
      nearest = found;
      least = distance;
    }
    if (labelled) add(DateSource::labelled, *labelled);
    if (nearest) add(DateSource::headline, *nearest);
  }

 private:
  [[nodiscard]] std::size_t distance_of(const FoundDate& found) const noexcept {
    return found.end <= begin_ ? begin_ - found.end : found.begin - std::min(found.begin, end_);
  }

  void add(DateSource source, const FoundDate& found) {
    out_.add(source, found.reading, text_.substr(found.begin, found.end - found.begin));
  }

  std::string_view text_;
  std::size_t begin_;
  std::size_t end_;
  DateCandidates& out_;
};

/// The element named after dates that is nearest to the headline.
class NamedDates {
 public:
  NamedDates(const PagePlaces& places, DateCandidates& out)
      : places_(places), tree_(places.tree), text_(places.text), out_(out) {}

  void add() {
    for (NodeId id = 1; id < tree_.size(); ++id)
      if (is_named(id)) look_at(id);
    if (nearest_) out_.add(DateSource::named, nearest_->reading, shown_);
  }

 private:
  [[nodiscard]] bool is_named(NodeId id) const {
    if (tree_.is_text(id) || tree_[id].attribute_count == 0 || places_.foreign[id]) return false;
    for (const std::string_view name : {"class", "id", "data-testid", "data-qa"})
      if (has_name_word(tree_.attribute(id, name), date_names)) return true;
    return false;
  }

  void look_at(NodeId id) {
    constexpr std::size_t longest = 250;
    const std::string_view shown = text_.of(id);
    if (shown.size() > longest) return;
    const std::size_t at = text_.begin_of(id);
    const std::size_t distance = places_.distance_of(id, before_counts);
    if (nearest_ && least_ <= distance) return;
    if (names_change(tree_.attribute(id, "class"))) return;
    for (const FoundDate& found : find_dates(shown, out_.hints(), 4)) {
      if (!is_day(found.reading) || says_change(text_.all().substr(0, at + found.begin))) continue;
      nearest_ = found;
      least_ = distance;
      shown_ = shown.substr(found.begin, found.end - found.begin);
      return;
    }
  }

  static constexpr std::size_t before_counts = 2;

  const PagePlaces& places_;
  const HtmlTree& tree_;
  const PageText& text_;
  DateCandidates& out_;
  std::optional<FoundDate> nearest_;
  std::size_t least_ = 0;
  std::string_view shown_;
};

}  // namespace

void add_visible_dates(const PagePlaces& places, DateCandidates& out) {
  if (places.headline != no_node) HeadlineDates(places.text, places.headline, out).add();
  NamedDates(places, out).add();
}

DayMonthOrder shown_order(const PageText& text, const DateHints& hints) {
  DayMonthOrder order = DayMonthOrder::unknown;
  for (const FoundDate& found : find_dates(text.all(), hints)) {
    const DayMonthOrder shows = found.reading.shows;
    if (shows == DayMonthOrder::unknown || shows == order) continue;
    order = order == DayMonthOrder::unknown ? shows : DayMonthOrder::mixed;
  }
  return order;
}

void add_first_date(const PageText& text, DateCandidates& out) {
  constexpr std::size_t most = 20;
  for (const FoundDate& found : find_dates(text.all(), out.hints(), most)) {
    if (!found.reading.date || !is_day(found.reading)) continue;
    if (says_change(text.all().substr(0, found.begin)) || is_in_prose(text.all(), found)) continue;
    out.add(DateSource::first_text, found.reading,
            text.all().substr(found.begin, found.end - found.begin));
    return;
  }
}

}  // namespace dateline::html
