// Accepts connections, and stops gracefully.
#pragma once

#include <functional>
#include <vector>

#include "dateline/error.hpp"
#include "server/answer/access_log.hpp"
#include "server/connection/server_settings.hpp"
#include "server/listen/listening_socket.hpp"
#include "server/route/router.hpp"

namespace dateline::serve {

/// Serves until SIGTERM or SIGINT: then no connection is accepted any more, those without a request
/// are closed, and requests under way have `drain_time` to be answered. A second signal ends it at
/// once. SIGHUP opens the access log again. Call it once in a process. Errors: internal.
Status serve(std::vector<ListeningSocket> sockets, const ServerSettings& settings, Router& router,
             AccessLog log);

}  // namespace dateline::serve
