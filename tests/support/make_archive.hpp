// Archives and compressed streams made in memory, for tests that read them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::test {

enum class Packing { gzip, zstd, bzip2, xz };
[[nodiscard]] std::string compress(Packing packing, std::string_view bytes);

using Members = std::vector<std::pair<std::string, std::string>>;  ///< names and contents
[[nodiscard]] std::string make_tar(const Members& members);
[[nodiscard]] std::string make_zip(const Members& members);

}  // namespace dateline::test
