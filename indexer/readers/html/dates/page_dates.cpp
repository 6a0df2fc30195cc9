#include "indexer/readers/html/dates/page_dates.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "common/fields/field_table.hpp"
#include "indexer/readers/base/host_country.hpp"
#include "indexer/readers/base/zone_rules.hpp"
#include "indexer/readers/html/dates/date_decision.hpp"
#include "indexer/readers/html/dates/page_places.hpp"
#include "indexer/readers/html/dates/stated_dates.hpp"
#include "indexer/readers/html/dates/url_date.hpp"
#include "indexer/readers/html/dates/visible_dates.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

using Json = nlohmann::ordered_json;

/// What the page's head says of it.
struct HeadFacts {
  std::vector<std::string> titles;  ///< as plain_headline() gives them
  std::vector<std::string_view> urls;
  std::string_view language;
};

HeadFacts facts_of(const HtmlTree& tree) {
  HeadFacts facts;
  if (tree.size() > 0) facts.language = tree.attribute(0, "lang");
  for (NodeId id = 0; id < tree.size(); ++id) {
    const Tag tag = tree.tag(id);
    if (tag == Tag::title) facts.titles.push_back(plain_headline(tree.raw_text(id)));
    if (tag == Tag::link && tree.attribute(id, "rel") == "canonical")
      facts.urls.push_back(tree.attribute(id, "href"));
    if (tag != Tag::meta) continue;
    const std::string_view property = tree.attribute(id, "property");
    if (property == "og:title")
      facts.titles.push_back(plain_headline(tree.attribute(id, "content")));
    if (property == "og:url") facts.urls.push_back(tree.attribute(id, "content"));
  }
  return facts;
}

/// Which of day and month comes first where the page's language leaves no doubt. English is written
/// both ways, and "en-US" is what many programs write for any English.
DayMonthOrder order_of(std::string_view language, std::string_view country) {
  const std::string tag = to_lower_ascii(language);
  const std::string_view name = std::string_view(tag).substr(0, tag.find_first_of("-_"));
  if (name.empty()) return DayMonthOrder::unknown;
  constexpr std::array<std::string_view, 7> other{"fil", "hu", "ja", "ko", "lt", "tl", "zh"};
  if (name != "en")
    return std::find(other.begin(), other.end(), name) == other.end() ? DayMonthOrder::day_first
                                                                      : DayMonthOrder::unknown;
  constexpr std::array<std::string_view, 6> day_first{"AU", "GB", "IE", "IN", "NZ", "ZA"};
  for (const std::string_view region : day_first)
    if (country == region || (tag.size() == 5 && equal_ignoring_case(tag.substr(3), region)))
      return DayMonthOrder::day_first;
  return DayMonthOrder::unknown;
}

/// The last day that counts, in any zone.
Day latest_day(const PageFacts& facts) {
  return (facts.fetched && facts.fetched->known() ? facts.fetched->day : today_utc()) + 1;
}

/// Reads one page.
class PageReader {
 public:
  PageReader(const HtmlTree& tree, const PageFacts& facts)
      : tree_(tree), facts_(facts), head_(facts_of(tree)) {
    if (!facts.url.empty()) head_.urls.push_back(facts.url);
    if (!facts.title.empty()) head_.titles.push_back(plain_headline(facts.title));
    country_ = host_country(head_.urls.empty() ? std::string_view() : head_.urls.back());
    language_ = facts.language.empty() ? head_.language : facts.language;
  }

  PageDates read(const std::vector<JsonLdNode>& nodes) {
    const PagePlaces places(tree_, head_.titles);
    DateHints hints{.language = language_,
                    .country = country_,
                    .order = order_of(language_, country_),
                    .zone_rules = zone_offset,
                    .keeps_day = true};
    gather(places, nodes, hints);
    decide();
    if (!dates_.date.known() && !settle(places, hints)) add_first(places, hints);
    if (dates_.date.known()) note_order();
    return std::move(dates_);
  }

 private:
  void gather(const PagePlaces& places, const std::vector<JsonLdNode>& nodes,
              const DateHints& hints) {
    PageIdentity identity{.urls = head_.urls};
    identity.headlines.assign(head_.titles.begin(), head_.titles.end());
    DateCandidates out(hints);
    add_meta_dates(tree_, out);
    add_json_ld_dates(nodes, identity, out);
    add_element_dates(places, out);
    add_visible_dates(places, out);
    add_state_dates(tree_, out);
    dates_.candidates = std::move(out).take();
    add_url();
    if (facts_.feed && facts_.feed->known()) add_known(DateSource::feed, *facts_.feed);
  }

