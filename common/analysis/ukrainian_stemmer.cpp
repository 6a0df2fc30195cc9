#include "common/analysis/ukrainian_stemmer.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace dateline {
namespace {

constexpr std::u16string_view vowels = u"аеєиіїоуюя";

/// Synthetic future: the infinitive and a form of (й)няти.
constexpr std::array<std::u16string_view, 7> future_endings{
    u"тимемо", u"тимете", u"тимуть", u"тимеш", u"тимем", u"тиме", u"тиму"};

/// Of declension and conjugation; those of verbs with the vowel that begins them. Long ones first.
constexpr std::u16string_view endings[]{
    u"увавши", u"уваний", u"ювавши", u"увала", u"ували", u"увало", u"увати", u"ювала", u"ювали",
    u"ювало",  u"ювати",  u"авши",   u"аємо",  u"аєте",  u"аєть",  u"аймо",  u"айте",  u"ають",
    u"ивши",   u"івши",   u"ував",   u"уємо",  u"уєте",  u"уєть",  u"уймо",  u"уйте",  u"ують",
    u"уючи",   u"ього",   u"ьому",   u"ював",  u"юємо",  u"юєте",  u"юєть",  u"юймо",  u"юйте",
    u"юють",   u"юючи",   u"яємо",   u"яєте",  u"яєть",  u"яймо",  u"яйте",  u"яють",  u"аєм",
    u"аєш",    u"ала",    u"али",    u"ало",   u"ами",   u"ано",   u"ати",   u"ать",   u"ачи",
    u"еві",    u"емо",    u"ено",    u"ете",   u"еть",   u"єві",   u"ємо",   u"єно",   u"єте",
    u"єть",    u"ила",    u"или",    u"ило",   u"ими",   u"имо",   u"ите",   u"ити",   u"ить",
    u"ією",    u"іла",    u"іли",    u"іло",   u"іми",   u"імо",   u"іти",   u"іть",   u"їла",
    u"їли",    u"їло",    u"їми",    u"їмо",   u"їте",   u"їти",   u"їть",   u"ймо",   u"йте",
    u"ові",    u"ого",    u"ому",    u"уєм",   u"уєш",   u"ула",   u"ули",   u"уло",   u"ути",
    u"уто",    u"уть",    u"учи",    u"юєм",   u"юєш",   u"юти",   u"ють",   u"яєм",   u"яєш",
    u"яла",    u"яли",    u"яло",    u"ями",   u"яно",   u"яти",   u"ять",   u"ячи",   u"ав",
    u"ає",     u"ай",     u"ам",     u"ах",    u"ая",    u"ей",    u"ем",    u"еш",    u"ею",
    u"єї",     u"єй",     u"єм",     u"єш",    u"єю",    u"ив",    u"ий",    u"им",    u"их",
    u"иш",     u"ів",     u"ії",     u"ій",    u"ім",    u"іх",    u"їв",    u"їм",    u"їх",
    u"їш",     u"ої",     u"ом",     u"ою",    u"ув",    u"ує",    u"уй",    u"ую",    u"ьо",
    u"ью",     u"ює",     u"юй",     u"юю",    u"яв",    u"яє",    u"ям",    u"ях",    u"яя",
    u"а",      u"е",      u"є",      u"и",     u"і",     u"ї",     u"о",     u"у",     u"ю",
    u"я"};

constexpr bool is_vowel(char16_t letter) {
  return vowels.find(letter) != std::u16string_view::npos;
}
constexpr bool is_letter(char16_t letter) {
  return (letter >= u'а' && letter <= u'я') || letter == u'є' || letter == u'і' || letter == u'ї' ||
         letter == u'ґ';
}
bool has_vowel(std::u16string_view letters) {
  return std::any_of(letters.begin(), letters.end(), is_vowel);
}

/// Nothing if there is anything else than Ukrainian letters, all of which have two bytes.
std::optional<std::u16string> letters_of(std::string_view word) {
  if (word.size() % 2 != 0) return std::nullopt;
  std::u16string letters;
  for (std::size_t i = 0; i < word.size(); i += 2) {
    const auto first = static_cast<unsigned char>(word[i]);
    const auto second = static_cast<unsigned char>(word[i + 1]);
    const auto letter = static_cast<char16_t>((first & 0x1Fu) << 6 | (second & 0x3Fu));
    if ((first & 0xE0) != 0xC0 || !is_letter(letter)) return std::nullopt;
    letters.push_back(letter);
  }
  return letters;
}

std::string utf8_of(std::u16string_view letters) {
  std::string word;
  for (const char16_t letter : letters) {
    word.push_back(static_cast<char>(0xC0 | letter >> 6));
    word.push_back(static_cast<char>(0x80 | (letter & 0x3F)));
  }
  return word;
}

void drop_reflexive(std::u16string& word) {
  constexpr std::size_t least = 6;
  if (word.size() >= least && (word.ends_with(u"ся") || word.ends_with(u"сь")))
    word.resize(word.size() - 2);
}

/// робитиму to робити.
void make_infinitive(std::u16string& word) {
  for (const std::u16string_view ending : future_endings) {
    if (!word.ends_with(ending) || word.size() < ending.size() + 3) continue;
    word.resize(word.size() - ending.size() + 2);
    return;
  }
}

/// The longest one that leaves three letters, or two of a short word, with a vowel among them.
void drop_ending(std::u16string& word) {
  for (const std::u16string_view ending : endings) {
    const std::size_t least = ending.size() < 3 && word.size() < 5 ? 2 : 3;
    if (!word.ends_with(ending) || word.size() < ending.size() + least) continue;
    const std::size_t rest = word.size() - ending.size();
    if (!has_vowel(std::u16string_view(word).substr(0, rest))) continue;
    word.resize(rest);
    return;
  }
}

/// What an ending leaves of a soft stem: операці-й, осін-ь.
void drop_softness(std::u16string& stem) {
  while (stem.size() > 3 && std::u16string_view(u"іїйь").find(stem.back()) != std::u16string::npos)
    stem.pop_back();
}

/// житт-я and жит-ів.
void merge_double_consonant(std::u16string& stem) {
  const std::size_t size = stem.size();
  if (size > 3 && stem[size - 1] == stem[size - 2] && !is_vowel(stem.back())) stem.pop_back();
}

/// будинок, будинк-у; вікон, вікн-а. All forms lose the vowel, also those of words that keep it.
void drop_fleeting_vowel(std::u16string& stem) {
  const std::size_t size = stem.size();
  if (size < 4) return;
  const auto is_one_of = [](char16_t letter, std::u16string_view set) {
    return set.find(letter) != std::u16string_view::npos;
  };
  const bool fleeting = is_one_of(stem[size - 2], u"оеєі") && is_one_of(stem[size - 1], u"кцрн") &&
                        !is_vowel(stem[size - 3]) && stem[size - 3] != u'й';
  if (fleeting && has_vowel(std::u16string_view(stem).substr(0, size - 3))) stem.erase(size - 2, 1);
}

/// рук-а, руц-і, руч-ка: the last consonant stands for all that it alternates with.
void merge_alternation(std::u16string& stem) {
  if (stem.size() < 3) return;
  switch (stem.back()) {
    case u'ц':
    case u'ч':
      stem.back() = u'к';
      return;
    case u'з':
    case u'ж':
      stem.back() = u'г';
      return;
    case u'с':
    case u'ш':
      stem.back() = u'х';
      return;
    default:
      return;
  }
}

}  // namespace

std::string ukrainian_stem(std::string_view word) {
  constexpr std::size_t shortest = 4;
  std::optional<std::u16string> letters = letters_of(word);
  if (!letters || letters->size() < shortest) return std::string(word);
  drop_reflexive(*letters);
  make_infinitive(*letters);
  drop_ending(*letters);
  drop_softness(*letters);
  merge_double_consonant(*letters);
  drop_fleeting_vowel(*letters);
  merge_alternation(*letters);
  return utf8_of(*letters);
}

}  // namespace dateline
