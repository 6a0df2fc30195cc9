// What is in folders, by fts(3). The C++ library's iterators of folders, and what it makes of them,
// allocate in functions that may not throw: for want of memory they would end the process.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "dateline/error.hpp"

namespace dateline {

/// The entries of a folder, by name. Error io.
Result<std::vector<std::filesystem::path>> list_directory(const std::filesystem::path& directory);

struct DirectoryEntry {
  std::filesystem::path path;
  bool is_directory;  ///< a symbolic link to one is none
};
/// Gives all that is below a folder, each folder before what is in it. Symbolic links are not
/// followed. Error io, where a folder cannot be read or is gone; the others are given all the same.
/// Exceptions of `visit` pass through.
Status walk_directory(const std::filesystem::path& directory,
                      const std::function<void(const DirectoryEntry&)>& visit);

/// Removes a file, or a folder and all that is in it; it need not exist. Where something cannot be
/// removed, the rest is removed all the same. Error io, of the first that could not be.
Status remove_tree(const std::filesystem::path& path);

}  // namespace dateline
