#include "server/page/language_names.hpp"

#include <algorithm>
#include <array>

#include "common/base/ascii.hpp"

namespace dateline {
namespace {

struct Language {
  std::string_view tag;
  std::string_view name;
};

constexpr std::array<Language, 36> languages{{
    {"ar", "Arabic"},    {"bg", "Bulgarian"},  {"ca", "Catalan"},    {"cs", "Czech"},
    {"da", "Danish"},    {"de", "German"},     {"el", "Greek"},      {"en", "English"},
    {"es", "Spanish"},   {"et", "Estonian"},   {"fa", "Persian"},    {"fi", "Finnish"},
    {"fr", "French"},    {"he", "Hebrew"},     {"hi", "Hindi"},      {"hr", "Croatian"},
    {"hu", "Hungarian"}, {"id", "Indonesian"}, {"it", "Italian"},    {"ja", "Japanese"},
    {"ko", "Korean"},    {"lt", "Lithuanian"}, {"lv", "Latvian"},    {"nl", "Dutch"},
    {"no", "Norwegian"}, {"pl", "Polish"},     {"pt", "Portuguese"}, {"ro", "Romanian"},
    {"ru", "Russian"},   {"sk", "Slovak"},     {"sl", "Slovenian"},  {"sr", "Serbian"},
    {"sv", "Swedish"},   {"tr", "Turkish"},    {"uk", "Ukrainian"},  {"zh", "Chinese"},
}};

/// As the table has tags: in lower case, with hyphens.
std::string table_form(std::string_view tag) {
  std::string form(tag);
  for (char& c : form) {
    if (is_ascii_upper(c)) c = static_cast<char>(c - 'A' + 'a');
    if (c == '_') c = '-';
  }
  return form;
}

}  // namespace

std::string language_name(std::string_view tag) {
  const std::string folded = table_form(tag);
  const std::string primary = folded.substr(0, folded.find('-'));
  const auto* const found =
      std::find_if(languages.begin(), languages.end(),
                   [&](const Language& language) { return language.tag == primary; });
  if (found == languages.end()) return std::string(tag);
  const std::string name(found->name);
  return primary == folded ? name : name + " (" + std::string(tag) + ")";
}

}  // namespace dateline
