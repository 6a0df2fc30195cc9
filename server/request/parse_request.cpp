#include "server/request/parse_request.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <optional>

#include "server/request/target.hpp"

namespace dateline::serve {
namespace {

namespace http = boost::beast::http;
using Header = http::request<http::empty_body>;
using Outcome = std::variant<NeedMore, ParsedRequest, RequestFault>;

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view header_end = "\r\n\r\n";

std::string text_of(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

std::string joined(const Header& header, http::field name) {
  std::string values;
  const auto [first, last] = header.equal_range(name);
  for (auto field = first; field != last; ++field) {
    if (!values.empty()) values += ", ";
    values.append(field->value().data(), field->value().size());
  }
  return values;
}

Method method_of(http::verb verb) {
  // Beast knows some thirty verbs; all but these are "other".
  if (verb == http::verb::get) return Method::get;
  if (verb == http::verb::head) return Method::head;
  if (verb == http::verb::options) return Method::options;
  return Method::other;
}

RequestFault too_long(std::string_view bytes) {
  if (bytes.find(line_end) == std::string_view::npos)
    return {414, "the URL does not fit into a header of 8 KiB"};
  return {431, "the header is longer than 8 KiB"};
}

/// A client that speaks TLS, or another protocol, gets an answer at once instead of a timeout.
bool begins_like_http(std::string_view bytes) {
  return bytes.empty() || (bytes[0] >= 'A' && bytes[0] <= 'Z') ||
         (bytes[0] >= 'a' && bytes[0] <= 'z');
}

bool has_folded_line(std::string_view header) {
  return header.find("\r\n ") != std::string_view::npos ||
         header.find("\r\n\t") != std::string_view::npos;
}

/// Whether the request line ends in a version, be it one that nobody speaks.
bool names_version(std::string_view header) {
  const std::string_view line = header.substr(0, header.find(line_end));
  const std::size_t blank = line.rfind(' ');
  return std::count(line.begin(), line.end(), ' ') == 2 && line.size() - blank == 9 &&
         line.substr(blank + 1, 5) == "HTTP/";
}

std::optional<RequestFault> fault_of_parsing(boost::system::error_code error,
                                             std::string_view header) {
  if (!error) return std::nullopt;
  if (error == http::error::body_limit) return RequestFault{413, "a request has no body"};
  if (error == http::error::bad_version && names_version(header))
    return RequestFault{505, "only HTTP/1.1 is supported"};
  if (error == http::error::header_limit) return RequestFault{431, "the header is too long"};
  return RequestFault{400, "not an HTTP/1.1 request"};
}

std::optional<RequestFault> fault_of_framing(const Header& header) {
  if (header.count(http::field::transfer_encoding) > 0)
    return RequestFault{501, "Transfer-Encoding is not accepted: a request has no body"};
  const std::size_t lengths = header.count(http::field::content_length);
  if (lengths > 1) return RequestFault{400, "Content-Length is given more than once"};
  if (lengths == 1 && header[http::field::content_length] != "0")
    return RequestFault{400, "a request has no body"};
  return std::nullopt;
}

std::optional<RequestFault> fault_of_fields(const Header& header) {
  if (header.version() != 10 && header.version() != 11)
    return RequestFault{505, "only HTTP/1.1 is supported"};
  if (auto fault = fault_of_framing(header)) return fault;
  const std::size_t hosts = header.count(http::field::host);
  if (hosts > 1) return RequestFault{400, "Host is given more than once"};
  if (hosts == 0 && header.version() == 11) return RequestFault{400, "Host is missing"};
  return std::nullopt;
}

Outcome to_request(const Header& header, std::size_t consumed) {
  if (auto fault = fault_of_fields(header)) return *fault;
  ParsedRequest parsed;
  parsed.consumed = consumed;
  HttpRequest& request = parsed.request;
  request.method = method_of(header.method());
  request.method_name = text_of(header.method_string());
  request.target = text_of(header.target());
  request.version = header.version();
  request.keep_alive = header.keep_alive();
  request.host = text_of(header[http::field::host]);
  request.if_none_match = joined(header, http::field::if_none_match);
  request.accept_encoding = joined(header, http::field::accept_encoding);
  request.origin = joined(header, http::field::origin);
  request.user_agent = joined(header, http::field::user_agent);
  auto target = split_target(request.target, request.method);
  if (!target) return RequestFault{400, "the request's target is not a URL"};
  if (!target->authority.empty()) request.host = std::move(target->authority);
  request.path = std::move(target->path);
  request.query_string = std::move(target->query);
  return parsed;
}

}  // namespace

Outcome parse_request(std::string_view bytes) {
  // An empty line in front of a request is forgiven, as RFC 9112 2.2 asks for.
  const std::size_t skipped = bytes.substr(0, 2) == line_end ? 2 : 0;
  bytes.remove_prefix(skipped);
  if (!begins_like_http(bytes)) return RequestFault{400, "not an HTTP/1.1 request"};
  const std::string_view window = bytes.substr(0, max_header_bytes);
  const std::size_t end = window.find(header_end);
  if (end == std::string_view::npos) {
    if (window.size() == max_header_bytes) return too_long(window);
    return NeedMore{};
  }
  const std::string_view header = window.substr(0, end + header_end.size());
  if (has_folded_line(header)) return RequestFault{400, "a line of the header is folded"};
  http::request_parser<http::empty_body> parser;
  parser.header_limit(max_header_bytes);
  parser.body_limit(max_body_bytes);
  boost::system::error_code error;
  parser.put(boost::asio::const_buffer(header.data(), header.size()), error);
  if (error == http::error::unexpected_body) error = {};  // said better by fault_of_framing()
  if (auto fault = fault_of_parsing(error, header)) return *fault;
  if (!parser.is_header_done()) return RequestFault{400, "not an HTTP/1.1 request"};
  return to_request(parser.get(), skipped + header.size());
}

}  // namespace dateline::serve
