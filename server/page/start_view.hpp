// What stands below the search box before anything is asked: the query language by examples.
#pragma once

#include "server/page/html.hpp"

namespace dateline {

void write_start(HtmlWriter& html);

}  // namespace dateline
