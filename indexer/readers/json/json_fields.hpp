// Which JSON names mean which field of a document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/fields/field_table.hpp"
#include "indexer/readers/base/reader.hpp"

namespace dateline {

/// `key`, `date`, ... and the other names that JSON may use for a field out of the box.
[[nodiscard]] std::optional<FieldId> field_named(std::string_view name) noexcept;

/// Error usage where the field map names a field that documents do not have.
Status check_field_map(const ReaderOptions& options);

struct FieldName {
  FieldId field;
  std::uint32_t rank;  ///< among the names of a field, the lowest that has a value wins
};

/// Ranks between those of mapped names and those of the names out of the box are for rules that
/// only some objects have (JsonShape).
inline constexpr std::uint32_t most_shape_rules = 8;

/// The mapped names, which come first, and those out of the box. Safe from many threads.
class FieldNames {
 public:
  explicit FieldNames(const ReaderOptions& options);
  [[nodiscard]] std::optional<FieldName> find(std::string_view name) const noexcept;
  /// Likewise of the mapped names alone.
  [[nodiscard]] std::optional<FieldName> find_mapped(std::string_view name) const noexcept;

  /// A mapped name; one with a full stop may also be a path to a member inside another.
  struct Mapped {
    std::string name;
    FieldName meaning;
  };
  [[nodiscard]] const std::vector<Mapped>& mapped() const noexcept { return mapped_; }

 private:
  std::vector<Mapped> mapped_;
};

}  // namespace dateline
