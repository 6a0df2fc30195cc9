#include "indexer/readers/date_settler.hpp"

#include <string>
#include <utility>

#include "indexer/readers/base/host_country.hpp"
#include "indexer/readers/base/zone_rules.hpp"

namespace dateline {
namespace {

DateReading read_again(const Document& document, DayMonthOrder order) {
  std::string country = host_country(document.url);
  if (country.empty()) country = host_country(document.source);
  return read_date(document.date_text, {.language = document.language,
                                        .country = country,
                                        .order = order,
                                        .zone_rules = zone_offset,
                                        .keeps_day = true});
}

void set_date(Document& document, const DateReading& reading) {
  if (reading.date) {
    const DateOrigin origin = document.date.known() ? document.date.origin : DateOrigin::metadata;
    document.date = *reading.date;
    document.date.origin = origin;
  } else if (!document.date.known()) {
    document.date.ambiguous = reading.ambiguous;
  }
  document.date_text.clear();
}

std::size_t size_of(const Document& document) noexcept {
  return sizeof document + document.key.size() + document.title.size() + document.text.size() +
         document.extra_json.size();
}

}  // namespace

Status DateSettler::take(Document&& document, const InputPosition& position) {
  if (!document.date_text.empty()) {
    const DateReading reading = read_again(document, sure_ ? order_ : DayMonthOrder::unknown);
    see(reading.shows);
    // Another order might help where numbers are ambiguous, and names of months are not numbers.
    const bool may_be_decided = !sure_ && reading.ambiguous &&
                                read_again(document, DayMonthOrder::day_first).date.has_value();
    if (!may_be_decided) set_date(document, reading);
  }
  if (waiting_.empty() && document.date_text.empty()) return next_(std::move(document), position);
  waiting_bytes_ += size_of(document);
  if (is_decided()) ++since_decision_;
  waiting_.push_back({std::move(document), position});
  return must_wait_no_longer() ? hand_on() : Status();
}

Status DateSettler::finish() {
  return hand_on();
}

void DateSettler::see(DayMonthOrder shown) noexcept {
  if (shown == DayMonthOrder::unknown || shown == order_ || order_ == DayMonthOrder::mixed) return;
  order_ = order_ == DayMonthOrder::unknown ? shown : DayMonthOrder::mixed;
}

bool DateSettler::must_wait_no_longer() const noexcept {
  return order_ == DayMonthOrder::mixed || since_decision_ >= documents_to_be_sure ||
         waiting_.size() >= max_waiting_documents || waiting_bytes_ >= max_waiting_bytes;
}

Status DateSettler::hand_on() {
  sure_ = sure_ || is_decided();
  waiting_bytes_ = since_decision_ = 0;
  std::deque<Waiting> waiting = std::exchange(waiting_, {});
  while (!waiting.empty()) {
    Waiting first = std::move(waiting.front());
    waiting.pop_front();
    if (!first.document.date_text.empty())
      set_date(first.document, read_again(first.document, order_));
    DATELINE_TRY(next_(std::move(first.document), first.position));
  }
  return {};
}

}  // namespace dateline
