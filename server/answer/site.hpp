// How the web page plugs into the server: files, and pages that are rendered here.
//
// Derive from Site, and give an object of it to Router (main.cpp makes both). The server does the
// rest: Host check, methods, HEAD, gzip, ETag and 304, security fields (scripts, styles, images and
// requests of this server only; nothing inline), limits, deadlines and the log.
#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "dateline/searcher.hpp"

namespace dateline::serve {

/// A file that is part of the program. What the views point to lives as long as the Site.
struct StaticFile {
  std::string_view content_type;  ///< `text/css; charset=utf-8`
  std::string_view body;
  std::string_view etag;       ///< with its quotes
  bool never_changes = false;  ///< its path holds its hash: browsers need not ask again
};

/// What a page is rendered from.
struct SiteRequest {
  std::string_view path;          ///< raw, in percent-encoding
  std::string_view query_string;  ///< raw, without the "?"
  const Searcher& searcher;
  std::chrono::steady_clock::time_point deadline;  ///< for SearchRequest::deadline
  std::stop_token stop;                            ///< for SearchRequest::stop
};

/// A page. With its revision (Searcher::revision), browsers keep it until there is another one.
struct SitePage {
  unsigned status = 200;
  std::string html;
  std::optional<std::string> revision{};
};

/// All functions may be called from many threads at once.
class Site {
 public:
  virtual ~Site() = default;
  /// The file at this raw path; nothing if there is none. Called for every path that is not of
  /// the API, on the thread that serves all connections: a look into a table, no more.
  [[nodiscard]] virtual std::optional<StaticFile> find_file(std::string_view path) const = 0;
  /// Whether there is a page at this path; likewise.
  [[nodiscard]] virtual bool has_page(std::string_view path) const = 0;
  /// Runs on a query thread; may search. Errors of the user (a bad query) are shown on the page,
  /// with the status that fits them. What is thrown becomes a problem document with status 500.
  [[nodiscard]] virtual SitePage render(const SiteRequest& request) const = 0;
};

}  // namespace dateline::serve
