#include "tests/fuzz/targets/reading.hpp"

#include <algorithm>

#include "indexer/readers/text/encoding.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/read_bytes.hpp"

namespace dateline::fuzz {

namespace {

bool is_clean(const std::string& text) {
  std::string cleaned = text;
  return !clean_text(cleaned) && cleaned == text;
}

bool same_rejects(const test::CollectingSink& a, const test::CollectingSink& b) {
  return std::ranges::equal(a.rejects, b.rejects, [](const Reject& x, const Reject& y) {
    return to_string(x) == to_string(y);
  });
}

}  // namespace

ReaderOptions small_limits() {
  ReaderOptions options;
  options.max_document_bytes = 4096;
  return options;
}

void require_sound(const Document& document, const ReaderOptions& options) {
  require(document.key.size() <= max_key_bytes, "a key has at most 1,024 bytes");
  for (const std::string* text : {&document.key, &document.title, &document.text, &document.source,
                                  &document.url, &document.language, &document.extra_json})
    require(is_clean(*text), "texts are clean UTF-8");
  for (const auto* list : {&document.authors, &document.tags})
    for (const auto& text : *list) require(is_clean(text), "names are clean UTF-8");
  // A byte of windows-1252 becomes three of UTF-8 at most, an entity fewer than it had.
  require(document.text.size() <= 3 * options.max_document_bytes, "a text is within the limit");
}

test::CollectingSink read_both_ways(Format format, std::string_view bytes, std::size_t chunk) {
  const ReaderOptions options = small_limits();
  auto whole = test::read_bytes(format, std::string(bytes), options);
  const auto chunked = test::read_bytes(format, std::string(bytes), options, chunk);
  require(whole.documents == chunked.documents, "chunks change no document");
  require(same_rejects(whole, chunked), "chunks change no reject");
  for (const auto& document : whole.documents) require_sound(document, options);
  return whole;
}

}  // namespace dateline::fuzz
