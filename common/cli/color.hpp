// Whether output is coloured.
#pragma once

namespace dateline {

/// What --color was given.
enum class ColorChoice { automatic, always, never };

/// `automatic`: where the file descriptor is a terminal, TERM is not "dumb" and NO_COLOR is unset
/// or empty (no-color.org).
[[nodiscard]] bool use_color(ColorChoice choice, int fd);

}  // namespace dateline
