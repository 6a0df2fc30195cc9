// For jobs that must not make an index where none is.
#pragma once

#include <filesystem>

#include "common/generation/generation.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// Error not_found, with a hint, where `index` holds no published generation.
inline Status require_index(const std::filesystem::path& index) {
  DATELINE_TRY(current_generation_name(IndexLayout{index}));
  return {};
}

}  // namespace dateline
