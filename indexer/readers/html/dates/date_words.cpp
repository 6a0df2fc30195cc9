#include "indexer/readers/html/dates/date_words.hpp"

#include <algorithm>
#include <array>
#include <string>

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

/// Words of publication, which come later in "updated version, published on ...".
constexpr std::array<std::string_view, 8> publication_words{
    "publish", "publi", "veröffentlich", "erstellt", "опубл", "geplaatst", "posted", "created"};

std::size_t last_of(const std::string& text, const auto& words) {
  std::size_t last = std::string::npos;
  for (const std::string_view word : words) {
    const std::size_t at = text.rfind(word);
    if (at != std::string::npos && (last == std::string::npos || at > last)) last = at;
  }
  return last;
}

}  // namespace

bool says_change(std::string_view before) {
  constexpr std::size_t longest = 40;
  const std::string text =
      to_lower_ascii(before.substr(before.size() - std::min(before.size(), longest)));
  const std::size_t change = last_of(text, change_words);
  if (change == std::string::npos) return false;
  // Another date stands between, which is the one that the word is of.
  if (std::count_if(text.begin() + static_cast<std::ptrdiff_t>(change), text.end(),
                    [](char c) { return c >= '0' && c <= '9'; }) >= 4)
    return false;
  const std::size_t publication = last_of(text, publication_words);
  return publication == std::string::npos || publication < change;
}

bool names_change(std::string_view name) {
  const std::string lower = to_lower_ascii(name);
  if (lower.find("publish") != std::string::npos) return false;
  for (const std::string_view word : {"modif", "updat", "lastmod", "edited"})
    if (lower.find(word) != std::string::npos) return true;
  return false;
}

}  // namespace dateline::html
