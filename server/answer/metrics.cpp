#include "server/answer/metrics.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace dateline::serve {
namespace {

using Out = std::back_insert_iterator<std::string>;

void append_head(std::string& text, const char* name, const char* type, const char* help) {
  fmt::format_to(Out(text), "# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
}

void append_value(std::string& text, const char* name, const char* type, const char* help,
                  std::uint64_t value) {
  append_head(text, name, type, help);
  fmt::format_to(Out(text), "{} {}\n", name, value);
}

double seconds(std::uint64_t microseconds) {
  return static_cast<double>(microseconds) / 1e6;
}

std::uint64_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::uint64_t total_pages = 0;
  std::uint64_t resident_pages = 0;
  statm >> total_pages >> resident_pages;
  return resident_pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

void Metrics::count_request(RouteName route, unsigned status, std::chrono::microseconds took) {
  ++requests_[{route, status}];
  Histogram& histogram = durations_[route];
  const auto us = static_cast<std::uint64_t>(std::max<std::int64_t>(took.count(), 0));
  const auto bound = std::lower_bound(bounds_us.begin(), bounds_us.end(), us);
  ++histogram.buckets[static_cast<std::size_t>(bound - bounds_us.begin())];
  histogram.sum_us += us;
  ++histogram.count;
}

void Metrics::append_requests(std::string& text) const {
  constexpr const char* name = "dateline_http_requests_total";
  append_head(text, name, "counter", "Requests that were answered.");
  for (const auto& [key, count] : requests_)
    fmt::format_to(Out(text), "{}{{route=\"{}\",status=\"{}\"}} {}\n", name, to_string(key.first),
                   key.second, count);
}

void Metrics::append_durations(std::string& text) const {
  constexpr const char* name = "dateline_http_request_duration_seconds";
  append_head(text, name, "histogram", "From the complete header to the answer's last byte.");
  for (const auto& [route, histogram] : durations_) {
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < bounds_us.size(); ++i) {
      below += histogram.buckets[i];
      fmt::format_to(Out(text), "{}_bucket{{route=\"{}\",le=\"{}\"}} {}\n", name, to_string(route),
                     seconds(bounds_us[i]), below);
    }
    fmt::format_to(Out(text),
                   "{0}_bucket{{route=\"{1}\",le=\"+Inf\"}} {2}\n{0}_sum{{route=\"{1}\"}} {3}\n"
                   "{0}_count{{route=\"{1}\"}} {2}\n",
                   name, to_string(route), histogram.count, seconds(histogram.sum_us));
  }
}

std::string Metrics::to_text(const Gauges& gauges) const {
  std::string text;
  append_requests(text);
  append_durations(text);
  append_value(text, "dateline_http_connections", "gauge", "Open connections.", gauges.connections);
  append_value(text, "dateline_http_connections_accepted_total", "counter",
               "Connections that were accepted.", accepted_);
  append_value(text, "dateline_http_connections_evicted_total", "counter",
               "Connections without a request that were closed to make room.", evicted_);
  append_value(text, "dateline_http_connections_refused_total", "counter",
               "Connections that were turned away: all others were busy.", refused_);
  append_value(text, "dateline_http_queue_length", "gauge", "Requests that wait for a thread.",
               gauges.waiting_requests);
  append_value(text, "dateline_generation", "gauge", "The generation that is served.",
               gauges.generation);
  append_value(text, "process_resident_memory_bytes", "gauge", "Resident memory.",
               resident_bytes());
  return text;
}

}  // namespace dateline::serve
