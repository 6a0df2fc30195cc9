#include "common/analysis/elision.hpp"

#include <algorithm>
#include <array>

namespace dateline {
namespace {

/// Ascending.
constexpr std::array elided_words = std::to_array<std::string_view>(
    {"agl",    "all",  "anch", "bell",   "c",      "coll",  "d",     "dagl",   "dall",
     "degl",   "dell", "gl",   "gran",   "j",      "jusqu", "l",     "lorsqu", "m",
     "n",      "negl", "nell", "presqu", "puisqu", "qu",    "quell", "quelqu", "quest",
     "quoiqu", "s",    "sant", "senz",   "sugl",   "sull",  "t",     "tutt",   "un"});
static_assert(std::is_sorted(elided_words.begin(), elided_words.end()));

}  // namespace

bool is_elision(std::string_view before, std::string_view behind) noexcept {
  constexpr std::string_view vowels = "aeiouyh";
  constexpr std::size_t shortest = 2;  // l'UE; not t'a
  return behind.size() >= shortest && vowels.find(behind.front()) != std::string_view::npos &&
         std::binary_search(elided_words.begin(), elided_words.end(), before);
}

}  // namespace dateline
