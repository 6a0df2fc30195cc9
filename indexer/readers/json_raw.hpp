// The members of a JSON object as they are written, for what is kept without being understood.
#pragma once

#include <optional>
#include <string_view>

namespace dateline {

struct RawMember {
  std::string_view key;    ///< between its quotation marks, escapes as written
  std::string_view value;  ///< as written, without blanks around it
};

/// Walks over the members of an object that is known to be valid JSON. Linear time.
class RawMembers {
 public:
  /// `object` begins with '{'.
  explicit RawMembers(std::string_view object) : text_(object), at_(1) {}
  /// The next member; nothing at the end.
  std::optional<RawMember> next() noexcept;

 private:
  void skip_blanks_and(char separator) noexcept;
  [[nodiscard]] std::size_t end_of_string(std::size_t open) const noexcept;
  [[nodiscard]] std::size_t end_of_value(std::size_t begin) const noexcept;

  std::string_view text_;
  std::size_t at_;
};

}  // namespace dateline
