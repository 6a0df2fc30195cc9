#include "common/format/generation/generation.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <cerrno>

#include "common/base/file_descriptor.hpp"
#include "common/base/file_io.hpp"

namespace dateline {
namespace {

/// A generation can be removed between reading CURRENT and taking its lease; each time a newer one
/// has come.
constexpr int open_attempts = 20;

Result<int> take_lease(const std::filesystem::path& directory) {
  const auto path = directory / "lease";
  FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.valid()) return tl::unexpected(io_failure("cannot open", path, errno));
  if (::flock(fd.get(), LOCK_SH | LOCK_NB) != 0)
    return failure(ErrorCode::not_found, directory.string() + " is being removed");
  // Whoever removes a generation unlinks the lease while holding it alone: then ours is of a file
  // that is gone.
  if (::access(path.c_str(), F_OK) != 0)
    return failure(ErrorCode::not_found, directory.string() + " was removed");
  return fd.release();
}

}  // namespace

std::string generation_name(std::uint64_t generation) {
  return fmt::format("{:06}", generation);
}

Result<std::string> current_generation_name(const IndexLayout& layout) {
  if (::access(layout.current().c_str(), F_OK) != 0)
    return failure(
        ErrorCode::not_found, "there is no index in " + layout.root.string(),
        "make one with: dateline-index update --index " + layout.root.string() + " PATH...");
  DATELINE_ASSIGN(auto name, read_file(layout.current(), 64));
  while (!name.empty() && name.back() == '\n') name.pop_back();
  if (name.empty() || name.find_first_not_of("0123456789") != std::string::npos)
    return failure(ErrorCode::corrupt, layout.current().string() + " does not name a generation",
                   "run dateline-index check on the index");
  return name;
}

Result<Generation> Generation::open(const std::filesystem::path& index, const std::string& name,
                                    AnalysisVersion accepted) {
  const auto directory = IndexLayout{index}.generation(name);
  DATELINE_ASSIGN(FileDescriptor lease,
                  take_lease(directory).map([](int fd) { return FileDescriptor(fd); }));
  const auto path = directory / "MANIFEST.json";
  DATELINE_ASSIGN(const auto json, read_file(path, longest_manifest_bytes));
  DATELINE_ASSIGN(auto manifest, parse_manifest(json, path, accepted));
  return Generation(directory, std::move(manifest), lease.release());
}

Result<Generation> Generation::open_current(const std::filesystem::path& index,
                                            AnalysisVersion accepted) {
  std::string name;
  for (int attempt = 1;; ++attempt) {
    DATELINE_ASSIGN(auto current, current_generation_name({index}));
    auto generation = open(index, current, accepted);
    if (generation || attempt == open_attempts || current == name) return generation;
    name = std::move(current);
  }
}

Generation::Generation(std::filesystem::path directory, Manifest manifest, int lease_fd)
    : directory_(std::move(directory)), manifest_(std::move(manifest)), lease_fd_(lease_fd) {}

Generation::Generation(Generation&& other) noexcept
    : directory_(std::move(other.directory_)),
      manifest_(std::move(other.manifest_)),
      lease_fd_(std::exchange(other.lease_fd_, -1)) {}

Generation& Generation::operator=(Generation&& other) noexcept {
  std::swap(directory_, other.directory_);
  std::swap(manifest_, other.manifest_);
  std::swap(lease_fd_, other.lease_fd_);
  return *this;
}

Generation::~Generation() {
  if (lease_fd_ >= 0) ::close(lease_fd_);
}

}  // namespace dateline
