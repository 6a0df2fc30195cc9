#include "indexer/readers/sqlite/read_only_vfs.hpp"

#include <sqlite3.h>

#include <cstring>

namespace dateline {
namespace {

thread_local RandomAccess* present = nullptr;

struct OpenFile {
  sqlite3_file base;
  RandomAccess* bytes;
};

RandomAccess& bytes_of(sqlite3_file* file) noexcept {
  return *reinterpret_cast<OpenFile*>(file)->bytes;
}

int close_file(sqlite3_file* /*file*/) {
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
  const auto wanted = static_cast<std::size_t>(size);
  const auto got =
      bytes_of(file).read_at(static_cast<std::uint64_t>(offset), static_cast<char*>(out), wanted);
  if (!got) return SQLITE_IOERR_READ;
  if (*got == wanted) return SQLITE_OK;
  std::memset(static_cast<char*>(out) + *got, 0, wanted - *got);
  return SQLITE_IOERR_SHORT_READ;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(bytes_of(file).size());
  return SQLITE_OK;
}

int refuse_write(sqlite3_file* /*file*/, const void* /*bytes*/, int /*size*/,
                 sqlite3_int64 /*offset*/) {
  return SQLITE_READONLY;
}

int refuse_truncate(sqlite3_file* /*file*/, sqlite3_int64 /*size*/) {
  return SQLITE_READONLY;
}

int sync_nothing(sqlite3_file* /*file*/, int /*flags*/) {
  return SQLITE_OK;
}

int lock_nothing(sqlite3_file* /*file*/, int /*level*/) {
  return SQLITE_OK;
}

int has_no_lock(sqlite3_file* /*file*/, int* locked) {
  *locked = 0;
  return SQLITE_OK;
}

int control_nothing(sqlite3_file* /*file*/, int /*operation*/, void* /*argument*/) {
  return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file* /*file*/) {
  return 0;
}

int characteristics(sqlite3_file* /*file*/) {
  return SQLITE_IOCAP_IMMUTABLE;
}

constexpr sqlite3_io_methods methods{1,
                                     close_file,
                                     read_file,
                                     refuse_write,
                                     refuse_truncate,
                                     sync_nothing,
                                     file_size,
                                     lock_nothing,
                                     lock_nothing,
                                     has_no_lock,
                                     control_nothing,
                                     sector_size,
                                     characteristics,
                                     nullptr,
                                     nullptr,
                                     nullptr,
                                     nullptr,
                                     nullptr,
                                     nullptr};

/// Only the database: no journals, and no temporary files either.
int open_file(sqlite3_vfs* /*vfs*/, sqlite3_filename /*name*/, sqlite3_file* file, int flags,
              int* out_flags) {
  auto* const open = reinterpret_cast<OpenFile*>(file);
  open->base.pMethods = nullptr;
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0 || present == nullptr) return SQLITE_CANTOPEN;
  open->base.pMethods = &methods;
  open->bytes = present;
  if (out_flags != nullptr) *out_flags = SQLITE_OPEN_READONLY;
  return SQLITE_OK;
}

int refuse_delete(sqlite3_vfs* /*vfs*/, const char* /*name*/, int /*sync*/) {
  return SQLITE_READONLY;
}

int nothing_exists(sqlite3_vfs* /*vfs*/, const char* /*name*/, int /*flags*/, int* result) {
  *result = 0;
  return SQLITE_OK;
}

int same_name(sqlite3_vfs* /*vfs*/, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

sqlite3_vfs make_vfs() {
  const sqlite3_vfs& system = *sqlite3_vfs_find(nullptr);
  sqlite3_vfs vfs{};
  vfs.iVersion = 1;
  vfs.szOsFile = sizeof(OpenFile);
  vfs.mxPathname = 64;
  vfs.zName = read_only_vfs_name;
  vfs.xOpen = open_file;
  vfs.xDelete = refuse_delete;
  vfs.xAccess = nothing_exists;
  vfs.xFullPathname = same_name;
  vfs.xRandomness = system.xRandomness;
  vfs.xSleep = system.xSleep;
  vfs.xCurrentTime = system.xCurrentTime;
  return vfs;
}

void register_once() {
  static sqlite3_vfs vfs = make_vfs();
  static const int registered = sqlite3_vfs_register(&vfs, 0);
  (void)registered;
}

}  // namespace

ReadOnlyFile::ReadOnlyFile(RandomAccess& bytes) {
  register_once();
  present = &bytes;
}

ReadOnlyFile::~ReadOnlyFile() {
  present = nullptr;
}

}  // namespace dateline
