// Character references and named entities.
#include <algorithm>
#include <array>
#include <charconv>

#include "indexer/readers/sgml.hpp"
#include "indexer/readers/text/encoding.hpp"

namespace dateline::sgml {
namespace {

struct Entity {
  std::string_view name;
  char32_t character;
};

// clang-format off: one row would be one line
/// HTML's Latin-1 set, typography, and the ISO names that TREC's collections use. Sorted by name.
constexpr std::array<Entity, 176> entities{
    {{"AElig", 0xC6},    {"Aacute", 0xC1},   {"Acirc", 0xC2},    {"Agrave", 0xC0},
     {"Aring", 0xC5},    {"Atilde", 0xC3},   {"Auml", 0xC4},     {"Ccedil", 0xC7},
     {"Dagger", 0x2021}, {"Delta", 0x394},   {"ETH", 0xD0},      {"Eacute", 0xC9},
     {"Ecirc", 0xCA},    {"Egrave", 0xC8},   {"Euml", 0xCB},     {"Iacute", 0xCD},
     {"Icirc", 0xCE},    {"Igrave", 0xCC},   {"Iuml", 0xCF},     {"Ntilde", 0xD1},
     {"OElig", 0x152},   {"Oacute", 0xD3},   {"Ocirc", 0xD4},    {"Ograve", 0xD2},
     {"Omega", 0x3A9},   {"Oslash", 0xD8},   {"Otilde", 0xD5},   {"Ouml", 0xD6},
     {"Prime", 0x2033},  {"Scaron", 0x160},  {"THORN", 0xDE},    {"Uacute", 0xDA},
     {"Ucirc", 0xDB},    {"Ugrave", 0xD9},   {"Uuml", 0xDC},     {"Yacute", 0xDD},
     {"Yuml", 0x178},    {"aacute", 0xE1},   {"acirc", 0xE2},    {"acute", 0xB4},
     {"aelig", 0xE6},    {"agrave", 0xE0},   {"alpha", 0x3B1},   {"amp", 0x26},
     {"apos", 0x27},     {"aring", 0xE5},    {"ast", 0x2A},      {"asymp", 0x2248},
     {"atilde", 0xE3},   {"auml", 0xE4},     {"bdquo", 0x201E},  {"beta", 0x3B2},
     {"blank", 0x20},    {"brvbar", 0xA6},   {"bull", 0x2022},   {"ccedil", 0xE7},
     {"cedil", 0xB8},    {"cent", 0xA2},     {"check", 0x2713},  {"cir", 0x25CB},
     {"circ", 0x2C6},    {"colon", 0x3A},    {"comma", 0x2C},    {"commat", 0x40},
     {"copy", 0xA9},     {"curren", 0xA4},   {"dagger", 0x2020}, {"darr", 0x2193},
     {"deg", 0xB0},      {"delta", 0x3B4},   {"divide", 0xF7},   {"dollar", 0x24},
     {"eacute", 0xE9},   {"ecirc", 0xEA},    {"egrave", 0xE8},   {"emsp", 0x2003},
     {"ensp", 0x2002},   {"equals", 0x3D},   {"equiv", 0x2261},  {"eth", 0xF0},
     {"euml", 0xEB},     {"euro", 0x20AC},   {"fnof", 0x192},    {"frac12", 0xBD},
     {"frac14", 0xBC},   {"frac34", 0xBE},   {"gamma", 0x3B3},   {"ge", 0x2265},
     {"gt", 0x3E},       {"hellip", 0x2026}, {"hyph", 0x2D},     {"iacute", 0xED},
     {"icirc", 0xEE},    {"iexcl", 0xA1},    {"igrave", 0xEC},   {"infin", 0x221E},
     {"iquest", 0xBF},   {"iuml", 0xEF},     {"lambda", 0x3BB},  {"laquo", 0xAB},
     {"larr", 0x2190},   {"ldquo", 0x201C},  {"le", 0x2264},     {"lowast", 0x2217},
     {"lpar", 0x28},     {"lsaquo", 0x2039}, {"lsqb", 0x5B},     {"lsquo", 0x2018},
     {"lt", 0x3C},       {"macr", 0xAF},     {"mdash", 0x2014},  {"micro", 0xB5},
     {"middot", 0xB7},   {"minus", 0x2212},  {"mu", 0x3BC},      {"nbsp", 0xA0},
     {"ndash", 0x2013},  {"ne", 0x2260},     {"not", 0xAC},      {"ntilde", 0xF1},
     {"num", 0x23},      {"oacute", 0xF3},   {"ocirc", 0xF4},    {"oelig", 0x153},
     {"ograve", 0xF2},   {"ordf", 0xAA},     {"ordm", 0xBA},     {"oslash", 0xF8},
     {"otilde", 0xF5},   {"ouml", 0xF6},     {"para", 0xB6},     {"percnt", 0x25},
     {"period", 0x2E},   {"permil", 0x2030}, {"pi", 0x3C0},      {"plus", 0x2B},
     {"plusmn", 0xB1},   {"pound", 0xA3},    {"prime", 0x2032},  {"quest", 0x3F},
     {"quot", 0x22},     {"radic", 0x221A},  {"raquo", 0xBB},    {"rarr", 0x2192},
     {"rdquo", 0x201D},  {"reg", 0xAE},      {"rpar", 0x29},     {"rsaquo", 0x203A},
     {"rsqb", 0x5D},     {"rsquo", 0x2019},  {"sbquo", 0x201A},  {"scaron", 0x161},
     {"sect", 0xA7},     {"semi", 0x3B},     {"shy", 0xAD},      {"sigma", 0x3C3},
     {"sum", 0x2211},    {"sup1", 0xB9},     {"sup2", 0xB2},     {"sup3", 0xB3},
     {"szlig", 0xDF},    {"thinsp", 0x2009}, {"thorn", 0xFE},    {"tilde", 0x2DC},
     {"times", 0xD7},    {"trade", 0x2122},  {"uacute", 0xFA},   {"uarr", 0x2191},
     {"ucirc", 0xFB},    {"ugrave", 0xF9},   {"uml", 0xA8},      {"uuml", 0xFC},
     {"verbar", 0x7C},   {"yacute", 0xFD},   {"yen", 0xA5},      {"yuml", 0xFF}}};
// clang-format on
static_assert(std::is_sorted(entities.begin(), entities.end(),
                             [](const Entity& a, const Entity& b) { return a.name < b.name; }));

/// No reference is longer; bounds the search for a ';' that never comes.
constexpr std::size_t max_reference_bytes = 16;

std::optional<char32_t> character_named(std::string_view name) noexcept {
  const auto found = std::lower_bound(
      entities.begin(), entities.end(), name,
      [](const Entity& entity, std::string_view wanted) { return entity.name < wanted; });
  if (found == entities.end() || found->name != name) return std::nullopt;
  return found->character;
}

/// As HTML has it: numbers from 128 to 159 mean windows-1252; a number that is not a character is
/// U+FFFD.
char32_t character_numbered(std::uint32_t number) noexcept {
  if (number >= 0x80 && number < 0xA0) return windows_1252(static_cast<unsigned char>(number));
  const bool surrogate = number >= 0xD800 && number <= 0xDFFF;
  return surrogate || number > 0x10FFFF ? char32_t{0xFFFD} : char32_t{number};
}

/// "#65" or "#x41" without the '#'.
std::optional<char32_t> numeric_reference(std::string_view digits) noexcept {
  const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  if (hexadecimal) digits.remove_prefix(1);
  std::uint32_t number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, hexadecimal ? 16 : 10);
  if (end != digits.data() + digits.size() || digits.empty()) return std::nullopt;
  if (error == std::errc::result_out_of_range) return char32_t{0xFFFD};
  return character_numbered(number);
}

constexpr bool is_control(char32_t c) noexcept {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

std::optional<char32_t> resolve(std::string_view reference) noexcept {
  if (reference.starts_with('#')) return numeric_reference(reference.substr(1));
  return character_named(reference);
}

}  // namespace

std::string decode_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t copied = 0;
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::string_view window = text.substr(at + 1, max_reference_bytes);
    const std::size_t length = window.find(';');
    if (length == std::string_view::npos) continue;
    const auto character = resolve(window.substr(0, length));
    if (!character) continue;
    out.append(text, copied, at - copied);
    if (!is_control(*character)) append_utf8(out, *character);
    copied = at + length + 2;
    at = copied - 1;
  }
  out.append(text, copied);
  return out;
}

}  // namespace dateline::sgml
