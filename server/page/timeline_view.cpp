#include "server/page/timeline_view.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/base/numbers.hpp"
#include "server/page/date_words.hpp"
#include "server/page/page_frame.hpp"

namespace dateline {
namespace {

/// Labels that fit below the bars on a phone.
constexpr std::size_t most_labels = 5;
/// What a bar leaves of its place to the gap beside it.
constexpr double bar_share = 0.84;
/// A bar of one hit is still seen.
constexpr double least_height = 2.5;

std::string percent(double share) {
  return fmt::format("{:.2f}%", share);
}

PageRequest narrowed_to(const PageRequest& request, const DayRange& days) {
  PageRequest narrowed = request;
  narrowed.since = to_string(days.first);
  narrowed.until = to_string(days.last);
  narrowed.cursor.clear();
  return narrowed;
}

std::string hits_in_words(std::uint64_t count) {
  return with_thousands(count) + (count == 1 ? " document" : " documents");
}

std::uint64_t greatest_count(const Histogram& histogram) {
  std::uint64_t greatest = 1;
  for (const Bar& bar : histogram.bars) greatest = std::max(greatest, bar.count);
  return greatest;
}

const Bar& tallest_bar(const Histogram& histogram) {
  return *std::max_element(histogram.bars.begin(), histogram.bars.end(),
                           [](const Bar& a, const Bar& b) { return a.count < b.count; });
}

/// The picture in one sentence, for those who do not see it and as the readout's first text.
std::string histogram_in_words(const Histogram& histogram) {
  const Bar& tallest = tallest_bar(histogram);
  return fmt::format("Most in {}: {}; {}", bar_in_words(histogram, tallest),
                     with_thousands(tallest.count), unit_in_words(histogram));
}

void write_bar(HtmlWriter& html, const PageRequest& request, const Histogram& histogram,
               std::size_t index, std::uint64_t greatest) {
  const Bar& bar = histogram.bars[index];
  const double place = 100.0 / static_cast<double>(histogram.bars.size());
  const double left = static_cast<double>(index) * place;
  const double share = static_cast<double>(bar.count) / static_cast<double>(greatest);
  const double height = bar.count == 0 ? 0 : std::max(least_height, share * 100);
  const std::string words = bar_in_words(histogram, bar);
  html.open("a", {{"href", results_url(narrowed_to(request, bar.days))},
                  {"tabindex", "-1"},
                  {"data-first", to_string(bar.days.first)},
                  {"data-last", to_string(bar.days.last)},
                  {"data-words", words},
                  {"data-count", std::to_string(bar.count)}});
  html.element("title", {}, words + ": " + hits_in_words(bar.count));
  html.open("rect", {{"class", "place"},
                     {"x", percent(left)},
                     {"y", "0"},
                     {"width", percent(place)},
                     {"height", "100%"}})
      .close();
  html.open("rect", {{"class", "bar"},
                     {"x", percent(left + place * (1 - bar_share) / 2)},
                     {"y", percent(100 - height)},
                     {"width", percent(place * bar_share)},
                     {"height", percent(height)}})
      .close();
  html.close();
}

void write_bars(HtmlWriter& html, const PageRequest& request, const Histogram& histogram) {
  const std::uint64_t greatest = greatest_count(histogram);
  html.open("svg", {{"class", "bars"},
                    {"role", "img"},
                    {"aria-label", "Timeline. " + histogram_in_words(histogram)}});
  for (std::size_t i = 0; i < histogram.bars.size(); ++i)
    write_bar(html, request, histogram, i, greatest);
  html.close();
}

void write_labels(HtmlWriter& html, const Histogram& histogram) {
  const std::size_t count = histogram.bars.size();
  const std::size_t step = (count + most_labels - 1) / most_labels;
  html.open("svg", {{"class", "labels"}, {"aria-hidden", "true"}});
  for (std::size_t i = 0; i < count; i += step) {
    const double left = 100.0 * static_cast<double>(i) / static_cast<double>(count);
    html.element("text", {{"x", percent(left)}, {"y", "12"}},
                 bar_label(histogram, histogram.bars[i]));
  }
  html.close();
}

void write_left_out(HtmlWriter& html, const OutsideTimeline& left_out, bool goes_on) {
  if (left_out.suspicious > 0)
    html.text((goes_on ? "; " : "") + with_thousands(left_out.suspicious) +
              " dated before 1700, in the future or in the first second of 1970");
  goes_on |= left_out.suspicious > 0;
  if (left_out.undated > 0)
    html.text((goes_on ? "; " : "") + with_thousands(left_out.undated) + " undated");
}

}  // namespace

void write_timeline(HtmlWriter& html, const PageRequest& request, const Histogram& histogram,
                    const OutsideTimeline& left_out, const PageFault* fault) {
  const bool drawn = histogram.bars.size() > 1;
  html.open("section", {{"class", "timeline"}, {"aria-labelledby", "timeline"}});
  html.element("h2", {{"id", "timeline"}, {"class", "unseen"}}, "Timeline");
  if (drawn) {
    html.open("div", {{"class", "brush"}});
    write_bars(html, request, histogram);
    html.close();
    write_labels(html, histogram);
  }
  html.open("div", {{"class", "timeline-foot"}});
  html.open("p", {{"class", "readout"}, {"id", "readout"}});
  if (drawn) html.text(histogram_in_words(histogram));
  write_left_out(html, left_out, drawn);
  html.close();
  write_date_fields(html, request, fault);
  html.close().close();
}

}  // namespace dateline
