#include "indexer/readers/base/language_name.hpp"

#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <unordered_map>

#include "common/base/ascii.hpp"

namespace dateline {
namespace {

std::string folded(icu::UnicodeString name) {
  std::string text;
  return name.foldCase().toUTF8String(text);
}

using Tags = std::unordered_map<std::string, std::string>;

/// Only languages with a code of two letters: names of others are words of some language.
Tags all_names() {
  Tags tags;
  for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
    const std::string tag = *code;
    if (tag.size() != 2) continue;
    const icu::Locale language(*code);
    icu::UnicodeString name;
    for (const icu::Locale& in : {icu::Locale::getEnglish(), language}) {
      language.getDisplayLanguage(in, name);
      if (std::string text = folded(name); text != tag) tags.emplace(std::move(text), tag);
    }
  }
  return tags;
}

bool is_code(std::string_view text) noexcept {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) {
           return is_ascii_lower(c) || is_ascii_upper(c);
         });
}

std::string shorter_code(std::string_view code) {
  const icu::Locale language(std::string(code).c_str());
  return language.isBogus() ? std::string() : language.getLanguage();
}

}  // namespace

std::string language_tag(std::string_view language) {
  static const Tags tags = all_names();
  if (is_code(language)) {
    const std::string code = shorter_code(language);
    return code.size() == 2 ? code : std::string(language);
  }
  if (language.size() < 4 || language.find('-') != std::string_view::npos)
    return std::string(language);
  const auto found = tags.find(folded(icu::UnicodeString::fromUTF8(
      icu::StringPiece(language.data(), static_cast<std::int32_t>(language.size())))));
  return found == tags.end() ? std::string(language) : found->second;
}

}  // namespace dateline
