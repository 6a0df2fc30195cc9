#include "indexer/readers/warc/http_message.hpp"

#include <charconv>

#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

constexpr std::size_t nowhere = std::string_view::npos;

/// `HTTP/1.1 200 OK`; 0 for another line.
int status_of(std::string_view line) noexcept {
  if (!line.starts_with("HTTP/")) return 0;
  const std::size_t space = line.find(' ');
  if (space == nowhere) return 0;
  const std::string_view number = trim(line.substr(space)).substr(0, 3);
  int status = 0;
  std::from_chars(number.data(), number.data() + number.size(), status);
  return status;
}

void add_codings(std::vector<std::string_view>& codings, std::string_view list) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    const std::string_view coding = trim(list.substr(0, comma));
    if (!coding.empty() && !equal_ignoring_case(coding, "identity")) codings.push_back(coding);
    list = comma == nowhere ? std::string_view() : list.substr(comma + 1);
  }
}

void take_field(HttpMessage& message, std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == nowhere) return;
  const std::string_view name = trim(line.substr(0, colon));
  const std::string_view value = trim(line.substr(colon + 1));
  if (equal_ignoring_case(name, "Content-Type"))
    message.content_type = value;
  else if (equal_ignoring_case(name, "Content-Encoding"))
    add_codings(message.content_codings, value);
  else if (equal_ignoring_case(name, "Transfer-Encoding"))
    add_codings(message.transfer_codings, value);
}

}  // namespace

HttpMessage parse_http(std::string_view block) {
  HttpMessage message;
  message.body = block;
  message.status = status_of(block.substr(0, block.find('\n')));
  if (message.status == 0) return message;
  std::size_t at = block.find('\n');
  while (at != nowhere) {
    const std::size_t begin = at + 1;
    at = block.find('\n', begin);
    const std::string_view line = trim(block.substr(begin, at == nowhere ? at : at - begin));
    if (line.empty()) break;
    take_field(message, line);
  }
  message.body = at == nowhere ? std::string_view() : block.substr(at + 1);
  return message;
}

}  // namespace dateline
