// Counts of hits by day, source and language: what timelines and facets are made of.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "common/format/segment/segment_files.hpp"
#include "dateline/date.hpp"

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
    bool sources = false;
    bool languages = false;
  };
  template <typename Key>
  using Counts = std::unordered_map<Key, std::uint64_t>;

  explicit HitTally(Wanted wanted) : wanted_(wanted) {}

  void add(const DocumentRecord& record) {
    ++hits_;
    if (wanted_.days) add_day(record.day);
    if (wanted_.sources) ++sources_[record.source];
    if (wanted_.languages) ++languages_[record.language];
  }

  [[nodiscard]] std::uint64_t hits() const noexcept { return hits_; }
  [[nodiscard]] std::uint64_t undated() const noexcept { return undated_; }
  [[nodiscard]] const Counts<Day>& days() const noexcept { return days_; }
  /// By the numbers of DocumentRecord.
  [[nodiscard]] const Counts<std::uint32_t>& sources() const noexcept { return sources_; }
  [[nodiscard]] const Counts<std::uint32_t>& languages() const noexcept { return languages_; }

 private:
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

  Wanted wanted_;
  std::uint64_t hits_ = 0;
  std::uint64_t undated_ = 0;
  Counts<Day> days_;
  Counts<std::uint32_t> sources_;
  Counts<std::uint32_t> languages_;
  Day latest_day_ = 0;
  std::uint64_t* latest_count_ = nullptr;
};

}  // namespace dateline
