// What the server calls itself in messages and help.
#pragma once

namespace dateline::serve {

inline constexpr const char* serve_program_name = "dateline-serve";

}  // namespace dateline::serve
