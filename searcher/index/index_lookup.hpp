// What planning and presenting ask of the store, as an interface: the matcher is tested on segments
// that have no store.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/format/store/store.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// The values of a keyword field. Immutable.
struct NameTable {
  std::map<std::uint32_t, std::string> names;
  NameAliases aliases;
};
using NameTablePointer = std::shared_ptr<const NameTable>;

/// Safe to call from many threads.
class IndexLookup {
 public:
  using VisitWord = std::function<bool(const WordEntry&)>;

  virtual ~IndexLookup() = default;
  /// Nothing where no document ever held the word.
  [[nodiscard]] virtual Result<std::optional<WordEntry>> word(std::string_view word) const = 0;
  [[nodiscard]] virtual Result<std::vector<WordEntry>> words_of_stem(
      std::string_view stem) const = 0;
  /// In byte order until `visit` returns false.
  virtual Status for_each_word(std::string_view prefix, const VisitWord& visit) const = 0;
  [[nodiscard]] virtual Result<std::optional<DocumentNumber>> number_of_key(
      std::string_view key) const = 0;
  /// The names of the numbers in a DocumentRecord, and which of them are the same. Read once,
  /// then shared.
  [[nodiscard]] virtual Result<NameTablePointer> names(FieldId field) const = 0;
  /// The numbers whose names are this one but for what does not count (fold_name). A look-up.
  [[nodiscard]] virtual Result<std::vector<std::uint32_t>> numbers_of_name(
      FieldId field, std::string_view name) const = 0;
};

/// The lookup of a published store, which must live longer.
class StoreLookup final : public IndexLookup {
 public:
  explicit StoreLookup(const Store& store) : store_(store) {}
  [[nodiscard]] Result<std::optional<WordEntry>> word(std::string_view word) const override;
  [[nodiscard]] Result<std::vector<WordEntry>> words_of_stem(std::string_view stem) const override;
  Status for_each_word(std::string_view prefix, const VisitWord& visit) const override;
  [[nodiscard]] Result<std::optional<DocumentNumber>> number_of_key(
      std::string_view key) const override;
  [[nodiscard]] Result<NameTablePointer> names(FieldId field) const override;
  [[nodiscard]] Result<std::vector<std::uint32_t>> numbers_of_name(
      FieldId field, std::string_view name) const override;

 private:
  const Store& store_;
  mutable std::mutex names_mutex_;
  mutable std::map<FieldId, NameTablePointer> names_;
};

}  // namespace dateline
