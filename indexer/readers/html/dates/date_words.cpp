#include "indexer/readers/html/dates/date_words.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "common/base/ascii.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

constexpr std::array<std::string_view, 40> change_words{
    "updat",      "modified",   "edited",      "revised",       "aktualisier", "geändert",
    "änderung",   "mis à jour", "mise à jour", "modifié",       "actualizad",  "actualitzat",
    "atualizad",  "aggiornat",  "bijgewerkt",  "gewijzigd",     "opdateret",   "oppdatert",
    "uppdaterad", "päivitetty", "обновл",      "Обновл",        "изменен",     "оновлен",
    "Оновлен",    "güncelle",   "Güncelle",    "zaktualizowan", "aktualizac",  "aktualizováno",
    "frissít",    "Frissít",    "ενημέρωση",   "更新",          "수정",        "تحديث",
    "diperbarui", "cập nhật",   "actualizat",  "ажурира"};

constexpr std::array<std::string_view, 27> publication_words{
    "publish",        "publié",      "publicad", "publicat",  "pubblicat",     "publicerad",
    "publisert",      "opublikowan", "gepubl",   "geplaatst", "veröffentlich", "erschienen",
    "offentliggjort", "julkaistu",   "опублик",  "Опублик",   "опублік",       "Опублік",
    "δημοσιε",        "Δημοσί",      "yayın",    "Yayın",     "發佈",          "发布",
    "公開",           "입력",        "등록"};

std::size_t last_of(const std::string& text, const auto& words) {
  std::size_t last = std::string::npos;
  for (const std::string_view word : words) {
    const std::size_t at = text.rfind(word);
    if (at != std::string::npos && (last == std::string::npos || at > last)) last = at;
  }
  return last;
}

/// The end of a text, in which a word is of the date after it. Another date may stand between.
std::string label_of(std::string_view before) {
  constexpr std::size_t longest = 40, most_digits = 4;
  before.remove_prefix(before.size() - std::min(before.size(), longest));
  std::size_t digits = 0, begin = before.size();
  while (begin > 0 && digits < most_digits)
    if (is_ascii_digit(before[--begin])) ++digits;
  return to_lower_ascii(before.substr(begin));
}

}  // namespace

bool says_change(std::string_view before) {
  const std::string label = label_of(before);
  const std::size_t change = last_of(label, change_words);
  if (change == std::string::npos) return false;
  const std::size_t publication = last_of(label, publication_words);
  return publication == std::string::npos || publication < change;
}

bool says_publication(std::string_view before) {
  const std::string label = label_of(before);
  const std::size_t publication = last_of(label, publication_words);
  if (publication == std::string::npos) return false;
  const std::size_t change = last_of(label, change_words);
  return change == std::string::npos || change < publication;
}

bool names_change(std::string_view name) {
  const std::string lower = to_lower_ascii(name);
  if (lower.find("publish") != std::string::npos) return false;
  for (const std::string_view word : {"modif", "updat", "lastmod", "edited"})
    if (lower.find(word) != std::string::npos) return true;
  return false;
}

}  // namespace dateline::html
