// The encoding that an XML declaration names.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// For what is not UTF-8 in a file that begins with `head`. Empty where nothing is declared, where
/// it is UTF-8, and where the head's bytes are clearly something else: feeds declare what their
/// program was told.
[[nodiscard]] std::string xml_encoding(std::string_view head);

}  // namespace dateline
