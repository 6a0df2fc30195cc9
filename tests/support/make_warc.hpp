// Web archives made in memory, for tests that read them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::test {

using WarcFields = std::vector<std::pair<std::string, std::string>>;

/// A record with any header and block; its length is the block's, where the fields have none.
inline std::string warc_record(const WarcFields& fields, std::string_view block,
                               std::string_view version = "WARC/1.0",
                               std::string_view line_end = "\r\n") {
  std::string text(version);
  text += line_end;
  bool has_length = false;
  for (const auto& [name, value] : fields) {
    text.append(name).append(": ").append(value).append(line_end);
    has_length |= name == "Content-Length" || name == "content-length";
  }
  if (!has_length)
    text += "Content-Length: " + std::to_string(block.size()) + std::string(line_end);
  text.append(line_end).append(block).append(line_end).append(line_end);
  return text;
}

inline std::string http(std::string_view body, std::string_view type = "text/html",
                        std::string_view fields = "", std::string_view status = "200 OK") {
  std::string text = "HTTP/1.1 ";
  text.append(status).append("\r\nContent-Type: ").append(type).append("\r\n").append(fields);
  return text.append("\r\n").append(body);
}

inline std::string response(const std::string& uri, std::string_view message,
                            const std::string& date = "2024-05-14T10:00:00Z") {
  return warc_record({{"WARC-Type", "response"},
                      {"WARC-Target-URI", uri},
                      {"WARC-Date", date},
                      {"Content-Type", "application/http; msgtype=response"}},
                     message);
}

inline std::string page(std::string_view text, std::string_view title = "Ferry") {
  std::string html = "<!DOCTYPE html><html><head><title>";
  html.append(title).append("</title></head><body><article><p>").append(text);
  return html.append("</p></article></body></html>");
}

}  // namespace dateline::test
