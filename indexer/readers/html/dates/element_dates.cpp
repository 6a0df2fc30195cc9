#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "common/date/find_dates.hpp"
#include "indexer/readers/html/dates/date_words.hpp"
#include "indexer/readers/html/dates/page_places.hpp"
#include "indexer/readers/html/dates/stated_dates.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

/// What the element says: in an attribute for programs, else in its text.
std::string_view value_of(const HtmlTree& tree, const PageText& text, NodeId id) noexcept {
  for (const std::string_view name : {"datetime", "content", "title"})
    if (const std::string_view value = trim(tree.attribute(id, name)); !value.empty()) return value;
  return trim(text.of(id));
}

class ElementDates {
 public:
  ElementDates(const PagePlaces& places, DateCandidates& out)
      : places_(places), tree_(places.tree), text_(places.text), out_(out) {}

  void add() {
    for (NodeId id = 0; id < tree_.size(); ++id) {
      if (tree_.is_text(id) || tree_[id].attribute_count == 0) {
        if (tree_.tag(id) == Tag::time) offer_time(id);
        continue;
      }
      if (tree_.tag(id) == Tag::meta) continue;
      if (!offer_itemprop(id) && tree_.tag(id) == Tag::time) offer_time(id);
      offer_hentry(id);
    }
    for (const Best& best : best_) {
      const bool only = best.source == DateSource::time && has_only_time();
      if (!only) out_.add(best.source, best.reading, best.text);
    }
    if (has_only_time()) out_.add(DateSource::only_time, *time_, {});
  }

 private:
  struct Best {
    DateSource source;
    NodeId id = no_node;
    std::size_t distance = 0;
    DateReading reading{};
    std::string_view text{};
  };

  [[nodiscard]] bool is_change(NodeId id) const {
    if (names_change(tree_.attribute(id, "class")) ||
        names_change(tree_.attribute(id, "itemprop")) ||
        names_change(tree_.attribute(tree_.parent(id), "class")))
      return true;
    return says_change(text_.all().substr(0, text_.begin_of(id)));
  }

  [[nodiscard]] std::optional<DateReading> read(std::string_view value) const {
    constexpr std::size_t longest_value = 120;
    if (value.size() > longest_value) return std::nullopt;
    const DateReading reading = read_date(value, out_.hints());
    if (reading.date || reading.ambiguous) return reading;
    return std::nullopt;
  }

  void offer(DateSource source, NodeId id, const DateReading& reading, std::string_view value) {
    auto best =
        std::find_if(best_.begin(), best_.end(), [&](const Best& b) { return b.source == source; });
    const std::size_t distance = places_.distance_of(id, before_counts);
    if (best == best_.end()) best = best_.insert(best_.end(), Best{.source = source});
    if (best->id != no_node && best->distance <= distance) return;
    *best = {source, id, distance, reading, value};
  }

  bool offer_itemprop(NodeId id) {
    const std::string_view itemprop = tree_.attribute(id, "itemprop");
    if (itemprop.find("date") == std::string_view::npos) return false;
    const bool published = itemprop.find("datePublished") != std::string_view::npos ||
                           itemprop.find("datepublished") != std::string_view::npos;
    if (!published && !names_change(itemprop)) return false;
    if (places_.foreign[id]) return true;
    offer_value(published ? DateSource::itemprop : DateSource::modified, id);
    return false;
  }

  void offer_value(DateSource source, NodeId id) {
    const std::string_view value = value_of(tree_, text_, id);
    if (const auto reading = read(value)) return offer(source, id, *reading, value);
    const std::string_view shown = trim(text_.of(id));
    if (const auto found = first_in(shown)) offer(source, id, *found, shown);
  }

  [[nodiscard]] std::optional<DateReading> first_in(std::string_view shown) const {
    constexpr std::size_t longest_shown = 200;
    const auto found = find_dates(shown.substr(0, longest_shown), out_.hints(), 1);
    return found.empty() ? std::nullopt : std::optional(found.front().reading);
  }

  void offer_time(NodeId id) {
    if (tree_.end(id) == id + 1 && !tree_.has_attribute(id, "datetime")) return;
    const std::string_view value = value_of(tree_, text_, id);
    auto reading = read(value);
    if (!reading) reading = first_in(trim(text_.of(id)));
    if (!reading || !reading->date || reading->date->precision < DatePrecision::day) return;
    note_time(*reading);
    if (places_.foreign[id]) return;
    offer(is_change(id) ? DateSource::modified : DateSource::time, id, *reading, value);
  }

  /// Whether all elements give one day.
  void note_time(const DateReading& reading) {
    if (!time_) time_ = reading;
    times_differ_ = times_differ_ || date_as_written(*time_)->day != date_as_written(reading)->day;
  }

  void offer_hentry(NodeId id) {
    constexpr std::array<std::string_view, 6> classes{
        "published", "entry-date", "dt-published", "dtpublished", "post-date", "entry-published"};
    const std::string_view names = tree_.attribute(id, "class");
    if (names.find("publ") == std::string_view::npos &&
        names.find("date") == std::string_view::npos)
      return;
    for (std::size_t at = 0; at < names.size();) {
      const std::size_t end = std::min(names.find_first_of(" \t\n", at), names.size());
      const std::string_view name = names.substr(at, end - at);
      if (std::find(classes.begin(), classes.end(), name) != classes.end()) {
        if (!places_.foreign[id] && !is_change(id)) offer_value(DateSource::hentry, id);
        return;
      }
      at = end + 1;
    }
  }

  [[nodiscard]] bool has_only_time() const noexcept { return time_ && !times_differ_; }

  static constexpr std::size_t before_counts = 3;

  const PagePlaces& places_;
  const HtmlTree& tree_;
  const PageText& text_;
  DateCandidates& out_;
  std::vector<Best> best_;
  std::optional<DateReading> time_;
  bool times_differ_ = false;
};

}  // namespace

void add_element_dates(const PagePlaces& places, DateCandidates& out) {
  ElementDates(places, out).add();
}

}  // namespace dateline::html
