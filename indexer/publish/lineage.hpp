// Which generations an index has, and from which each was made.
#pragma once

#include <string>
#include <vector>

#include "common/format/generation/generation.hpp"

namespace dateline {

/// Names of all generations, in ascending order of number; not of folders beside them that are not
/// ours.
Result<std::vector<std::string>> generation_names(const IndexLayout& layout);

/// The manifest of a generation, without a lease, whatever its analysis.
Result<Manifest> read_manifest_of(const IndexLayout& layout, const std::string& name);

/// The generation, the one that it was made from, and so on. Where that one is not there any more,
/// or was not noted, the newest with a lower number takes its place: a generation that was rolled
/// back has a place in no line but its own.
Result<std::vector<std::string>> lineage_of(const IndexLayout& layout, const std::string& name);

}  // namespace dateline
