// Style sheet, scripts and icon of the page, as they were when the program was built.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

struct Asset {
  std::string_view name;          ///< `page.css`
  std::string_view content_type;  ///< `text/css; charset=utf-8`
  std::string_view content;
  std::string_view etag;  ///< a strong one, with its quotes: the hash of the content
};

/// The asset at a URL's path; null if there is none. The paths hold the hash of all assets: what
/// is at one never changes and may be cached for ever.
[[nodiscard]] const Asset* find_asset(std::string_view path) noexcept;

/// The path of an asset, which must exist: `/assets/0123456789abcdef/page.css`.
[[nodiscard]] std::string asset_url(std::string_view name);

}  // namespace dateline
