#include "indexer/write/flat_file_writer.hpp"

#include <cerrno>

namespace dateline {

Result<FlatFileWriter> FlatFileWriter::create(const std::filesystem::path& path) {
  std::FILE* file = std::fopen(path.c_str(), "wbe");
  if (file == nullptr) return tl::unexpected(io_failure("cannot create", path, errno));
  return FlatFileWriter(path, file);
}

Status FlatFileWriter::append(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
    return io_failure("cannot write", path_, errno);
  size_ += bytes.size();
  return {};
}

Status FlatFileWriter::overwrite(std::uint64_t offset, std::string_view bytes) {
  if (std::fseek(file_.get(), static_cast<long>(offset), SEEK_SET) != 0 ||
      std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
    return io_failure("cannot write", path_, errno);
  return {};
}

Status FlatFileWriter::close() {
  if (std::fclose(file_.release()) != 0) return io_failure("cannot write", path_, errno);
  return {};
}

}  // namespace dateline
