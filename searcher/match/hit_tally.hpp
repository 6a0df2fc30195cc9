// Counts of hits by day and by values of fields: what timelines and facets are made of.
#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "dateline/date.hpp"
#include "searcher/index/segments.hpp"

namespace dateline {

/// The days that dates can have, 0001-01-01 to 9999-12-31. A record with another one has no date
/// (unknown_day), or is damaged.
inline constexpr DayRange countable_days{-719'162, 2'932'896};

/// Visits every hit once. One thread at a time.
class HitTally {
 public:
  /// Which counts are wanted; the others are not kept.
  struct Wanted {
    bool days = false;
    std::vector<FieldId> fields{};
  };
  template <typename Key>
  using Counts = std::unordered_map<Key, std::uint64_t>;

  explicit HitTally(const Wanted& wanted) : wants_days_(wanted.days) {
    for (const FieldId field : wanted.fields) fields_.try_emplace(field);
  }

  /// A document of a segment, by its docid.
  void add(const Segment& segment, std::uint32_t docid) {
    ++hits_;
    if (wants_days_) add_date(segment.files.record(docid));
    for (auto& [field, counts] : fields_) {
      std::uint32_t one = 0;
      for (const std::uint32_t value : values_in(segment, docid, field, one)) ++counts[value];
    }
  }

  /// Of a hit, its date alone.
  void add_date(const DocumentRecord& record) {
    add_day(record.day);
    if (is_first_second(record)) ++first_seconds_;
  }

  [[nodiscard]] std::uint64_t hits() const noexcept { return hits_; }
  [[nodiscard]] std::uint64_t undated() const noexcept { return undated_; }
  [[nodiscard]] const Counts<Day>& days() const noexcept { return days_; }
  /// Hits of the very first second of 1970, which programs write for "no date": `days` counts them
  /// on day 0.
  [[nodiscard]] std::uint64_t first_seconds() const noexcept { return first_seconds_; }
  /// By the numbers of values of a field that is wanted.
  [[nodiscard]] const Counts<std::uint32_t>& values(FieldId field) const {
    return fields_.at(field);
  }

 private:
  /// As flag_if_suspicious tells it. In segments without times of day it is all of that day that
  /// has a time.
  static bool is_first_second(const DocumentRecord& record) noexcept {
    return record.day == 0 && record.second_of_day() == 0 &&
           record.precision == static_cast<std::uint16_t>(DatePrecision::second);
  }

  void add_day(Day day) {
    if (day < countable_days.first || day > countable_days.last) {
      ++undated_;
      return;
    }
    // Documents come in the order in which they were published more often than not.
    if (latest_count_ == nullptr || day != latest_day_) {
      latest_count_ = &days_[day];
      latest_day_ = day;
    }
    ++*latest_count_;
  }

  bool wants_days_;
  std::uint64_t hits_ = 0;
  std::uint64_t undated_ = 0;
  std::uint64_t first_seconds_ = 0;
  Counts<Day> days_;
  std::map<FieldId, Counts<std::uint32_t>> fields_;
  Day latest_day_ = 0;
  std::uint64_t* latest_count_ = nullptr;
};

}  // namespace dateline
