// What generations an index has, and going back to an earlier one.
#include "dateline/generations.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <map>

#include "common/base/directory.hpp"
#include "common/base/exception_guard.hpp"
#include "common/format/generation/generation.hpp"
#include "indexer/maintain/existing_index.hpp"
#include "indexer/maintain/lease_holders.hpp"
#include "indexer/publish/index_lock.hpp"
#include "indexer/publish/lineage.hpp"
#include "indexer/publish/work_area.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

/// Files with one link besides those of the same inode in this generation belong to it alone.
struct Sizes {
  std::uint64_t bytes = 0;
  std::uint64_t own = 0;
};

Sizes sizes_of(const fs::path& generation) {
  Sizes sizes;
  // What cannot be looked at is not counted.
  static_cast<void>(walk_directory(generation, [&sizes](const DirectoryEntry& entry) {
    struct stat status {};
    if (::lstat(entry.path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return;
    sizes.bytes += static_cast<std::uint64_t>(status.st_size);
    if (status.st_nlink == 1) sizes.own += static_cast<std::uint64_t>(status.st_size);
  }));
  return sizes;
}

GenerationInfo describe(const IndexLayout& layout, const std::string& name,
                        const LeaseHolders& holders) {
  GenerationInfo info;
  info.number = std::strtoull(name.c_str(), nullptr, 10);
  const auto manifest = read_manifest_of(layout, name);
  if (manifest) {
    info.created = manifest->created;
    info.documents = manifest->documents;
  } else {
    info.fault = manifest.error().message;
  }
  const Sizes sizes = sizes_of(layout.generation(name));
  info.bytes = sizes.bytes;
  info.own_bytes = sizes.own;
  info.leases = holders.of(layout.generation(name) / "lease");
  return info;
}

/// Every file of the manifest has its size; checksums are the business of `check`.
Status require_whole(const Generation& generation) {
  for (const FileInfo& file : generation.manifest().files) {
    std::error_code error;
    const auto path = generation.directory() / file.path;
    const auto bytes = fs::file_size(path, error);
    if (error) return io_failure("cannot examine", path, error.value());
    if (bytes != file.bytes)
      return failure(ErrorCode::corrupt,
                     path.string() + " does not have the size that it was written with",
                     "dateline-index generations lists others to go back to");
  }
  return {};
}

Result<std::string> earlier_generation(const IndexLayout& layout, const std::string& live) {
  DATELINE_ASSIGN(const auto lineage, lineage_of(layout, live));
  if (lineage.size() > 1) return lineage[1];
  return failure(ErrorCode::not_found, "there is no earlier generation to go back to",
                 "update --keep N keeps more of them");
}

Result<std::vector<GenerationInfo>> list_all(const fs::path& index) {
  const IndexLayout layout{index};
  DATELINE_ASSIGN(const std::string live, current_generation_name(layout));
  DATELINE_ASSIGN(const auto names, generation_names(layout));
  const LeaseHolders holders = LeaseHolders::look();
  std::vector<GenerationInfo> generations;
  for (const std::string& name : names) {
    GenerationInfo info = describe(layout, name, holders);
    info.live = name == live;
    std::error_code error;
    if (fs::exists(layout.generation(name) / "lease", error))
      generations.push_back(std::move(info));
  }
  return generations;
}

Result<std::uint64_t> make_live(const IndexerOptions& options, std::optional<std::uint64_t> to) {
  DATELINE_TRY(require_index(options.index));
  const IndexLayout layout{options.index};
  DATELINE_ASSIGN(const IndexLock lock, IndexLock::acquire(layout, options.wait));
  DATELINE_ASSIGN(const std::string live, current_generation_name(layout));
  std::string name;
  if (to) {
    name = generation_name(*to);
  } else {
    DATELINE_ASSIGN(name, earlier_generation(layout, live));
  }
  std::error_code error;
  if (!fs::exists(layout.generation(name), error))
    return failure(ErrorCode::not_found, "no such generation: " + name,
                   "dateline-index generations lists the existing ones");
  DATELINE_ASSIGN(const Generation generation, Generation::open(options.index, name));
  DATELINE_TRY(require_whole(generation));
  if (name == live) return generation.manifest().generation;
  DATELINE_ASSIGN(const Commit commit, make_current(layout, name));
  if (commit.unsynced && options.on_warning)
    options.on_warning("the generation is live, but " + commit.unsynced->message +
                       "; a power loss may bring back the previous one");
  return generation.manifest().generation;
}

}  // namespace

Result<std::vector<GenerationInfo>> list_generations(const fs::path& index) {
  return guard_exceptions({"cannot list the generations of", index},
                          [&] { return list_all(index); });
}

Result<std::uint64_t> roll_back(const IndexerOptions& options, std::optional<std::uint64_t> to) {
  return guard_exceptions({"cannot roll back", options.index},
                          [&] { return make_live(options, to); });
}

}  // namespace dateline
