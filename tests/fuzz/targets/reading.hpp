// How the targets that read documents run a reader, and what they require of every document.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "dateline/input.hpp"
#include "tests/support/collecting_sink.hpp"

namespace dateline::fuzz {

/// Small limits, so that the fuzzer reaches them.
[[nodiscard]] ReaderOptions small_limits();

/// Valid UTF-8 without controls, a key within its limits, nothing past the limits of options.
void require_sound(const Document& document, const ReaderOptions& options);

/// Reads the bytes at once and in chunks of `chunk` bytes: both must find the same.
test::CollectingSink read_both_ways(Format format, std::string_view bytes, std::size_t chunk);

}  // namespace dateline::fuzz
