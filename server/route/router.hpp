// Which endpoint answers a request, and what all of them have in common: Host, methods, CORS,
// If-None-Match.
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "dateline/searcher.hpp"
#include "server/answer/http_answer.hpp"
#include "server/answer/routes.hpp"
#include "server/answer/site.hpp"
#include "server/request/host_policy.hpp"
#include "server/request/http_request.hpp"

namespace dateline::serve {

struct RouterSettings {
  HostPolicy hosts;
  std::vector<std::string> cors_origins;        ///< exact origins, or `*`
  std::chrono::milliseconds query_time{2'000};  ///< most of a search, waiting included
};

/// An answer, or what makes it. A job is run on a query thread and throws nothing.
struct Routed {
  using Job = std::function<HttpAnswer()>;
  RouteName name = RouteName::none;
  std::variant<HttpAnswer, Job> what;
  bool is_bulk = false;  ///< asks for so much that others should not wait for it
};

/// What the server knows and a route may report.
using MetricsText = std::function<std::string()>;

/// route() is called from one thread; the jobs that it returns run on any. The router must outlive
/// them.
class Router {
 public:
  /// `site` may be null: then there is an API and no page.
  Router(const Searcher& searcher, RouterSettings settings, const Site* site)
      : searcher_(searcher), settings_(std::move(settings)), site_(site) {}

  [[nodiscard]] Routed route(const HttpRequest& request) const;

  void set_metrics(MetricsText metrics) { metrics_ = std::move(metrics); }
  [[nodiscard]] std::uint64_t generation() const noexcept { return searcher_.generation(); }
  /// /health says so from now on, so that a balancer sends nobody any more.
  void set_draining() noexcept { draining_ = true; }
  /// Searches that run end soon, with 503.
  void cancel_searches() noexcept { stop_.request_stop(); }

  /// CORS: the origin to name in the answer to this request; empty: none.
  [[nodiscard]] std::string allowed_origin(const HttpRequest& request) const;
  [[nodiscard]] bool origins_differ() const noexcept { return !settings_.cors_origins.empty(); }

 private:
  [[nodiscard]] Routed route_path(const HttpRequest& request) const;
  [[nodiscard]] Routed route_search(const HttpRequest& request) const;
  [[nodiscard]] Routed route_document(const HttpRequest& request) const;
  [[nodiscard]] Routed route_suggest(const HttpRequest& request) const;
  [[nodiscard]] Routed route_site(const HttpRequest& request) const;
  [[nodiscard]] HttpAnswer preflight(const HttpRequest& request) const;
  [[nodiscard]] HttpAnswer health() const;

  [[nodiscard]] HttpAnswer answer_file(const StaticFile& file, const HttpRequest& request) const;

  const Searcher& searcher_;
  RouterSettings settings_;
  const Site* site_;
  MetricsText metrics_;
  /// Bodies of files, compressed when they were first asked for; of the thread that routes.
  mutable std::unordered_map<const char*, HttpAnswer> compressed_files_;
  bool draining_ = false;
  std::stop_source stop_;
};

}  // namespace dateline::serve
