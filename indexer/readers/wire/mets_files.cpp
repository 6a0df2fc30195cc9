#include "indexer/readers/wire/mets_files.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "common/base/directory.hpp"
#include "common/base/file_io.hpp"
#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/text/url_base.hpp"

namespace dateline {
namespace {

bool is_in_archive(std::string_view file) noexcept {
  return file == "-" || file.find('!') != std::string_view::npos;
}

std::string folder_of(std::string_view file) {
  const std::size_t slash = file.rfind('/');
  return slash == std::string_view::npos ? "." : std::string(file.substr(0, slash));
}

bool holds_mets(const std::string& folder) {
  const auto entries = list_directory(folder);
  if (!entries) return false;
  for (const auto& entry : *entries) {
    const std::string name = to_lower_ascii(entry.filename().native());
    if (name.ends_with(".xml") && name.find("mets") != std::string::npos) return true;
  }
  return false;
}

/// Whether it stays below the folder that it is seen from.
bool stays_below(std::string_view path) noexcept {
  return !path.empty() && !path.starts_with('/') && !path.starts_with("../") &&
         path.find("/../") == std::string_view::npos && !path.ends_with("/..");
}

}  // namespace

bool is_part_of_mets(const std::string& page) {
  if (is_in_archive(page)) return false;
  const std::string folder = folder_of(page);
  return holds_mets(folder) || holds_mets(folder + "/..");
}

std::optional<std::string> path_beside(const std::string& mets, std::string_view reference) {
  if (is_in_archive(mets)) return std::nullopt;
  for (const std::string_view prefix : {"file://", "./"})
    if (reference.starts_with(prefix)) reference.remove_prefix(prefix.size());
  if (reference.starts_with("./")) reference.remove_prefix(2);
  if (has_scheme(reference) || !stays_below(reference)) return std::nullopt;
  return folder_of(mets) + "/" + std::string(reference);
}

Result<std::string> read_beside(const std::string& path, std::size_t most) {
  std::error_code error;
  const auto status = std::filesystem::symlink_status(path, error);
  if (error || !std::filesystem::is_regular_file(status))
    return failure(ErrorCode::bad_input, fmt::format("{} is not there, or not a file", path));
  return read_file(path, most);
}

}  // namespace dateline
