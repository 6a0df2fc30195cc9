#include "indexer/readers/html/dates/date_decision.hpp"

#include <algorithm>
#include <array>

namespace dateline::html {
namespace {

constexpr Day first_credible_day = 3653;  // 1980-01-01; pages have archives of paper
constexpr int seconds_per_day = 86400;

/// From the most reliable to the least.
constexpr std::array<DateSource, 15> order{
    DateSource::url,       DateSource::published_time, DateSource::feed,
    DateSource::only_time, DateSource::json_ld,        DateSource::itemprop,
    DateSource::headline,  DateSource::json_ld_page,   DateSource::meta,
    DateSource::hentry,    DateSource::time,           DateSource::named,
    DateSource::meta_date, DateSource::state,          DateSource::first_text};

bool is_day(const Date& date) noexcept {
  return date.precision >= DatePrecision::day;
}

class Decision {
 public:
  Decision(const std::vector<DateCandidate>& candidates, Day latest)
      : candidates_(candidates), latest_(latest) {}

  DateDecision decide() {
    DateDecision decision;
    const DateCandidate* const winner = best();
    if (winner == nullptr) return decision;
    decision.source = winner->source;
    decision.date = with_time(*winner);
    decision.date.origin = winner->date.origin;
    decision.disagree = others_differ(winner->date);
    return decision;
  }

 private:
  [[nodiscard]] bool counts(const DateCandidate& candidate) const noexcept {
    return candidate.source != DateSource::modified && candidate.date.known() &&
           candidate.date.day >= first_credible_day && candidate.date.day <= latest_;
  }

  [[nodiscard]] const DateCandidate* best() const {
    for (const bool days : {true, false})
      for (const DateSource source : order)
        for (const DateCandidate& candidate : candidates_)
          if (candidate.source == source && counts(candidate) && is_day(candidate.date) == days)
            return &candidate;
    return nullptr;
  }

  /// A day, with the most exact time that a source gives for it.
  [[nodiscard]] Date with_time(const DateCandidate& winner) const {
    if (!is_day(winner.date)) return winner.date;
    for (const Day apart : {0, 1})
      for (const DateSource source : order)
        for (const DateCandidate& candidate : candidates_)
          if (candidate.source == source && has_time(candidate) &&
              std::abs(candidate.date.day - winner.date.day) == apart)
            return moved_to(candidate.date, winner.date.day);
    Date date = winner.date;
    date.precision = DatePrecision::day;
    date.second_of_day = 0;
    date.offset_minutes = 0;
    return date;
  }

  /// Midnight to the second is what programs write where they know no time.
  [[nodiscard]] bool has_time(const DateCandidate& candidate) const noexcept {
    return counts(candidate) && candidate.date.precision == DatePrecision::second &&
           candidate.has_offset && candidate.date.second_of_day != 0;
  }

  /// The same time by a clock on which it is that day: the nearest in whole hours.
  static Date moved_to(Date date, Day day) noexcept {
    while (date.day < day || date.day > day) {
      const int step = date.day < day ? 60 : -60;
      date.offset_minutes = static_cast<std::int16_t>(date.offset_minutes + step);
      date.second_of_day += step * 60;
      if (date.second_of_day >= seconds_per_day) {
        date.second_of_day -= seconds_per_day;
        ++date.day;
      } else if (date.second_of_day < 0) {
        date.second_of_day += seconds_per_day;
        --date.day;
      }
    }
    return date;
  }

  [[nodiscard]] bool others_differ(const Date& date) const {
    return std::any_of(candidates_.begin(), candidates_.end(), [&](const DateCandidate& c) {
      return counts(c) && is_day(c.date) && std::abs(c.date.day - date.day) > 1;
    });
  }

  const std::vector<DateCandidate>& candidates_;
  Day latest_;
};

}  // namespace

DateDecision decide_date(const std::vector<DateCandidate>& candidates, Day latest) {
  return Decision(candidates, latest).decide();
}

}  // namespace dateline::html
