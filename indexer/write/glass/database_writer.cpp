#include "indexer/write/glass/database_writer.hpp"

#include <random>

namespace dateline::glass {
namespace {

/// A random one: RFC 4122, version 4.
void draw_uuid(Version& version) {
  std::random_device random;
  for (std::uint8_t& byte : version.uuid) byte = static_cast<std::uint8_t>(random());
  version.uuid[6] = static_cast<std::uint8_t>((version.uuid[6] & 0x0f) | 0x40);
  version.uuid[8] = static_cast<std::uint8_t>((version.uuid[8] & 0x3f) | 0x80);
}

}  // namespace

Result<DatabaseWriter> DatabaseWriter::create(const std::filesystem::path& directory) {
  DATELINE_ASSIGN(auto postlist, TableWriter::create(directory / "postlist.glass"));
  DATELINE_ASSIGN(auto docdata, TableWriter::create(directory / "docdata.glass"));
  return DatabaseWriter(directory, std::move(postlist), std::move(docdata));
}

Status DatabaseWriter::finish(const Statistics& statistics) {
  Version version;
  draw_uuid(version);
  version.statistics = statistics;
  DATELINE_ASSIGN(version.postlist, postlist_.finish());
  DATELINE_ASSIGN(version.docdata, docdata_.finish());
  DATELINE_ASSIGN(auto file, FlatFileWriter::create(directory_ / "iamglass"));
  DATELINE_TRY(file.append(encode_version(version)));
  return file.close();
}

}  // namespace dateline::glass
