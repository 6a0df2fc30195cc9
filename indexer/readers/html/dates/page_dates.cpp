#include "indexer/readers/html/dates/page_dates.hpp"

#include <algorithm>
#include <array>

#include "common/date/find_dates.hpp"
#include "indexer/readers/html/dates/date_decision.hpp"
#include "indexer/readers/html/dates/page_places.hpp"
#include "indexer/readers/html/dates/page_text.hpp"
#include "indexer/readers/html/dates/stated_dates.hpp"
#include "indexer/readers/html/dates/url_date.hpp"
#include "indexer/readers/html/dates/visible_dates.hpp"
#include "indexer/readers/host_country.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/zone_rules.hpp"

namespace dateline::html {
namespace {

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

DateCandidate of_url(const Date& date) {
  DateCandidate candidate{.source = DateSource::url, .date = date};
  candidate.date.origin = DateOrigin::url;
  return candidate;
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

void settle_ambiguous(PageDates& dates) {
  for (const DateCandidate& candidate : dates.candidates)
    if (!candidate.text.empty() && dates.ambiguous_text.empty())
      dates.ambiguous_text = candidate.text;
}

}  // namespace

PageDates find_page_dates(const HtmlTree& tree, const std::vector<JsonLdNode>& nodes,
                          const PageFacts& facts) {
  HeadFacts head = facts_of(tree);
  if (!facts.url.empty()) head.urls.push_back(facts.url);
  if (!facts.title.empty()) head.titles.push_back(plain_headline(facts.title));
  const NodeId headline = find_headline(tree, head.titles);
  const PageText text(tree);
  PageIdentity identity{.urls = head.urls};
  identity.headlines.assign(head.titles.begin(), head.titles.end());
  const std::string country = host_country(head.urls.empty() ? "" : head.urls.back());
  const std::string_view language = facts.language.empty() ? head.language : facts.language;
  DateCandidates out({.language = language,
                      .country = country,
                      .order = order_of(language, country),
                      .zone_rules = zone_offset,
                      .keeps_day = true});
  add_meta_dates(tree, out);
  add_json_ld_dates(nodes, identity, out);
  add_element_dates(tree, text, headline, out);
  add_visible_dates(tree, text, headline, out);
  add_state_dates(tree, out);
  PageDates dates;
  dates.candidates = std::move(out).take();
  for (const std::string_view url : head.urls)
    if (const auto date = url_date(url)) {
      dates.candidates.push_back(of_url(*date));
      break;
    }
  DateDecision decision = decide_date(dates.candidates, latest_day(facts), country);
  if (!decision.date.known() || getenv("DT_ALL")) {
    DateCandidates more(out.hints());
    add_first_date(text, more);
    for (DateCandidate& candidate : std::move(more).take())
      dates.candidates.push_back(std::move(candidate));
    decision = decide_date(dates.candidates, latest_day(facts), country);
  }
  dates.date = decision.date;
  dates.source = decision.source;
  dates.disagree = decision.disagree;
  for (const DateCandidate& candidate : dates.candidates)
    if (candidate.source == DateSource::modified && candidate.date.known() &&
        (!dates.modified || dates.modified->precision < candidate.date.precision))
      dates.modified = candidate.date;
  if (!dates.date.known()) settle_ambiguous(dates);
  return dates;
}

}  // namespace dateline::html
