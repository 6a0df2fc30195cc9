// Accepts connections, and stops gracefully.
#pragma once

#include <functional>
#include <vector>

#include "dateline/error.hpp"
#include "searcher/serve/answer/access_log.hpp"
#include "searcher/serve/connection/server_settings.hpp"
#include "searcher/serve/listen/listening_socket.hpp"
#include "searcher/serve/route/router.hpp"

namespace dateline::serve {

/// Serves until SIGTERM or SIGINT: then no connection is accepted any more, those without a request
/// are closed, and requests under way have `drain_time` to be answered. A second signal ends it at
/// once. SIGHUP opens the access log again. Call it once in a process. Errors: internal.
Status serve(std::vector<ListeningSocket> sockets, const ServerSettings& settings, Router& router,
             AccessLog log);

}  // namespace dateline::serve
