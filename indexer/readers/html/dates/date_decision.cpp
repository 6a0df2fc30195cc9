#include "indexer/readers/html/dates/date_decision.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "indexer/readers/base/zone_rules.hpp"

namespace dateline::html {
namespace {

constexpr Day first_credible_day = 3653;  // 1980-01-01; pages have archives of paper
constexpr int seconds_per_day = 86400;

/// Sources of one group often have their date from each other.
enum class Group : std::uint8_t { url, head, linked_data, element, text, script, feed };

struct SourceRank {
  DateSource source;
  Group group;
};

/// From the most reliable to the least.
constexpr std::array<SourceRank, 16> ranks{{{DateSource::url, Group::url},
                                            {DateSource::published_time, Group::head},
                                            {DateSource::feed, Group::feed},
                                            {DateSource::itemprop, Group::element},
                                            {DateSource::labelled, Group::text},
                                            {DateSource::json_ld_page, Group::linked_data},
                                            {DateSource::json_ld, Group::linked_data},
                                            {DateSource::only_time, Group::element},
                                            {DateSource::hentry, Group::element},
                                            {DateSource::named, Group::text},
                                            {DateSource::headline, Group::text},
                                            {DateSource::meta, Group::head},
                                            {DateSource::meta_date, Group::head},
                                            {DateSource::time, Group::element},
                                            {DateSource::state, Group::script},
                                            {DateSource::first_text, Group::text}}};

bool is_day(const Date& date) noexcept {
  return date.precision >= DatePrecision::day;
}

/// By programs, of the publication.
bool is_stated(DateSource source) noexcept {
  return source == DateSource::published_time || source == DateSource::json_ld ||
         source == DateSource::itemprop || source == DateSource::json_ld_page;
}

bool same_time(const Date& a, const Date& b) noexcept {
  return a.day == b.day && a.second_of_day == b.second_of_day &&
         a.offset_minutes == b.offset_minutes;
}

class Decision {
 public:
  Decision(const std::vector<DateCandidate>& candidates, Day latest, std::string_view country)
      : candidates_(candidates), latest_(latest), country_(country) {}

  DateDecision decide() {
    DateDecision decision;
    const DateCandidate* winner = best();
    if (winner == nullptr) return decision;
    const DateCandidate* const stated = winner;
    winner = on_local_day(*stated);
    decision.source = winner->source;
    decision.date = winner == stated ? by_clock_of_country(with_time(*winner)) : with_time(*winner);
    decision.date.origin = winner->date.origin;
    decision.disagree = others_differ(winner->date);
    return decision;
  }

 private:
  struct Ranked {
    const DateCandidate* candidate;
    Group group;
  };

  [[nodiscard]] bool counts(const DateCandidate& candidate) const noexcept {
    return candidate.source != DateSource::modified && candidate.date.known() &&
           candidate.date.day >= first_credible_day && candidate.date.day <= latest_;
  }

  /// The first candidate of each source, in their order.
  [[nodiscard]] std::vector<Ranked> ranked(bool days) const {
    std::vector<Ranked> list;
    for (const SourceRank& rank : ranks)
      for (const DateCandidate& candidate : candidates_)
        if (candidate.source == rank.source && counts(candidate) &&
            is_day(candidate.date) == days && !is_of_change(candidate)) {
          list.push_back({&candidate, rank.group});
          break;
        }
    return list;
  }

  /// Live blogs are published again with each change; what is stated of their beginning is earlier.
  [[nodiscard]] bool is_of_change(const DateCandidate& candidate) const {
    if (!is_stated(candidate.source)) return false;
    bool changed = false, begun = false;
    for (const DateCandidate& other : candidates_) {
      begun = begun || (is_stated(other.source) && other.source != candidate.source &&
                        counts(other) && is_day(other.date) && other.date.day < candidate.date.day);
      changed = changed ||
                (other.source == DateSource::modified && same_time(other.date, candidate.date));
    }
    return changed && begun;
  }

  /// The most reliable one, unless it stands alone against two groups that agree.
  [[nodiscard]] const DateCandidate* best() const {
    std::vector<Ranked> list = ranked(true);
    if (list.empty()) list = ranked(false);
    if (list.empty()) return nullptr;
    constexpr std::size_t enough = 2;
    const Ranked* best = &list.front();
    std::size_t support = std::max(groups_for(list, best->candidate->date.day), enough - 1);
    for (const Ranked& other : list) {
      const std::size_t groups = groups_for(list, other.candidate->date.day);
      const bool shown = groups == support && groups >= enough &&
                         is_shown(list, other.candidate->date.day) &&
                         !is_shown(list, best->candidate->date.day);
      if (groups <= support && !shown) continue;
      best = &other;
      support = groups;
    }
    return best->candidate;
  }