  void add_url() {
    for (const std::string_view url : head_.urls)
      if (const auto date = url_date(url)) return add_known(DateSource::url, *date);
  }

  void add_known(DateSource source, Date date) {
    date.origin = origin_of(source);
    dates_.candidates.push_back({.source = source, .date = date, .has_offset = true});
  }

  /// A site's first page shows the dates of what it lists.
  [[nodiscard]] bool is_front_page() const noexcept {
    std::string_view url = facts_.url;
    url.remove_prefix(std::min(url.find("://") + 3, url.size()));
    const std::size_t path = url.find('/');
    return !facts_.url.empty() && (path == std::string_view::npos || path + 1 == url.size());
  }

  /// A first date that is not the day of the page's last change is of something else.
  void add_first(const PagePlaces& places, const DateHints& hints) {
    DateCandidates more(hints);
    if (!is_front_page()) add_first_date(places.text, more);
    for (const DateCandidate& candidate : more.all())
      if (!dates_.modified || dates_.modified->day == candidate.date.day)
        dates_.candidates.push_back(candidate);
    decide();
  }

  void decide() {
    const DateDecision decision = decide_date(dates_.candidates, latest_day(facts_), country_);
    dates_.date = decision.date;
    dates_.source = decision.source;
    dates_.disagree = decision.disagree;
    for (const DateCandidate& candidate : dates_.candidates)
      if (candidate.source == DateSource::modified && candidate.date.known() &&
          (!dates_.modified || dates_.modified->precision < candidate.date.precision))
        dates_.modified = candidate.date;
  }

  /// The winner's text, if it is nothing but a day.
  void note_order() {
    constexpr std::size_t longest_day = 10;
    for (const DateCandidate& candidate : dates_.candidates)
      if (candidate.source == dates_.source && candidate.text.size() <= longest_day &&
          candidate.date.day == dates_.date.day && dates_.date.precision == DatePrecision::day)
        dates_.showing_text = candidate.text;
  }

  /// Dates of numbers have the order of the page's other ones, if there are any. False where none
  /// of the candidates waits for that.
  bool settle(const PagePlaces& places, DateHints& hints) {
    const auto open = std::find_if(dates_.candidates.begin(), dates_.candidates.end(),
                                   [](const DateCandidate& c) { return !c.date.known(); });
    if (open == dates_.candidates.end()) return false;
    hints.order = shown_order(places.text, hints);
    const DateReading reading = read_date(open->text, hints);
    if (!reading.date) {
      dates_.ambiguous_text = open->text;
      return true;
    }
    open->date = *reading.date;
    open->date.origin = origin_of(open->source);
    open->text.clear();
    decide();
    return true;
  }

  const HtmlTree& tree_;
  const PageFacts& facts_;
  HeadFacts head_;
  std::string country_;
  std::string_view language_;
  PageDates dates_;
};

Json json_of(const DateCandidate& candidate) {
  return {{"source", name_of(candidate.source)},
          {"date", candidate.date.known() ? to_string(candidate.date) : candidate.text}};
}

}  // namespace

PageDates find_page_dates(const HtmlTree& tree, const std::vector<JsonLdNode>& nodes,
                          const PageFacts& facts) {
  return PageReader(tree, facts).read(nodes);
}

std::string candidates_json(const PageDates& dates) {
  constexpr std::size_t most = 20;
  Json list = Json::array();
  for (const DateCandidate& candidate : dates.candidates) {
    const Json one = json_of(candidate);
    if (list.size() < most && std::find(list.begin(), list.end(), one) == list.end())
      list.push_back(one);
  }
  return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void set_page_dates(Document& document, const PageDates& dates) {
  document.date = dates.date;
  document.date.disputed = dates.disagree;
  document.date_text = dates.ambiguous_text.empty() ? dates.showing_text : dates.ambiguous_text;
  if (dates.modified) {
    Date day = *dates.modified;
    day.precision = std::min(day.precision, DatePrecision::day);
    set_values(field_of(FieldId::modified), document, {to_string(day)});
  }
  if (dates.candidates.empty()) return;
  std::string& extra = document.extra_json;
  const std::size_t end = extra.rfind('}');
  extra = end == std::string::npos ? "{" : extra.substr(0, end) + ",";
  extra.append("\"date_candidates\":").append(candidates_json(dates)).append("}");
}

}  // namespace dateline::html
