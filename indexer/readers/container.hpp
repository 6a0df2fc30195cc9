// Which compression or archive some bytes are.
#pragma once

#include <string_view>

namespace dateline {

enum class Container { none, gzip, zstd, bzip2, xz, tar, zip };

/// By content only; a tar header needs 512 bytes.
[[nodiscard]] Container detect_container(std::string_view head) noexcept;

/// Whether a file of this name is a tar without members: zeros alone are nothing else by content.
[[nodiscard]] bool is_tar_of_nothing(std::string_view head, std::string_view name) noexcept;

/// Holds one stream of bytes, not members with names.
[[nodiscard]] bool is_compressed_stream(Container container) noexcept;

/// The name without ".gz", ".zst", ".bz2" or ".xz" at its end.
[[nodiscard]] std::string_view without_compression_suffix(std::string_view name) noexcept;

}  // namespace dateline
