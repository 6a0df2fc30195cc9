#include "indexer/readers/html/dates/date_candidate.hpp"

#include <array>

#include "common/date/find_dates.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

struct SourceRow {
  std::string_view name;
  DateOrigin origin;
};

/// By the number of the DateSource.
constexpr std::array<SourceRow, 17> source_rows{{{"url", DateOrigin::url},
                                                 {"published_time", DateOrigin::published_time},
                                                 {"json_ld", DateOrigin::json_ld},
                                                 {"json_ld_page", DateOrigin::json_ld},
                                                 {"itemprop", DateOrigin::itemprop},
                                                 {"meta", DateOrigin::meta},
                                                 {"meta_date", DateOrigin::meta},
                                                 {"only_time", DateOrigin::time},
                                                 {"time", DateOrigin::time},
                                                 {"hentry", DateOrigin::hentry},
                                                 {"labelled", DateOrigin::text},
                                                 {"headline", DateOrigin::text},
                                                 {"named", DateOrigin::text},
                                                 {"first_text", DateOrigin::text},
                                                 {"state", DateOrigin::state},
                                                 {"feed", DateOrigin::feed},
                                                 {"modified", DateOrigin::none}}};

/// What is more than a date may still hold one.
constexpr std::size_t longest_text = 300;

}  // namespace

std::string_view name_of(DateSource source) noexcept {
  return source_rows[static_cast<std::size_t>(source)].name;
}

DateOrigin origin_of(DateSource source) noexcept {
  return source_rows[static_cast<std::size_t>(source)].origin;
}

bool DateCandidates::add_text(DateSource source, std::string_view text) {
  text = trim(text);
  if (text.empty() || text.size() > longest_text) return false;
  DateReading reading = read_date(text, hints_);
  if (!reading.date && !reading.ambiguous) {
    const auto found = find_dates(text, hints_, 1);
    if (found.empty()) return false;
    reading = found.front().reading;
    text = text.substr(found.front().begin, found.front().end - found.front().begin);
  }
  add(source, reading, text);
  return true;
}

void DateCandidates::add(DateSource source, const DateReading& reading, std::string_view text) {
  if (all_.size() >= most) return;
  DateCandidate candidate{.source = source};
  if (const auto date = date_as_written(reading)) {
    candidate.date = *date;
    candidate.date.origin = origin_of(source);
    candidate.has_offset = reading.offset_minutes.has_value();
    if (reading.shows != DayMonthOrder::unknown) candidate.text = text;
  } else if (reading.ambiguous) {
    candidate.text = text;
  } else {
    return;
  }
  all_.push_back(std::move(candidate));
}

}  // namespace dateline::html
