// What every page has: head, masthead with the search form, foot.
#pragma once

#include <optional>
#include <string_view>

#include "server/page/html.hpp"
#include "server/page/page_request.hpp"

namespace dateline {

enum class PageKind { start, results, document };

struct PageFrame {
  PageKind kind = PageKind::results;
  std::string_view title{};          ///< of the browser's window, in front of the program's name
  const PageFault* fault = nullptr;  ///< what is wrong with the request, if anything
};

/// Everything up to the open <main>.
void begin_page(HtmlWriter& html, const PageRequest& request, const PageFrame& frame);
/// Closes what begin_page() opened.
void end_page(HtmlWriter& html);

/// The form's dates: two fields and a button that belong to the form of the masthead.
void write_date_fields(HtmlWriter& html, const PageRequest& request, const PageFault* fault);

/// The id of the masthead's form, for fields outside of it.
inline constexpr std::string_view search_form_id = "search";
/// The id of the message of a fault.
inline constexpr std::string_view fault_id = "fault";

}  // namespace dateline
