// References to characters in XML: those of XML and of HTML, and entities that a DTD inside the
// file declares as a short text.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::xml {

/// Entities of the file's own DTD. What they stand for is text and is not expanded again, so that
/// nothing can grow; those that are elsewhere (SYSTEM, PUBLIC) are not declared here.
class Entities {
 public:
  static constexpr std::size_t most = 64;
  static constexpr std::size_t longest_value = 256;

  /// Takes the declarations of a DOCTYPE.
  void declare(std::string_view doctype);
  /// What the name stands for; null where it is not known.
  [[nodiscard]] const std::string* find(std::string_view name) const noexcept;

 private:
  void take(std::string_view declaration);

  std::vector<std::pair<std::string, std::string>> values_;
};

/// Appends a text with its references resolved; what is none stays (`AT&T`, `&nosuch;`). Control
/// characters are left out.
void append_resolved(std::string& out, std::string_view text, const Entities& entities);

}  // namespace dateline::xml
