// The members of an object of which only the beginning is there.
#pragma once

#include <string_view>
#include <vector>

namespace dateline {

/// The names of the members of the first object, those of objects in it not, as far as they are in
/// the head. None where it begins with something else. `[` before it is passed over.
class JsonHead {
 public:
  explicit JsonHead(std::string_view head);
  [[nodiscard]] bool has(std::string_view name) const noexcept;

 private:
  std::vector<std::string_view> names_;
};

}  // namespace dateline
