// The log of a run's changes to files, from which the states that a power loss could leave are
// rebuilt.
//
// Each entry is a line of space-separated fields; a write's bytes follow its line. Files are named
// by inode, because a path may change while they are open; paths stand last, after a length each.
//   mkdir LENGTH PATH           rmdir LENGTH PATH       unlink LENGTH PATH
//   create INODE LENGTH PATH    link LENGTH LENGTH FROM TO    rename LENGTH LENGTH FROM TO
//   write INODE OFFSET SIZE     truncate INODE SIZE
//   sync INODE                  syncdir LENGTH PATH
#pragma once

#include <mutex>

#include "tests/torture/io_call.hpp"

namespace dateline::torture {

/// Whether DATELINE_IO_LOG names a log.
[[nodiscard]] bool is_logging() noexcept;

/// Held over a call and its entry, so that the log has the order in which things happened.
[[nodiscard]] std::unique_lock<std::recursive_mutex> hold_log();

void log_path(const char* entry, const IoPath& path) noexcept;
void log_paths(const char* entry, const IoPath& from, const IoPath& to) noexcept;
/// The file of `fd` is at `path` from now on.
void log_creation(int fd, const IoPath& path) noexcept;
void log_write(int fd, off_t offset, const void* bytes, std::size_t size) noexcept;
void log_truncation(int fd, off_t size) noexcept;
void log_sync(int fd) noexcept;

}  // namespace dateline::torture
