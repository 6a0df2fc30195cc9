#include "searcher/match/index_lookup.hpp"

#include <utility>

namespace dateline {

Result<std::optional<WordEntry>> StoreLookup::word(std::string_view word) const {
  return store_.word(word);
}

Result<std::vector<WordEntry>> StoreLookup::words_of_stem(std::string_view stem) const {
  return store_.words_of_stem(stem);
}

Status StoreLookup::for_each_word(std::string_view prefix, const VisitWord& visit) const {
  return store_.for_each_word(prefix, visit);
}

Result<std::optional<DocumentNumber>> StoreLookup::number_of_key(std::string_view key) const {
  DATELINE_ASSIGN(const auto entry, store_.find_key(key));
  if (!entry) return std::nullopt;
  return entry->number;
}

Result<IndexLookup::Names> StoreLookup::source_names() const {
  const std::lock_guard lock(names_mutex_);
  if (!sources_) {
    DATELINE_ASSIGN(sources_, store_.source_names());
  }
  return *sources_;
}

Result<IndexLookup::Names> StoreLookup::language_names() const {
  const std::lock_guard lock(names_mutex_);
  if (!languages_) {
    DATELINE_ASSIGN(languages_, store_.language_names());
  }
  return *languages_;
}

}  // namespace dateline
