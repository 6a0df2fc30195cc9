#include "evaluation/sgml_topics.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "evaluation/text_lines.hpp"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 5> labels{
    "Number:", "Topic:", "Title:", "Description:", "Narrative:"};

/// A start or end tag: `<` and letters, up to `>`.
struct Tag {
  std::string name;  ///< lower case, with the slash of an end tag
  std::size_t begin = std::string_view::npos;
  std::size_t end = std::string_view::npos;
};

char lower_ascii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_ascii_letter(char c) {
  return lower_ascii(c) >= 'a' && lower_ascii(c) <= 'z';
}

/// The first tag at or after `from`; a `<` that begins none is text.
Tag next_tag(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find('<', from); at != std::string_view::npos;
       at = text.find('<', at + 1)) {
    Tag tag{{}, at, at + 1};
    while (tag.end < text.size() &&
           (is_ascii_letter(text[tag.end]) || (tag.name.empty() && text[tag.end] == '/')))
      tag.name += lower_ascii(text[tag.end++]);
    if (tag.name.size() > 1 && tag.end < text.size() && text[tag.end] == '>') {
      ++tag.end;
      return tag;
    }
  }
  return {};
}

std::string without_label(std::string_view content) {
  content = without_blanks_around(content);
  for (const std::string_view label : labels) {
    if (!content.starts_with(label)) continue;
    content = without_blanks_around(content.substr(label.size()));
    break;
  }
  return std::string(content);
}

std::string without_leading_zeros(std::string number) {
  const bool digits =
      std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
  const std::size_t zeros = std::min(number.find_first_not_of('0'), number.size());
  return digits && zeros < number.size() ? number.substr(zeros) : number;
}

using Sections = std::map<std::string, std::string>;

std::string text_of_parts(Sections& sections, const TopicParts& parts) {
  std::string text;
  const auto append = [&](bool wanted, const char* name) {
    const auto section = sections.find(name);
    if (!wanted || section == sections.end() || section->second.empty()) return;
    if (!text.empty()) text += '\n';
    text += section->second;
  };
  append(parts.title, "title");
  append(parts.description, "desc");
  append(parts.narrative, "narr");
  return text;
}

class SgmlTopicReader {
 public:
  SgmlTopicReader(std::string_view text, const std::string& file_name, const TopicParts& parts)
      : text_(text), file_name_(file_name), parts_(parts) {}

  Result<std::vector<Topic>> run() {
    for (Tag tag = next_tag(text_, 0); tag.begin != std::string_view::npos;) {
      if (tag.name != "top")
        return fail(tag.begin, "a tag outside of <top>", "topics are <top> ... </top>");
      DATELINE_ASSIGN(tag, read_topic(tag));
    }
    return std::move(topics_);
  }

 private:
  /// Reads up to </top>; gives the tag after it.
  Result<Tag> read_topic(const Tag& top) {
    Sections sections;
    Tag tag = next_tag(text_, top.end);
    while (tag.name != "/top") {
      if (tag.begin == std::string_view::npos || tag.name == "top")
        return fail(top.begin, "this topic has no end", "topics are <top> ... </top>");
      const Tag next = next_tag(text_, tag.end);
      const std::size_t end = std::min(next.begin, text_.size());
      sections.emplace(tag.name, without_label(text_.substr(tag.end, end - tag.end)));
      tag = next;
    }
    Topic topic{without_leading_zeros(sections["num"]), text_of_parts(sections, parts_)};
    if (topic.id.empty())
      return fail(top.begin, "this topic has no number", "as in <num> Number: 301");
    if (topic.text.empty())
      return fail(top.begin, "this topic has none of the requested parts",
                  "choose others with --topic-parts title,desc,narr");
    topics_.push_back(std::move(topic));
    return next_tag(text_, tag.end);
  }

  [[nodiscard]] tl::unexpected<Error> fail(std::size_t at, const char* message,
                                           const char* hint) const {
    const auto lines =
        std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return line_failure(file_name_, static_cast<std::size_t>(lines) + 1, message, hint);
  }

  std::string_view text_;
  const std::string& file_name_;
  const TopicParts& parts_;
  std::vector<Topic> topics_;
};

}  // namespace

Result<std::vector<Topic>> parse_sgml_topics(std::string_view text, const std::string& file_name,
                                             const TopicParts& parts) {
  return SgmlTopicReader(text, file_name, parts).run();
}

}  // namespace dateline
