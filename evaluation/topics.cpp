#include "evaluation/topics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>
#include <utility>

#include "common/base/utf8.hpp"
#include "evaluation/sgml_topics.hpp"
#include "evaluation/text_lines.hpp"

namespace dateline {
namespace {

using Json = nlohmann::json;
constexpr std::size_t most_topic_bytes = std::size_t{64} << 20;

/// A member that is a string or a whole number, as text; empty if there is none.
std::string text_of(const Json& object, const char* name) {
  const auto member = object.find(name);
  if (member == object.end()) return {};
  if (member->is_string()) return member->get<std::string>();
  return member->is_number_integer() ? member->dump() : std::string();
}

Result<std::vector<Topic>> parse_json_topics(std::string_view bytes, const std::string& file_name) {
  std::vector<Topic> topics;
  DATELINE_TRY(for_each_line(bytes, [&](std::string_view line, std::size_t number) -> Status {
    const Json object = Json::parse(line, nullptr, false);
    const Topic topic =
        object.is_object() ? Topic{text_of(object, "_id"), text_of(object, "text")} : Topic{};
    if (topic.id.empty() || topic.text.empty())
      return line_failure(file_name, number, "not a topic",
                          R"(a line is an object, as in {"_id": "1", "text": "grain exports"})");
    topics.push_back(topic);
    return {};
  }));
  return topics;
}

Result<std::vector<Topic>> parse_tab_topics(std::string_view bytes, const std::string& file_name) {
  std::vector<Topic> topics;
  DATELINE_TRY(for_each_line(bytes, [&](std::string_view line, std::size_t number) -> Status {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos)
      return line_failure(file_name, number, "no tab between a topic's id and its text",
                          "topics are TREC's SGML, JSON Lines, or lines of id, tab and text");
    topics.push_back({std::string(without_blanks_around(line.substr(0, tab))),
                      std::string(without_blanks_around(line.substr(tab + 1)))});
    return {};
  }));
  return topics;
}

Status check_ids(const std::vector<Topic>& topics, const std::string& file_name) {
  if (topics.empty())
    return failure(ErrorCode::usage, fmt::format("{} holds no topic", file_name),
                   "topics are TREC's SGML, JSON Lines, or lines of id, tab and text");
  std::unordered_set<std::string_view> ids;
  for (const Topic& topic : topics) {
    if (!ids.insert(topic.id).second)
      return failure(ErrorCode::usage,
                     fmt::format("{}: two topics have the id {}", file_name, topic.id),
                     "give each topic its own id");
  }
  return {};
}

}  // namespace

Result<std::vector<Topic>> parse_topics(std::string_view bytes, const std::string& file_name,
                                        const TopicParts& parts) {
  bytes = without_byte_order_mark(bytes);
  const std::string_view content = without_blanks_around(bytes);
  const char first = content.empty() ? '\0' : content.front();
  auto topics = first == '<'   ? parse_sgml_topics(bytes, file_name, parts)
                : first == '{' ? parse_json_topics(bytes, file_name)
                               : parse_tab_topics(bytes, file_name);
  if (topics) DATELINE_TRY(check_ids(*topics, file_name));
  return topics;
}

Result<std::vector<Topic>> read_topics(const std::string& path, const TopicParts& parts) {
  DATELINE_ASSIGN(const std::string bytes, read_evaluation_file(path, most_topic_bytes));
  return parse_topics(bytes, path, parts);
}

}  // namespace dateline
