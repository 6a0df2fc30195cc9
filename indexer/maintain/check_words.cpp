// The vocabulary against itself.
#include <fmt/format.h>

#include <algorithm>

#include "common/analysis/analyzer.hpp"
#include "indexer/maintain/check_parts.hpp"

namespace dateline {
namespace {

void check_family(const Store& store, const WordEntry& entry, const std::string& stem,
                  Findings& findings) {
  const auto family = store.words_of_stem(stem);
  if (!family) return findings.add("store: stem " + stem, family.error());
  const bool listed = std::any_of(family->begin(), family->end(), [&](const WordEntry& member) {
    return member.word == entry.word && member.number == entry.number;
  });
  if (!listed)
    findings.add("store: word " + entry.word, fmt::format("is not in the family of stem {}", stem));
}

}  // namespace

void check_words(const Generation& generation, const Store& store, Findings& findings) {
  const auto analyzer = Analyzer::create(generation.manifest().language);
  if (!analyzer) return findings.add("MANIFEST.json", analyzer.error());
  Roaring numbers;
  const Status read = store.for_each_word({}, [&](const WordEntry& entry) {
    if (entry.number == field_separator || !numbers.addChecked(entry.number))
      findings.add("store: word " + entry.word,
                   fmt::format("its number {} belongs to another word", entry.number));
    check_family(store, entry, analyzer->stem(entry.word), findings);
    return true;
  });
  if (!read) findings.add("store: words", read.error());
}

}  // namespace dateline
