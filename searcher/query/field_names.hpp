// The error for a field that does not exist, with the help that makes it a short visit.
#pragma once

#include <cstddef>
#include <string_view>

#include "dateline/error.hpp"

namespace dateline {

/// bad_query at `offset`; its hint lists the fields, and the one that was probably meant.
[[nodiscard]] tl::unexpected<Error> unknown_field(std::string_view name, std::size_t offset);

}  // namespace dateline
