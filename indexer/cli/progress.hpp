// The one line on a terminal that says how far an update is.
#pragma once

#include <string>
#include <string_view>

#include "dateline/update.hpp"

namespace dateline {

/// `12,345 documents  120.3 MB  17.2 MB/s  ETA 0:12`; without what is not known yet.
[[nodiscard]] std::string format_progress(const UpdateProgress& progress);

/// Draws a line on standard error over the last one, if that is a terminal and nobody asked for
/// quiet. One thread.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet);
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { clear(); }

  [[nodiscard]] bool shown() const noexcept { return enabled_; }
  void show(std::string_view text);
  /// Takes the line away, before something else is written there.
  void clear();

 private:
  bool enabled_;
  bool drawn_ = false;
};

}  // namespace dateline
