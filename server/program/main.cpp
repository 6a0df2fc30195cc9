// dateline-serve: opens the index and the sockets, and serves until it is asked to stop.
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <utility>

#include "common/cli/report.hpp"
#include "server/connection/server.hpp"
#include "server/listen/listening_socket.hpp"
#include "server/page/page_site.hpp"
#include "server/program/generation_watch.hpp"
#include "server/program/options.hpp"
#include "server/program_name.hpp"

namespace dateline::serve {
namespace {

int fail(const Error& error) {
  print_error(error, serve_program_name);
  return static_cast<int>(exit_code(error.code));
}

/// Of a large store, as many tables stay open as an eighth of the limit allows.
void raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);  // where it is refused, what there is must do
}

/// What systemd handed over, else what the command line names, else the default address.
Result<std::vector<ListeningSocket>> open_sockets(const ServeOptions& options) {
  DATELINE_ASSIGN(std::vector<ListeningSocket> sockets, inherited_sockets());
  if (!options.unix_path.empty()) {
    DATELINE_ASSIGN(sockets.emplace_back(), listen_on(options.unix_path, options.unix_mode));
  }
  if (options.listen || sockets.empty()) {
    DATELINE_ASSIGN(sockets.emplace_back(), listen_on(options.listen.value_or(ListenAddress{})));
  }
  return sockets;
}

/// The address that is listened on is a name of this server.
void allow_own_names(const ServeOptions& options, HostPolicy& hosts) {
  if (!options.listen) return;
  if (is_wildcard(options.listen->host))
    hosts.allow_addresses();
  else
    hosts.allow(url_host(options.listen->host));
}

/// Once the program listens: whoever waits for it can connect from then on.
void announce(const std::vector<ListeningSocket>& sockets) {
  for (const ListeningSocket& socket : sockets)
    std::fprintf(stderr, "%s: listening on %s\n", serve_program_name, socket.url.c_str());
}

/// A socket file that this process made goes with it.
void remove_socket_file(const ServeOptions& options) {
  if (!options.unix_path.empty()) ::unlink(options.unix_path.c_str());
}

int run(int argc, char** argv) {
  auto parsed = parse_serve_options(argc, argv);
  if (!parsed) return fail(parsed.error());
  if (const auto* information = std::get_if<Information>(&*parsed)) {
    write_stdout(information->text);
    return finish(ExitCode::done);
  }
  auto& options = std::get<ServeOptions>(*parsed);
  raise_file_limit();
  const auto searcher = Searcher::open(options.index);
  if (!searcher) return fail(searcher.error());
  auto log = AccessLog::open(options.access_log);
  if (!log) return fail(log.error());
  auto sockets = open_sockets(options);
  if (!sockets) return fail(sockets.error());
  allow_own_names(options, options.router.hosts);
  const PageSite site;
  Router router(*searcher, options.router, &site);
  const GenerationWatch watch(*searcher);
  announce(*sockets);
  const Status served = serve(std::move(*sockets), options.server, router, std::move(*log));
  remove_socket_file(options);
  return served ? static_cast<int>(ExitCode::done) : fail(served.error());
}

}  // namespace
}  // namespace dateline::serve

int main(int argc, char** argv) {
  return dateline::run_program(dateline::serve::serve_program_name, dateline::serve::run, argc,
                               argv);
}
