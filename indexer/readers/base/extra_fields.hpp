// Gathers a document's unknown fields into one JSON object.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

/// Values keep the order in which their names first appeared. Not thread-safe.
class ExtraFields {
 public:
  /// More names are dropped; a record cannot fill the memory with them.
  static constexpr std::size_t max_fields = 64;

  /// A repeated name adds its value to the first, after " | ". Empty values are dropped.
  void add(std::string_view name, std::string_view value);
  void add_list(std::string_view name, std::vector<std::string> values);

  /// The object, or nothing where no field was added. Strings are clean UTF-8 in it.
  [[nodiscard]] std::string to_json() const;

 private:
  struct Field {
    std::string name;
    std::vector<std::string> values;
    bool list = false;
  };
  std::vector<Field> fields_;
};

}  // namespace dateline
