#include "server/program/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <thread>

#include "common/cli/command_line.hpp"
#include "common/cli/completion.hpp"
#include "server/program_name.hpp"

namespace dateline::serve {
namespace {

constexpr const char* description = "Serves an index of dated news over HTTP.";

constexpr const char* footer = R"(Examples:
  dateline-serve --index news.idx
  dateline-serve --index news.idx --listen 0.0.0.0:7700 --allow-host news.example.org
  dateline-serve --index news.idx --unix /run/dateline/http.sock --unix-mode 660
  curl 'http://127.0.0.1:7700/api/v1/search?q=Odesa+agreement&limit=3'

Exit codes:
  0   stopped by SIGTERM or SIGINT, all requests answered
  2   wrong use of the command, or no such index
  11  the index was made by another version of format or analysis
  70  internal error
  74  a file cannot be read, the index is damaged, or a port is taken
  75  another server listens on the Unix socket

See also dateline-serve(1).)";

/// What CLI11 fills, before it is checked.
struct Arguments {
  std::string listen;
  std::string unix_mode = "660";
  std::vector<std::string> hosts;
  double query_seconds = 2;
  double request_seconds = 30;
  double drain_seconds = 10;
};

void add_listening(CLI::App& app, Arguments& arguments, ServeOptions& options) {
  app.add_option("--index", options.index, "The index")
      ->type_name("DIR")
      ->envname("DATELINE_INDEX");
  app.add_option("--listen", arguments.listen,
                 "Address and port (default 127.0.0.1:7700); port 0 chooses any free one")
      ->type_name("ADDRESS:PORT");
  app.add_option("--unix", options.unix_path, "Listen on a Unix socket instead")->type_name("PATH");
  app.add_option("--unix-mode", arguments.unix_mode, "Its permissions (default 660)")
      ->type_name("OCTAL");
  app.add_option(
         "--allow-host", arguments.hosts,
         "Also answer to this name, not only to loopback names and the address listened on; "
         "* answers to all")
      ->type_name("NAME")
      ->allow_extra_args(false);
  app.add_option("--cors-origin", options.router.cors_origins,
                 "Allow pages of this origin to read answers; * allows all")
      ->type_name("ORIGIN")
      ->allow_extra_args(false);
  app.add_option("--access-log", options.access_log,
                 "A line for each request goes to this file; - is standard output")
      ->type_name("FILE");
}

void add_limits(CLI::App& app, Arguments& arguments, ServerSettings& server) {
  app.add_option("--threads", server.threads, "Threads that search (default: cores)")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
  app.add_option("--queue", server.queue,
                 "Requests that may wait for a thread (default 64); others get 503")
      ->type_name("N")
      ->check(CLI::Range(1, 100'000));
  app.add_option("--connections", server.connections, "Most connections (default 256)")
      ->type_name("N")
      ->check(CLI::Range(1, 100'000));
  const CLI::Range seconds(0.01, 3600.0);
  app.add_option("--query-time", arguments.query_seconds,
                 "Longest time of a search (default 2); then it answers with what it has found")
      ->type_name("SECONDS")
      ->check(seconds);
  app.add_option(
         "--request-time", arguments.request_seconds,
         "Longest time of a request, from its header to the answer's last byte (default 30)")
      ->type_name("SECONDS")
      ->check(seconds);
  app.add_option("--drain-time", arguments.drain_seconds,
                 "For running requests when asked to stop (default 10)")
      ->type_name("SECONDS")
      ->check(seconds);
}

std::chrono::milliseconds to_ms(double seconds) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

Result<mode_t> parse_mode(const std::string& text) {
  constexpr unsigned most = 0777;
  constexpr int octal = 8;
  unsigned mode = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, mode, octal);
  if (error == std::errc() && stop == end && mode <= most) return static_cast<mode_t>(mode);
  return failure(ErrorCode::usage, fmt::format("--unix-mode {}: not a mode", text),
                 "as in 660 or 666");
}

/// An origin is compared as a whole, so that one with a path would never match.
Status check_origin(const std::string& origin) {
  const std::size_t scheme = origin.find("://");
  const bool plain = scheme != std::string::npos && scheme > 0 &&
                     origin.find_first_of("/ \t\r\n", scheme + 3) == std::string::npos;
  if (origin == "*" || plain) return {};
  return failure(ErrorCode::usage, fmt::format("--cors-origin {}: not an origin", origin),
                 "as in https://news.example.org, without a path");
}

Status convert(const Arguments& arguments, ServeOptions& options) {
  DATELINE_TRY(require_index(options.index));
  if (!arguments.listen.empty()) {
    DATELINE_ASSIGN(options.listen, parse_listen_address(arguments.listen));
  }
  DATELINE_ASSIGN(options.unix_mode, parse_mode(arguments.unix_mode));
  for (const std::string& origin : options.router.cors_origins) DATELINE_TRY(check_origin(origin));
  for (const std::string& host : arguments.hosts) options.router.hosts.allow(host);
  options.router.query_time = to_ms(arguments.query_seconds);
  options.server.request_time = to_ms(arguments.request_seconds);
  options.server.drain_time = to_ms(arguments.drain_seconds);
  return {};
}

}  // namespace

Result<std::variant<ServeOptions, Information>> parse_serve_options(int argc,
                                                                    const char* const* argv) {
  using Parsed = std::variant<ServeOptions, Information>;
  CLI::App app(description, serve_program_name);
  Arguments arguments;
  ServeOptions options;
  options.server.threads = std::max(1u, std::thread::hardware_concurrency());
  app.set_help_flag("-h,--help", "Print this help");
  app.footer(footer);
  app.set_version_flag("--version", version_text(serve_program_name));
  add_listening(app, arguments, options);
  add_limits(app, arguments, options.server);
  add_config_option(app, "serve");
  add_completion_option(app);
  DATELINE_ASSIGN(
      auto information,
      parse_command_line(
          app, {argv + 1, argv + argc},
          {.program = serve_program_name,
           .settings = "keys in [serve] are named like the long options, as in: threads = 4",
           .explain = {}}));
  if (information) return Parsed(std::move(*information));
  Status converted = convert(arguments, options);
  if (!converted) return tl::unexpected(with_config_place(app, std::move(converted.error())));
  return Parsed(std::move(options));
}

}  // namespace dateline::serve
