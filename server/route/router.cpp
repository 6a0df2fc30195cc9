#include "server/route/router.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/cli/report.hpp"
#include "dateline/output.hpp"
#include "server/answer/etag.hpp"
#include "server/answer/gzip.hpp"
#include "server/answer/problem.hpp"
#include "server/program_name.hpp"
#include "server/request/target.hpp"
#include "server/route/openapi.hpp"
#include "server/route/search_parameters.hpp"

namespace dateline::serve {
namespace {

using Clock = std::chrono::steady_clock;
using Job = Routed::Job;

/// More hits than a person reads at a time: a program collects them.
constexpr std::size_t most_hits_of_a_page = 100;
constexpr std::string_view api_prefix = "/api/";
constexpr std::string_view search_path = "/api/v1/search";
constexpr std::string_view suggest_path = "/api/v1/suggest";
constexpr std::string_view documents_path = "/api/v1/documents";
constexpr std::string_view documents_prefix = "/api/v1/documents/";
constexpr std::string_view json_content_type = "application/json";
constexpr const char* allowed_methods = "GET, HEAD, OPTIONS";

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

/// The client's view of an error; the whole of it goes to the server's log where it is our fault.
HttpAnswer answer_to(const Error& error) {
  if (is_server_fault(error.code)) print_error(error, serve_program_name);
  return to_answer(to_problem(error));
}

/// What is thrown has a text of some library; it is for the log only.
Job guarded(Job job, bool gzip) {
  return [job = std::move(job), gzip]() -> HttpAnswer {
    try {
      HttpAnswer answer = job();
      if (gzip) compress(answer);
      return answer;
    } catch (const std::exception& exception) {
      return answer_to({ErrorCode::internal, exception.what(), {}, {}});
    } catch (...) {
      return answer_to({ErrorCode::internal, "an unknown exception", {}, {}});
    }
  };
}

HttpAnswer json_answer(std::string body) {
  HttpAnswer answer;
  answer.content_type = json_content_type;
  answer.body = std::move(body);
  return answer;
}

/// JSON that stays the same until there is another revision.
HttpAnswer indexed_answer(std::string body, std::string_view revision, std::string_view target) {
  HttpAnswer answer = json_answer(std::move(body));
  answer.etag = etag_for(revision, target);
  answer.cache_policy = CachePolicy::revalidate;
  return answer;
}

/// A browser takes the fields of a 304 over into what it keeps: the policy is that of the answer.
HttpAnswer not_modified(std::string etag, ContentPolicy policy = ContentPolicy::data) {
  HttpAnswer answer;
  answer.status = 304;
  answer.content_policy = policy;
  answer.etag = std::move(etag);
  answer.cache_policy = CachePolicy::revalidate;
  return answer;
}

HttpAnswer not_found() {
  return to_answer({404, "not_found", "no such endpoint", "/openapi.json describes all endpoints"});
}

HttpAnswer wrong_method(const std::string& method) {
  HttpAnswer answer = to_answer(
      {405, "method_not_allowed", fmt::format("{} is not allowed here", method), "use GET"});
  answer.fields.emplace_back("Allow", allowed_methods);
  return answer;
}

HttpAnswer wrong_host() {
  return to_answer({421, "wrong_host", "this server does not answer to the name in Host",
                    "start it with --allow-host NAME to let the name through"});
}

HttpAnswer page_answer(SitePage&& page, std::string_view target) {
  HttpAnswer answer;
  answer.status = page.status;
  answer.content_type = "text/html; charset=utf-8";
  answer.body = std::move(page.html);
  answer.content_policy = ContentPolicy::page;
  if (!page.revision) return answer;
  answer.etag = etag_for(*page.revision, target);
  answer.cache_policy = CachePolicy::revalidate;
  return answer;
}

HttpAnswer search_answer(const Searcher& searcher, const SearchRequest& query,
                         std::string_view target) {
  const auto page = searcher.search(query);
  if (!page) return answer_to(page.error());
  std::string json = page_to_json(*page, query.explain);
  // Another time more may be found: a partial page is nothing to keep.
  if (page->partial) return json_answer(std::move(json));
  return indexed_answer(std::move(json), page->revision, target);
}

HttpAnswer document_answer(const Searcher& searcher, const std::string& key,
                           std::string_view target) {
  const std::string revision = searcher.revision();
  const auto document = searcher.document(key);
  if (!document) return answer_to(document.error());
  return indexed_answer(document_to_json(*document), revision, target);
}

/// The key after /api/v1/documents/.
tl::expected<std::string, Problem> key_in_path(const HttpRequest& request) {
  const auto key =
      percent_decode(std::string_view(request.path).substr(documents_prefix.size()), false);
  if (!key)
    return tl::unexpected(Problem{400, "bad_url", "the document's key cannot be decoded",
                                  "a % is followed by two hexadecimal digits, and text is UTF-8"});
  if (const auto checked = check_no_parameters(request.query_string); !checked)
    return tl::unexpected(checked.error());
  return *key;
}

HttpAnswer suggest_answer(const Searcher& searcher, const std::string& text,
                          std::string_view target) {
  const auto suggestions = searcher.suggest(text);
  if (!suggestions) return answer_to(suggestions.error());
  return indexed_answer(suggestions_to_json(*suggestions), suggestions->revision, target);
}

}  // namespace

std::string Router::allowed_origin(const HttpRequest& request) const {
  for (const std::string& origin : settings_.cors_origins)
    if (origin == "*" || (!request.origin.empty() && origin == request.origin)) return origin;
  return {};
}

HttpAnswer Router::preflight(const HttpRequest& request) const {
  HttpAnswer answer;
  answer.status = 204;
  answer.fields.emplace_back("Allow", allowed_methods);
  if (!allowed_origin(request).empty()) {
    answer.fields.emplace_back("Access-Control-Allow-Methods", allowed_methods);
    answer.fields.emplace_back("Access-Control-Allow-Headers", "If-None-Match");
    answer.fields.emplace_back("Access-Control-Max-Age", "86400");
  }
  return answer;
}

HttpAnswer Router::answer_file(const StaticFile& file, const HttpRequest& request) const {
  HttpAnswer answer;
  // Weak: compressed or not, it is the same file.
  answer.etag = (file.etag.substr(0, 2) == "W/" ? "" : "W/") + std::string(file.etag);
  answer.content_policy = ContentPolicy::page;
  answer.cache_policy = file.never_changes ? CachePolicy::forever : CachePolicy::revalidate;
  if (matches_etag(request.if_none_match, answer.etag)) {
    answer.status = 304;
    return answer;
  }
  answer.content_type = file.content_type;
  answer.body = file.body;
  if (!accepts_gzip(request.accept_encoding)) return answer;
  const auto [entry, is_new] = compressed_files_.try_emplace(file.body.data());
  if (is_new) {
    compress(answer);
    entry->second = answer;
  }
  return entry->second;
}

HttpAnswer Router::health() const {
  const nlohmann::ordered_json json{{"status", draining_ ? "draining" : "ok"},
                                    {"version", DATELINE_VERSION},
                                    {"generation", searcher_.generation()}};
  HttpAnswer answer = json_answer(json.dump() + "\n");
  if (draining_) answer.status = 503;
  return answer;
}

Routed Router::route(const HttpRequest& request) const {
  // A client of HTTP/1.0 may leave Host out; no browser is one.
  if (!request.host.empty() || request.version == 11)
    if (!settings_.hosts.allows(request.host)) return {RouteName::none, wrong_host()};
  if (request.method == Method::other) return {RouteName::none, wrong_method(request.method_name)};
  if (request.method == Method::options) return {RouteName::none, preflight(request)};
  return route_path(request);
}

Routed Router::route_path(const HttpRequest& request) const {
  const std::string& path = request.path;
  if (path == search_path) return route_search(request);
  if (path == documents_path || starts_with(path, documents_prefix)) return route_document(request);
  if (path == suggest_path) return route_suggest(request);
  if (path == "/health") return {RouteName::health, health()};
  if (path == "/openapi.json") {
    static const std::string etag = etag_of_content(openapi_json());
    return {RouteName::openapi, answer_file({json_content_type, openapi_json(), etag}, request)};
  }
  if (path == "/metrics") {
    HttpAnswer answer;
    answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
    answer.body = metrics_ ? metrics_() : std::string();
    return {RouteName::metrics, std::move(answer)};
  }
  if (site_ != nullptr && !starts_with(path, api_prefix)) return route_site(request);
  return {RouteName::none, not_found()};
}

Routed Router::route_search(const HttpRequest& request) const {
  auto query = parse_search_parameters(request.query_string);
  if (!query) return {RouteName::search, to_answer(query.error())};
  std::string etag = etag_for(searcher_.revision(), request.target);
  if (matches_etag(request.if_none_match, etag))
    return {RouteName::search, not_modified(std::move(etag))};
  query->deadline = Clock::now() + settings_.query_time;
  query->stop = stop_.get_token();
  const bool is_bulk = query->limit > most_hits_of_a_page;
  return {RouteName::search,
          guarded([this, query = std::move(*query),
                   target = request.target] { return search_answer(searcher_, query, target); },
                  accepts_gzip(request.accept_encoding)),
          is_bulk};
}

Routed Router::route_document(const HttpRequest& request) const {
  const auto key = request.path == documents_path ? parse_key_parameter(request.query_string)
                                                  : key_in_path(request);
  if (!key) return {RouteName::document, to_answer(key.error())};
  std::string etag = etag_for(searcher_.revision(), request.target);
  if (matches_etag(request.if_none_match, etag))
    return {RouteName::document, not_modified(std::move(etag))};
  return {RouteName::document,
          guarded([this, key = *key,
                   target = request.target] { return document_answer(searcher_, key, target); },
                  accepts_gzip(request.accept_encoding))};
}

Routed Router::route_suggest(const HttpRequest& request) const {
  auto text = parse_suggest_parameters(request.query_string);
  if (!text) return {RouteName::suggest, to_answer(text.error())};
  std::string etag = etag_for(searcher_.revision(), request.target);
  if (matches_etag(request.if_none_match, etag))
    return {RouteName::suggest, not_modified(std::move(etag))};
  return {RouteName::suggest,
          guarded([this, text = std::move(*text),
                   target = request.target] { return suggest_answer(searcher_, text, target); },
                  accepts_gzip(request.accept_encoding))};
}

Routed Router::route_site(const HttpRequest& request) const {
  if (const auto file = site_->find_file(request.path))
    return {RouteName::file, answer_file(*file, request)};
  if (!site_->has_page(request.path)) return {RouteName::none, not_found()};
  std::string etag = etag_for(searcher_.revision(), request.target);
  if (matches_etag(request.if_none_match, etag))
    return {RouteName::page, not_modified(std::move(etag), ContentPolicy::page)};
  const Clock::time_point deadline = Clock::now() + settings_.query_time;
  return {RouteName::page,
          guarded(
              [this, deadline, path = request.path, query = request.query_string,
               target = request.target] {
                return page_answer(
                    site_->render({path, query, searcher_, deadline, stop_.get_token()}), target);
              },
              accepts_gzip(request.accept_encoding))};
}

}  // namespace dateline::serve
