#include "tests/support/make_archive.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <stdexcept>

namespace dateline::test {
namespace {

struct FreeArchive {
  void operator()(archive* handle) const noexcept { archive_write_free(handle); }
};
using Archive = std::unique_ptr<archive, FreeArchive>;

void require(int status, archive* handle) {
  if (status != ARCHIVE_OK) throw std::runtime_error(archive_error_string(handle));
}

la_ssize_t append(archive*, void* out, const void* bytes, std::size_t size) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

int filter_of(Packing packing) {
  switch (packing) {
    case Packing::gzip:
      return ARCHIVE_FILTER_GZIP;
    case Packing::zstd:
      return ARCHIVE_FILTER_ZSTD;
    case Packing::bzip2:
      return ARCHIVE_FILTER_BZIP2;
    case Packing::xz:
      return ARCHIVE_FILTER_XZ;
  }
  return ARCHIVE_FILTER_NONE;
}

void write_member(archive* handle, const std::string& name, std::string_view bytes) {
  const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                       archive_entry_free);
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  require(archive_write_header(handle, entry.get()), handle);
  if (!bytes.empty() && archive_write_data(handle, bytes.data(), bytes.size()) < 0)
    throw std::runtime_error(archive_error_string(handle));
}

std::string write(archive* handle, const Members& members) {
  std::string out;
  archive_write_set_bytes_in_last_block(handle, 1);
  require(archive_write_open(handle, &out, nullptr, append, nullptr), handle);
  for (const auto& [name, bytes] : members) write_member(handle, name, bytes);
  require(archive_write_close(handle), handle);
  return out;
}

}  // namespace

std::string compress(Packing packing, std::string_view bytes) {
  const Archive handle(archive_write_new());
  require(archive_write_add_filter(handle.get(), filter_of(packing)), handle.get());
  if (packing == Packing::gzip)  // the same bytes every second
    require(archive_write_set_filter_option(handle.get(), "gzip", "timestamp", nullptr),
            handle.get());
  require(archive_write_set_format_raw(handle.get()), handle.get());
  return write(handle.get(), {{"data", std::string(bytes)}});
}

std::string make_tar(const Members& members) {
  const Archive handle(archive_write_new());
  require(archive_write_set_format_ustar(handle.get()), handle.get());
  return write(handle.get(), members);
}

std::string make_zip(const Members& members) {
  const Archive handle(archive_write_new());
  require(archive_write_set_format_zip(handle.get()), handle.get());
  return write(handle.get(), members);
}

}  // namespace dateline::test
