#include "searcher/index/index_lookup.hpp"

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

Result<NameTablePointer> StoreLookup::names(FieldId field) const {
  const std::lock_guard lock(names_mutex_);
  NameTablePointer& table = names_[field];
  if (table) return table;
  NameTable read;
  DATELINE_ASSIGN(read.names, store_.names(field));
  DATELINE_ASSIGN(read.aliases, store_.name_aliases(field));
  table = std::make_shared<const NameTable>(std::move(read));
  return table;
}

Result<std::vector<std::uint32_t>> StoreLookup::numbers_of_name(FieldId field,
                                                                std::string_view name) const {
  return store_.numbers_of_name(field, name);
}

}  // namespace dateline
