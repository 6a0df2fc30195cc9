#include "indexer/readers/mail/mail_sniff.hpp"

#include <algorithm>
#include <array>

#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

using namespace std::literals;

constexpr std::array senders{"from"sv, "received"sv, "return-path"sv, "sender"sv};
constexpr std::array others{"message-id"sv, "mime-version"sv, "delivered-to"sv, "received"sv,
                            "subject"sv,    "to"sv,           "date"sv,         "reply-to"sv};

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// `10:00`
bool has_time(std::string_view text) noexcept {
  for (std::size_t at = text.find(':'); at != std::string_view::npos; at = text.find(':', at + 1)) {
    const bool before = at > 0 && is_digit(text[at - 1]);
    if (before && at + 2 < text.size() && is_digit(text[at + 1]) && is_digit(text[at + 2]))
      return true;
  }
  return false;
}

/// The name of a field; empty where the line is none.
std::string_view field_name(std::string_view line) noexcept {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 76) return {};
  const std::string_view name = line.substr(0, colon);
  const bool printable =
      std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 127; });
  return printable ? name : std::string_view();
}

template <std::size_t Count>
bool is_one_of(std::string_view name, const std::array<std::string_view, Count>& names) noexcept {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view known) { return equal_ignoring_case(known, name); });
}

}  // namespace

bool is_mbox_separator(std::string_view line) noexcept {
  constexpr std::string_view mark = "From ";
  return line.starts_with(mark) && line.size() < 1000 && has_time(line.substr(mark.size()));
}

bool begins_with_mail_header(std::string_view head) {
  std::string_view first_sender;
  std::string_view another;
  while (!head.empty()) {
    const std::size_t end = head.find('\n');
    std::string_view line = head.substr(0, end);
    const bool cut_off = end == std::string_view::npos;
    head = cut_off ? std::string_view() : head.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') continue;
    const std::string_view name = field_name(line);
    if (name.empty()) {
      if (cut_off) break;
      return false;
    }
    if (first_sender.empty() && is_one_of(name, senders))
      first_sender = name;
    else if (is_one_of(name, others))
      another = name;
  }
  return !first_sender.empty() && !another.empty();
}

}  // namespace dateline
