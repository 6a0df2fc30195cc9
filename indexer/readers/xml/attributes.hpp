// The attributes of a start tag, one after the other.
#pragma once

#include <optional>
#include <string_view>

namespace dateline::xml {

struct RawAttribute {
  std::string_view prefix;
  std::string_view name;
  std::string_view value;  ///< references as written
};

/// Takes what it can of broken ones: values without quotes, names without values. Linear time.
class Attributes {
 public:
  /// `text`: what stands after the tag's name.
  explicit Attributes(std::string_view text) : rest_(text) {}
  std::optional<RawAttribute> next() noexcept;

 private:
  std::string_view take_value() noexcept;

  std::string_view rest_;
};

}  // namespace dateline::xml
