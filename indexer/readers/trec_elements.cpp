#include "indexer/readers/trec_elements.hpp"

#include <algorithm>
#include <array>

namespace dateline {
namespace {

struct Element {
  std::string_view name;
  TrecRole role;
};

/// Of AP, WSJ, FT, FBIS, LA, FR, CR, SJMN, ZIFF, AQUAINT, Gigaword, GOV2, CLEF and what others have
/// made in their likeness. Sorted.
constexpr std::array elements{
    Element{"access", TrecRole::remark},    Element{"accession", TrecRole::remark},
    Element{"an", TrecRole::remark},        Element{"au", TrecRole::author},
    Element{"author", TrecRole::author},    Element{"authors", TrecRole::author},
    Element{"biblio", TrecRole::remark},    Element{"bloghpno", TrecRole::remark},
    Element{"bloghpurl", TrecRole::remark}, Element{"byline", TrecRole::author},
    Element{"cat", TrecRole::remark},       Element{"category", TrecRole::remark},
    Element{"city", TrecRole::remark},      Element{"clave", TrecRole::remark},
    Element{"cn", TrecRole::remark},        Element{"co", TrecRole::remark},
    Element{"code", TrecRole::remark},      Element{"copyrght", TrecRole::remark},
    Element{"copyright", TrecRole::remark}, Element{"correction-date", TrecRole::remark},
    Element{"country", TrecRole::remark},   Element{"date", TrecRole::date},
    Element{"date1", TrecRole::date},       Element{"date_time", TrecRole::date},
    Element{"date_xml", TrecRole::date},    Element{"dateline", TrecRole::remark},
    Element{"datetime", TrecRole::date},    Element{"day", TrecRole::remark},
    Element{"dd", TrecRole::date},          Element{"destino", TrecRole::remark},
    Element{"dochdr", TrecRole::http},      Element{"docid", TrecRole::number},
    Element{"docno", TrecRole::number},     Element{"docoldno", TrecRole::remark},
    Element{"doctitle", TrecRole::title},   Element{"doctype", TrecRole::remark},
    Element{"edition", TrecRole::remark},   Element{"feature", TrecRole::remark},
    Element{"feedno", TrecRole::remark},    Element{"ficheros", TrecRole::remark},
    Element{"fileid", TrecRole::remark},    Element{"first", TrecRole::remark},
    Element{"flag", TrecRole::remark},      Element{"g", TrecRole::remark},
    Element{"gv", TrecRole::remark},        Element{"h1", TrecRole::heading},
    Element{"h2", TrecRole::heading},       Element{"h3", TrecRole::heading},
    Element{"h4", TrecRole::heading},       Element{"h5", TrecRole::heading},
    Element{"h6", TrecRole::heading},       Element{"head", TrecRole::title},
    Element{"header", TrecRole::remark},    Element{"headline", TrecRole::title},
    Element{"hl", TrecRole::title},         Element{"ht", TrecRole::remark},
    Element{"in", TrecRole::remark},        Element{"issue", TrecRole::remark},
    Element{"journal", TrecRole::source},   Element{"lang", TrecRole::remark},
    Element{"language", TrecRole::remark},  Element{"length", TrecRole::remark},
    Element{"limlen", TrecRole::remark},    Element{"month", TrecRole::remark},
    Element{"ms", TrecRole::remark},        Element{"ns", TrecRole::remark},
    Element{"num", TrecRole::remark},       Element{"originalfile", TrecRole::remark},
    Element{"page", TrecRole::remark},      Element{"parent", TrecRole::remark},
    Element{"permalink", TrecRole::url},    Element{"pg", TrecRole::remark},
    Element{"pg.col", TrecRole::remark},    Element{"prioridad", TrecRole::remark},
    Element{"profile", TrecRole::remark},   Element{"pub", TrecRole::source},
    Element{"pubdate", TrecRole::date},     Element{"pubyear", TrecRole::remark},
    Element{"re", TrecRole::remark},        Element{"recordno", TrecRole::remark},
    Element{"region", TrecRole::remark},    Element{"scate", TrecRole::remark},
    Element{"second", TrecRole::remark},    Element{"section", TrecRole::remark},
    Element{"slug", TrecRole::remark},      Element{"so", TrecRole::source},
    Element{"source", TrecRole::source},    Element{"st", TrecRole::remark},
    Element{"state", TrecRole::remark},     Element{"text", TrecRole::text},
    Element{"ti", TrecRole::title},         Element{"time", TrecRole::remark},
    Element{"title", TrecRole::title},      Element{"tp", TrecRole::remark},
    Element{"trailer", TrecRole::remark},   Element{"ttl", TrecRole::title},
    Element{"txttype", TrecRole::remark},   Element{"type", TrecRole::remark},
    Element{"url", TrecRole::url},          Element{"word.ct", TrecRole::remark},
    Element{"xx", TrecRole::remark},
};
static_assert(std::is_sorted(elements.begin(), elements.end(),
                             [](const Element& a, const Element& b) { return a.name < b.name; }));

}  // namespace

std::optional<TrecRole> trec_role_of(std::string_view name) noexcept {
  const auto found = std::lower_bound(
      elements.begin(), elements.end(), name,
      [](const Element& element, std::string_view wanted) { return element.name < wanted; });
  if (found == elements.end() || found->name != name) return std::nullopt;
  return found->role;
}

}  // namespace dateline
