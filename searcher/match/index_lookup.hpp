// What planning and presenting ask of the store, as an interface: the matcher is tested on segments
// that have no store.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/store/store.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// Safe to call from many threads.
class IndexLookup {
 public:
  using Names = std::map<std::uint32_t, std::string>;
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
  /// Names behind the numbers of a DocumentRecord. Read once, then kept.
  [[nodiscard]] virtual Result<Names> source_names() const = 0;
  [[nodiscard]] virtual Result<Names> language_names() const = 0;
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
  [[nodiscard]] Result<Names> source_names() const override;
  [[nodiscard]] Result<Names> language_names() const override;

 private:
  const Store& store_;
  mutable std::mutex names_mutex_;
  mutable std::optional<Names> sources_;
  mutable std::optional<Names> languages_;
};

}  // namespace dateline
