// What cmake/DatelineAssets.cmake generates.
#pragma once

#include <span>
#include <string_view>

#include "server/page/assets.hpp"

namespace dateline {

[[nodiscard]] std::span<const Asset> embedded_assets() noexcept;
/// The hash of all assets, in hexadecimal digits.
[[nodiscard]] std::string_view embedded_assets_hash() noexcept;

}  // namespace dateline
