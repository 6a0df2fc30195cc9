#include "indexer/cli/progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>

#include "indexer/cli/quantities.hpp"

namespace dateline {
namespace {

constexpr std::string_view clear_line = "\r\x1b[K";
constexpr double steady_after_s = 1.0;  // a rate over less than this says nothing

std::size_t terminal_columns() {
  winsize size{};
  constexpr std::size_t usual = 80;
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual;
}

void put(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace

std::string format_progress(const UpdateProgress& progress) {
  std::string line = count_of(progress.documents, "document");
  if (progress.rejected != 0)
    line += fmt::format("  {} rejected", with_thousands(progress.rejected));
  line += "  " + as_megabytes(progress.bytes_read);
  if (progress.publishing) return line + "  merging and publishing";
  if (progress.seconds < steady_after_s || progress.bytes_read == 0) return line;
  const double rate = static_cast<double>(progress.bytes_read) / progress.seconds;
  line += fmt::format("  {:.1f} MB/s", rate / 1e6);
  if (progress.total_bytes <= progress.bytes_read) return line;
  const auto rest = static_cast<double>(progress.total_bytes - progress.bytes_read);
  return line + "  ETA " + as_clock(rest / rate);
}

ProgressLine::ProgressLine(bool quiet) : enabled_(!quiet && ::isatty(STDERR_FILENO) == 1) {}

void ProgressLine::show(std::string_view text) {
  if (!enabled_) return;
  put(clear_line);
  put(text.substr(0, terminal_columns() - 1));
  drawn_ = true;
}

void ProgressLine::clear() {
  if (!drawn_) return;
  put(clear_line);
  drawn_ = false;
}

}  // namespace dateline
