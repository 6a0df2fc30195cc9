#include "indexer/publish/lineage.hpp"

#include <algorithm>

#include "common/base/directory.hpp"
#include "common/base/file_io.hpp"
#include "indexer/publish/index_marks.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

/// Names have at least six digits, and no leading zeros beyond that.
bool is_older(const std::string& a, const std::string& b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

/// What cannot be looked at counts: it may be a generation that is damaged.
bool is_generation(const fs::path& folder) {
  const std::string name = folder.filename();
  return !name.empty() && name.find_first_not_of("0123456789") == std::string::npos &&
         is_own_generation(folder).value_or(true);
}

}  // namespace

Result<std::vector<std::string>> generation_names(const IndexLayout& layout) {
  std::vector<std::string> names;
  std::error_code error;
  if (!fs::exists(layout.generations(), error)) return names;
  DATELINE_ASSIGN(const auto entries, list_directory(layout.generations()));
  for (const fs::path& entry : entries)
    if (is_generation(entry)) names.push_back(entry.filename());
  std::sort(names.begin(), names.end(), is_older);
  return names;
}

Result<Manifest> read_manifest_of(const IndexLayout& layout, const std::string& name) {
  const auto path = layout.generation(name) / "MANIFEST.json";
  DATELINE_ASSIGN(const auto json, read_file(path, longest_manifest_bytes));
  return parse_manifest(json, path, AnalysisVersion::any);
}

Result<std::vector<std::string>> lineage_of(const IndexLayout& layout, const std::string& name) {
  DATELINE_ASSIGN(auto names, generation_names(layout));
  std::vector<std::string> lineage{name};
  for (;;) {
    const auto manifest = read_manifest_of(layout, lineage.back());
    const std::uint64_t base = manifest ? manifest->base : 0;
    std::erase_if(names, [&](const std::string& n) { return !is_older(n, lineage.back()); });
    if (names.empty()) return lineage;
    const auto noted = std::find(names.begin(), names.end(), generation_name(base));
    lineage.push_back(noted == names.end() ? names.back() : *noted);
  }
}

}  // namespace dateline