  /// A time in UTC may have another day for the publisher, which an address or the text shows.
  [[nodiscard]] const DateCandidate* on_local_day(const DateCandidate& winner) const {
    if (!is_in_utc(winner)) return &winner;
    const DateCandidate* local = nullptr;
    for (const Ranked& other : ranked(true)) {
      if (!is_local(other)) continue;
      if (other.candidate->date.day == winner.date.day) return &winner;
      if (local == nullptr && may_be_on(winner.date, other.candidate->date.day))
        local = other.candidate;
    }
    if (local != nullptr) return local;
    return &winner;
  }

  /// What readers see.
  static bool is_local(const Ranked& one) noexcept {
    if (one.group != Group::url && one.group != Group::text && one.group != Group::element)
      return false;
    return one.candidate->source != DateSource::first_text && !is_in_utc(*one.candidate);
  }

  /// Of a time in UTC, the day on which it is in all zones of the country. A midnight there stands
  /// for a day.
  [[nodiscard]] Date by_clock_of_country(const Date& date) const {
    const bool utc = date.precision == DatePrecision::second && date.offset_minutes == 0;
    if (!utc || country_.empty()) return date;
    const std::vector<int> offsets = country_offsets(country_, date.day, date.second_of_day);
    if (offsets.empty()) return date;
    const Date local = moved_by(date, offsets.front());
    for (const int offset : offsets)
      if (moved_by(date, offset).day != local.day) return date;
    if (offsets.size() == 1 && local.second_of_day == 0) return day_alone(local);
    return local.day == date.day ? date : local;
  }

  static Date moved_by(Date date, int minutes) noexcept {
    date.offset_minutes = static_cast<std::int16_t>(date.offset_minutes + minutes);
    date.second_of_day += minutes * 60;
    for (; date.second_of_day >= seconds_per_day; ++date.day) date.second_of_day -= seconds_per_day;
    for (; date.second_of_day < 0; --date.day) date.second_of_day += seconds_per_day;
    return date;
  }

  static Date day_alone(Date date) noexcept {
    date.precision = DatePrecision::day;
    date.second_of_day = 0;
    date.offset_minutes = 0;
    return date;
  }

  static bool is_in_utc(const DateCandidate& candidate) noexcept {
    return candidate.date.precision == DatePrecision::second && candidate.has_offset &&
           candidate.date.offset_minutes == 0;
  }

  /// Whether a zone of the world has another day at that time: this one.
  static bool may_be_on(const Date& utc, Day day) noexcept {
    constexpr int farthest_east = 13 * 3600, farthest_west = 11 * 3600;
    const int to_next = seconds_per_day - utc.second_of_day;
    if (day == utc.day + 1) return to_next <= farthest_east;
    return day == utc.day - 1 && utc.second_of_day < farthest_west;
  }

  static bool is_shown(const std::vector<Ranked>& list, Day day) noexcept {
    return std::any_of(list.begin(), list.end(), [&](const Ranked& one) {
      return one.group == Group::text && one.candidate->date.day == day &&
             one.candidate->source != DateSource::first_text;
    });
  }

  static std::size_t groups_for(const std::vector<Ranked>& list, Day day) noexcept {
    unsigned groups = 0;
    for (const Ranked& one : list)
      if (one.candidate->date.day == day && one.candidate->source != DateSource::first_text)
        groups |= 1u << static_cast<unsigned>(one.group);
    return static_cast<std::size_t>(std::popcount(groups));
  }

  /// A day, with the most exact time that a source gives for it.
  [[nodiscard]] Date with_time(const DateCandidate& winner) const {
    if (!is_day(winner.date)) return winner.date;
    for (const Day apart : {0, 1})
      for (const SourceRank& rank : ranks)
        for (const DateCandidate& candidate : candidates_)
          if (candidate.source == rank.source && has_time(candidate) &&
              std::abs(candidate.date.day - winner.date.day) == apart)
            return moved_to(candidate.date, winner.date.day);
    return day_alone(winner.date);
  }

  /// Midnight to the second is what programs write where they know no time.
  [[nodiscard]] bool has_time(const DateCandidate& candidate) const noexcept {
    return counts(candidate) && candidate.date.precision == DatePrecision::second &&
           candidate.has_offset && candidate.date.second_of_day != 0;
  }

  /// The same time by a clock on which it is that day: the nearest in whole hours.
  static Date moved_to(Date date, Day day) noexcept {
    while (date.day != day) date = moved_by(date, date.day < day ? 60 : -60);
    return date;
  }

  [[nodiscard]] bool others_differ(const Date& date) const {
    return std::any_of(candidates_.begin(), candidates_.end(), [&](const DateCandidate& c) {
      return counts(c) && is_day(c.date) && std::abs(c.date.day - date.day) > 1;
    });
  }

  const std::vector<DateCandidate>& candidates_;
  Day latest_;
  std::string_view country_;
};

}  // namespace

DateDecision decide_date(const std::vector<DateCandidate>& candidates, Day latest,
                         std::string_view country) {
  return Decision(candidates, latest, country).decide();
}

}  // namespace dateline::html
