// The members of a JSON object and the items of a list as they are written, for what is kept
// without being understood.
#pragma once

#include <optional>
#include <string_view>

namespace dateline {

struct RawMember {
  std::string_view key;    ///< between its quotation marks, escapes as written
  std::string_view value;  ///< as written, without spaces around it
};

/// Walks over the members of an object that is known to be valid JSON. Linear time.
class RawMembers {
 public:
  /// `object` begins with '{'.
  explicit RawMembers(std::string_view object) : text_(object), at_(1) {}
  /// The next member; nothing at the end.
  std::optional<RawMember> next() noexcept;

 private:
  std::string_view text_;
  std::size_t at_;
};

/// Likewise over the items of a list.
class RawItems {
 public:
  /// `list` begins with '['.
  explicit RawItems(std::string_view list) : text_(list), at_(1) {}
  /// The next item as written, without spaces around it; nothing at the end.
  std::optional<std::string_view> next() noexcept;

 private:
  std::string_view text_;
  std::size_t at_;
};

}  // namespace dateline
