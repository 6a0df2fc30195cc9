// The command line of dateline-serve as a struct. Nothing that includes this header needs CLI11.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/cli/information.hpp"
#include "dateline/error.hpp"
#include "server/connection/server_settings.hpp"
#include "server/listen/listen_address.hpp"
#include "server/route/router.hpp"

namespace dateline::serve {

struct ServeOptions {
  std::string index;
  std::optional<ListenAddress> listen;  ///< nothing: the default, unless there is another socket
  std::string unix_path;                ///< empty: no Unix socket
  mode_t unix_mode = 0660;
  std::string access_log;  ///< a file, "-" or empty: none
  ServerSettings server;
  RouterSettings router;
};

/// Reads arguments, environment and configuration file. Errors: usage, with a hint.
Result<std::variant<ServeOptions, Information>> parse_serve_options(int argc,
                                                                    const char* const* argv);

}  // namespace dateline::serve
