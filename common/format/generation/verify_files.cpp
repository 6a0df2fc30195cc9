#include "common/format/generation/verify_files.hpp"

#include "common/base/file_io.hpp"

namespace dateline {

Status verify_files(const Generation& generation, std::string_view prefix) {
  for (const FileInfo& file : generation.manifest().files) {
    if (file.path.compare(0, prefix.size(), prefix) != 0) continue;
    const auto path = generation.directory() / file.path;
    DATELINE_ASSIGN(const FileChecksum checksum, checksum_file(path));
    if (checksum.bytes == file.bytes && checksum.xxh3 == file.xxh3) continue;
    return failure(ErrorCode::corrupt,
                   path.string() + " is damaged: its bytes are not those that were published",
                   "dateline-index check --full lists all damage, repair recovers the index");
  }
  return {};
}

}  // namespace dateline
