// Files of a generation against its manifest.
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>

#include "common/base/directory.hpp"
#include "common/base/file_io.hpp"
#include "indexer/maintain/check_parts.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

/// What lies in a generation and is not in its manifest.
constexpr std::array<std::string_view, 2> unlisted_names{"MANIFEST.json", "lease"};

void check_checksum(const fs::path& path, const FileInfo& file, Findings& findings) {
  const auto checksum = checksum_file(path);
  if (!checksum)
    findings.add(file.path, checksum.error());
  else if (checksum->xxh3 != file.xxh3)
    findings.add(file.path, "its bytes are not those that were published (checksum)");
}

void check_file(const Generation& generation, const FileInfo& file, bool full, Findings& findings) {
  const fs::path path = generation.directory() / file.path;
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0)
    return findings.add(file.path, std::string("cannot be read: ") + std::strerror(errno));
  if (!S_ISREG(info.st_mode)) return findings.add(file.path, "is not a file");
  findings.compare(file.path, "bytes", file.bytes, static_cast<std::uint64_t>(info.st_size));
  if (full) check_checksum(path, file, findings);
}

bool may_be_unlisted(const std::string& path) {
  return std::find(unlisted_names.begin(), unlisted_names.end(), path) != unlisted_names.end();
}

/// Whether RocksDB, or a repair, would take the file for one of the store's.
bool is_name_of_store(const fs::path& name) {
  constexpr std::array<std::string_view, 5> endings{".sst", ".log", ".ldb", ".blob", ".dbtmp"};
  constexpr std::array<std::string_view, 4> beginnings{"CURRENT", "IDENTITY", "MANIFEST-",
                                                       "OPTIONS-"};
  const std::string ending = name.extension();
  return std::find(endings.begin(), endings.end(), ending) != endings.end() ||
         std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view begin) { return name.native().starts_with(begin); });
}

/// Whether Xapian would take the file for one of a database's.
bool is_name_of_xapian(const fs::path& name) {
  return name.extension() == ".glass" || name.extension() == ".DB" || name == "XAPIANDB" ||
         name.native().starts_with("iam");
}

/// Whether a file that no manifest names could be read in place of ours, or beside them.
bool shadows_ours(const fs::path& path, const Manifest& manifest) {
  const fs::path folder = path.parent_path(), name = path.filename();
  if (folder == "store") return is_name_of_store(name);
  const bool in_segment =
      std::any_of(manifest.segments.begin(), manifest.segments.end(),
                  [&](const SegmentInfo& info) { return folder == "segments/" + info.name; });
  return in_segment && is_name_of_xapian(name);
}

void check_for_strangers(const Generation& generation, Findings& findings) {
  std::set<std::string> listed;
  for (const FileInfo& file : generation.manifest().files) listed.insert(file.path);
  const fs::path& root = generation.directory();
  const Status walked = walk_directory(root, [&](const DirectoryEntry& entry) {
    const std::string path = entry.path.lexically_relative(root).string();
    if (entry.is_directory || listed.count(path) != 0 || may_be_unlisted(path)) return;
    if (shadows_ours(path, generation.manifest()))
      findings.add(path, "is not in the manifest, and would be taken for a file of the index");
    else
      findings.warn(path, "is not in the manifest: another program left it, and it does no harm");
  });
  if (!walked) findings.add(root.string(), walked.error());
}

void check_manifest(const Generation& generation, Findings& findings) {
  const std::uint64_t number = generation.manifest().generation;
  if (generation.directory().filename() != generation_name(number))
    findings.add("MANIFEST.json", "is that of generation " + generation_name(number));
  const auto text = read_file(generation.directory() / "MANIFEST.json", longest_manifest_bytes);
  if (!text) return findings.add("MANIFEST.json", text.error());
  if (!has_checksum(*text)) findings.add("MANIFEST.json", "has no checksum of its own");
}

}  // namespace

void check_files(const Generation& generation, bool full, CheckReport& report, Findings& findings) {
  for (const FileInfo& file : generation.manifest().files) {
    ++report.files;
    report.bytes += file.bytes;
    check_file(generation, file, full, findings);
  }
  check_for_strangers(generation, findings);
  check_manifest(generation, findings);
}

}  // namespace dateline
