// For jobs that must not make an index where none is.
#pragma once

#include <filesystem>

#include "common/format/generation/generation.hpp"
#include "dateline/error.hpp"
#include "indexer/publish/index_marks.hpp"

namespace dateline {

/// Error not_found, with a hint, where `index` holds no published generation; usage, where it is
/// not an index but somebody's folder.
inline Status require_index(const std::filesystem::path& index) {
  const IndexLayout layout{index};
  DATELINE_ASSIGN(const FolderKind kind, kind_of_folder(layout));
  if (kind == FolderKind::foreign) return require_place_for_index(layout);
  DATELINE_TRY(current_generation_name(layout));
  return {};
}

}  // namespace dateline
