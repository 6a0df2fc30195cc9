// The fields of a mail's header as text.
#pragma once

#include <gmime/gmime.h>

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// The field as it is written, unfolded and in UTF-8; empty where there is none. `charset`: of
/// bytes that are not ASCII, if the mail says one.
[[nodiscard]] std::string written_field(GMimeObject* object, const char* name,
                                        std::string_view charset);

/// Encoded words resolved, on a single line.
[[nodiscard]] std::string decoded_field(GMimeObject* object, const char* name,
                                        std::string_view charset);

/// The names in a list of addresses; of one without a name, the address.
[[nodiscard]] std::vector<std::string> names_in(const std::string& addresses);

/// The name of a List-Id, `"News" <news.example.org>`; where it has none, the id.
[[nodiscard]] std::string list_name(std::string_view list_id);

}  // namespace dateline
