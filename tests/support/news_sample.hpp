// A few thousand varied documents for tests that compare an index with a model of it.
#pragma once

#include <cstddef>
#include <vector>

#include "dateline/document.hpp"

namespace dateline::test {

/// The project's own sample news (data/), read by the readers.
[[nodiscard]] std::vector<Document> own_news();

/// own_news() and as many others, with different keys, as make `count`: press releases where
/// ../shared/data is there, else texts recombined from own_news(). Some have no date, a date of a
/// month or year, no title, no source, or another language. The same each time.
[[nodiscard]] std::vector<Document> varied_news(std::size_t count);

}  // namespace dateline::test
