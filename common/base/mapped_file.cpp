#include "common/base/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <utility>

#include "common/base/file_descriptor.hpp"

namespace dateline {

Result<MappedFile> MappedFile::open(const std::filesystem::path& path, std::size_t least_bytes) {
  const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info {};
  if (!fd.valid() || fstat(fd.get(), &info) != 0) return io_failure("cannot open", path, errno);
  const auto size = static_cast<std::size_t>(info.st_size);
  if (size < least_bytes)
    return failure(ErrorCode::corrupt, path.string() + " is shorter than its header",
                   "run dateline-index check --full on the index");
  void* data = mmap(nullptr, size, PROT_READ, MAP_SHARED, fd.get(), 0);
  if (data == MAP_FAILED) return io_failure("cannot map", path, errno);
  return MappedFile(static_cast<const char*>(data), size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) munmap(const_cast<char*>(data_), size_);
}

void MappedFile::unmap_pages() const noexcept {
  ::madvise(const_cast<char*>(data_), size_, MADV_DONTNEED);
}

}  // namespace dateline
