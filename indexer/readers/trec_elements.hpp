// What the elements of TREC's collections mean.
#pragma once

#include <optional>
#include <string_view>

namespace dateline {

enum class TrecRole {
  number,
  text,  ///< what is in it is text, whatever it is called, but for titles
  title,
  heading,  ///< a title where there is no other
  date,
  source,
  author,
  url,
  remark,  ///< kept, and no text: codes, counts, names of files
  http     ///< of a page: its address, and the header that a server sent with it
};

/// Nothing for an element that is a container or a part of the text. `name` in lower case.
[[nodiscard]] std::optional<TrecRole> trec_role_of(std::string_view name) noexcept;

}  // namespace dateline
