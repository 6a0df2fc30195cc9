#include "indexer/readers/html/element.hpp"

#include <array>

namespace dateline::html {
namespace {

struct Row {
  std::string_view name;
  unsigned traits = 0;
};

constexpr unsigned v = trait_void;
constexpr unsigned sp = trait_special;
constexpr unsigned fm = trait_formatting;
constexpr unsigned cp = trait_closes_p;
constexpr unsigned raw = trait_raw;
constexpr unsigned rc = trait_escapable;
constexpr unsigned ie = trait_implied_end;
constexpr unsigned sc = trait_scope;
constexpr unsigned hd = trait_head;
constexpr unsigned bl = trait_block;
constexpr unsigned tb = trait_table;

/// In the order of Tag.
constexpr std::array<Row, tag_count> rows{{
    {""},
    {""},
    {"a", fm},
    {"abbr"},
    {"acronym"},
    {"address", sp | cp | bl},
    {"applet", sp | sc},
    {"area", v | sp},
    {"article", sp | cp | bl},
    {"aside", sp | cp | bl},
    {"audio"},
    {"b", fm},
    {"base", v | sp | hd},
    {"basefont", v | sp | hd},
    {"bdi"},
    {"bdo"},
    {"bgsound", v | sp | hd},
    {"big", fm},
    {"blockquote", sp | cp | bl},
    {"body", sp | bl},
    {"br", v | sp | bl},
    {"button", sp},
    {"canvas"},
    {"caption", sp | sc | bl | tb},
    {"center", sp | cp | bl},
    {"cite"},
    {"code", fm},
    {"col", v | sp | bl | tb},
    {"colgroup", sp | bl | tb},
    {"data"},
    {"datalist"},
    {"dd", sp | cp | ie | bl},
    {"del"},
    {"desc"},
    {"details", sp | cp | bl},
    {"dfn"},
    {"dialog", cp | bl},
    {"dir", sp | cp | bl},
    {"div", sp | cp | bl},
    {"dl", sp | cp | bl},
    {"dt", sp | cp | ie | bl},
    {"em", fm},
    {"embed", v | sp},
    {"fieldset", sp | cp | bl},
    {"figcaption", sp | cp | bl},
    {"figure", sp | cp | bl},
    {"font", fm},
    {"footer", sp | cp | bl},
    {"foreignobject"},
    {"form", sp | cp | bl},
    {"frame", v | sp | bl},
    {"frameset", sp | bl},
    {"h1", sp | cp | bl},
    {"h2", sp | cp | bl},
    {"h3", sp | cp | bl},
    {"h4", sp | cp | bl},
    {"h5", sp | cp | bl},
    {"h6", sp | cp | bl},
    {"head", sp | bl},
    {"header", sp | cp | bl},
    {"hgroup", sp | cp | bl},
    {"hr", v | sp | cp | bl},
    {"html", sp | sc | bl},
    {"i", fm},
    {"iframe", sp | raw | bl},
    {"img", v | sp},
    {"input", v | sp},
    {"ins"},
    {"kbd"},
    {"keygen", v | sp},
    {"label"},
    {"legend", bl},
    {"li", sp | cp | ie | bl},
    {"link", v | sp | hd},
    {"listing", sp | cp | bl},
    {"main", sp | cp | bl},
    {"map"},
    {"mark"},
    {"marquee", sp | sc},
    {"math"},
    {"menu", sp | cp | bl},
    {"menuitem"},
    {"meta", v | sp | hd},
    {"meter"},
    {"nav", sp | cp | bl},
    {"nobr", fm},
    {"noembed", sp | raw},
    {"noframes", sp | raw | hd | bl},
    {"noscript", sp | hd | bl},
    {"object", sp | sc},
    {"ol", sp | cp | bl},
    {"optgroup", ie | bl},
    {"option", ie | bl},
    {"output"},
    {"p", sp | cp | ie | bl},
    {"param", v | sp},
    {"picture"},
    {"plaintext", sp | cp | bl},
    {"pre", sp | cp | bl},
    {"progress"},
    {"q"},
    {"rb", ie},
    {"rp", ie},
    {"rt", ie},
    {"rtc", ie},
    {"ruby"},
    {"s", fm},
    {"samp"},
    {"script", sp | hd},
    {"search", sp | cp | bl},
    {"section", sp | cp | bl},
    {"select", sp | bl},
    {"slot"},
    {"small", fm},
    {"source", v | sp},
    {"span"},
    {"strike", fm},
    {"strong", fm},
    {"style", sp | raw | hd},
    {"sub"},
    {"summary", sp | cp | bl},
    {"sup"},
    {"svg"},
    {"table", sp | sc | cp | bl},
    {"tbody", sp | bl | tb},
    {"td", sp | sc | bl | tb},
    {"template", sp | sc | hd | bl},
    {"textarea", sp | rc | bl},
    {"tfoot", sp | bl | tb},
    {"th", sp | sc | bl | tb},
    {"thead", sp | bl | tb},
    {"time"},
    {"title", sp | rc | hd | bl},
    {"tr", sp | bl | tb},
    {"track", v | sp},
    {"tt", fm},
    {"u", fm},
    {"ul", sp | cp | bl},
    {"var"},
    {"video"},
    {"wbr", v | sp},
    {"xmp", sp | cp | raw | bl},
}};

constexpr std::size_t slots = 1024;

constexpr std::size_t slot_of(std::string_view name) noexcept {
  std::uint32_t hash = 2166136261u;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return (hash ^ (hash >> 15)) % slots;
}

constexpr auto tags_by_hash = [] {
  std::array<std::uint8_t, slots> table{};
  for (std::size_t i = static_cast<std::size_t>(Tag::a); i < rows.size(); ++i) {
    std::size_t slot = slot_of(rows[i].name);
    while (table[slot] != 0) slot = (slot + 1) % slots;
    table[slot] = static_cast<std::uint8_t>(i);
  }
  return table;
}();

constexpr std::size_t longest_name = 16;
static_assert(rows[static_cast<std::size_t>(Tag::xmp)].name == "xmp");
static_assert(rows[static_cast<std::size_t>(Tag::h1)].name == "h1");
static_assert(rows[static_cast<std::size_t>(Tag::noscript)].name == "noscript");
static_assert(rows[static_cast<std::size_t>(Tag::table)].name == "table");

}  // namespace

Tag tag_of(std::string_view lower_case_name) noexcept {
  if (lower_case_name.size() > longest_name) return Tag::other;
  std::size_t slot = slot_of(lower_case_name);
  for (; tags_by_hash[slot] != 0; slot = (slot + 1) % slots)
    if (rows[tags_by_hash[slot]].name == lower_case_name)
      return static_cast<Tag>(tags_by_hash[slot]);
  return Tag::other;
}

std::string_view name_of(Tag tag) noexcept {
  return rows[static_cast<std::size_t>(tag)].name;
}

std::uint16_t traits_of(Tag tag) noexcept {
  return static_cast<std::uint16_t>(rows[static_cast<std::size_t>(tag)].traits);
}

}  // namespace dateline::html
