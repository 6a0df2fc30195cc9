// What a body from the web is, as far as a reader of news can use it.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

enum class MediaKind {
  page,        ///< HTML
  text,        ///< plain text
  structured,  ///< JSON or XML, such as a feed
  none
};

/// By its media type; where that says nothing, by its first bytes. Types that claim text or XML
/// give way to bytes that are HTML.
[[nodiscard]] MediaKind media_kind(std::string_view content_type, std::string_view body);

/// The charset of a media type: `text/html; charset="utf-8"`; empty where it has none.
[[nodiscard]] std::string charset_of(std::string_view content_type);

}  // namespace dateline
