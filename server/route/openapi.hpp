// The description of the API.
#pragma once

#include <string_view>

namespace dateline::serve {

/// openapi.json of this folder, as it was when the program was built: OpenAPI 3.1.
[[nodiscard]] std::string_view openapi_json() noexcept;

}  // namespace dateline::serve
