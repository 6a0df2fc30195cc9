// Pages of the web in TREC's records (WT10g, .GOV, GOV2): bare HTML after <DOCHDR>.
#pragma once

#include <string_view>

#include "dateline/document.hpp"

namespace dateline {

/// The page's address, and as its date the server's Last-Modified or Date, or the time of crawling
/// that WT10g has after the address. `header` is the text of <DOCHDR>.
void take_http_header(std::string_view header, Document& document);

/// Title and text of the HTML; a title that is there already stays.
void take_page(std::string_view html, Document& document);

}  // namespace dateline
