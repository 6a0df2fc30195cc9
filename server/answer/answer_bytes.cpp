#include "server/answer/answer_bytes.hpp"

#include <array>
#include <ctime>

#include "server/answer/problem.hpp"

namespace dateline::serve {
namespace {

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  out += "\r\n";
}

std::string_view content_security(ContentPolicy policy) {
  switch (policy) {
    case ContentPolicy::data:
      return "default-src 'none'; frame-ancestors 'none'";
    case ContentPolicy::page:
      return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
             "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
             "require-trusted-types-for 'script'; trusted-types 'none'";
  }
  return {};
}

std::string_view cache_control(CachePolicy policy) {
  switch (policy) {
    case CachePolicy::none:
      return "no-store";
    case CachePolicy::revalidate:
      return "no-cache";
    case CachePolicy::forever:
      return "public, max-age=31536000, immutable";
  }
  return {};
}

void append_security(std::string& out, const HttpAnswer& answer, const Framing& framing) {
  append_field(out, "Content-Security-Policy", content_security(answer.content_policy));
  append_field(out, "X-Content-Type-Options", "nosniff");
  append_field(out, "Referrer-Policy", "no-referrer");
  append_field(out, "Cross-Origin-Resource-Policy",
               framing.origins_differ ? "cross-origin" : "same-origin");
  if (framing.allowed_origin.empty()) return;
  append_field(out, "Access-Control-Allow-Origin", framing.allowed_origin);
  append_field(out, "Access-Control-Expose-Headers", "ETag, Retry-After");
}

void append_caching(std::string& out, const HttpAnswer& answer, const Framing& framing) {
  append_field(out, "Cache-Control", cache_control(answer.cache_policy));
  append_field(out, "Vary", framing.origins_differ ? "Accept-Encoding, Origin" : "Accept-Encoding");
  if (!answer.etag.empty()) append_field(out, "ETag", answer.etag);
}

void append_connection(std::string& out, const Framing& framing) {
  if (!framing.keep_alive) append_field(out, "Connection", "close");
  if (framing.keep_alive && framing.version == 10) append_field(out, "Connection", "keep-alive");
}

bool may_have_body(unsigned status) {
  return status >= 200 && status != 204 && status != 304;
}

}  // namespace

std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  std::array<char, 40> text{};
  // No locale is ever set in this program, so names of days and months are English.
  const std::size_t size =
      std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
  return {text.data(), size};
}

std::string header_of(const HttpAnswer& answer, const Framing& framing) {
  std::string out = "HTTP/1.1 " + std::to_string(answer.status) + " ";
  out += reason_of(answer.status);
  out += "\r\n";
  append_field(out, "Date", http_date());
  if (may_have_body(answer.status)) {
    if (!answer.content_type.empty()) append_field(out, "Content-Type", answer.content_type);
    if (answer.gzipped) append_field(out, "Content-Encoding", "gzip");
    append_field(out, "Content-Length", std::to_string(answer.body.size()));
  }
  append_caching(out, answer, framing);
  append_security(out, answer, framing);
  for (const auto& [name, value] : answer.fields) append_field(out, name, value);
  append_connection(out, framing);
  out += "\r\n";
  return out;
}

}  // namespace dateline::serve
