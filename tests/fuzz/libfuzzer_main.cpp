// The entry points of libFuzzer (https://llvm.org/docs/LibFuzzer.html); DATELINE_FUZZ_TARGET names
// the target. scripts/fuzz calls it.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/fuzz_target.hpp"

namespace {

const dateline::fuzz::FuzzTarget& chosen_target() {
  const char* name = std::getenv("DATELINE_FUZZ_TARGET");
  const auto* target = dateline::fuzz::find_fuzz_target(name == nullptr ? "" : name);
  if (target == nullptr) {
    std::fprintf(stderr, "DATELINE_FUZZ_TARGET must be one of:");
    for (const auto& known : dateline::fuzz::fuzz_targets())
      std::fprintf(stderr, " %.*s", static_cast<int>(known.name.size()), known.name.data());
    std::fprintf(stderr, "\n");
    std::exit(2);
  }
  return *target;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto& target = chosen_target();
  target.run({reinterpret_cast<const char*>(data), size});
  return 0;
}
