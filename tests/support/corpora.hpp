// The optional corpora beside the repository, for tests that want a lot of real text.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "dateline/document.hpp"

namespace dateline::test {

/// Where a corpus or collection of ../shared/data is, or would be.
[[nodiscard]] std::filesystem::path shared_path(std::string_view relative);

/// Calls `visit` with pieces of the inflated file (.zst, .gz, a tar of files, or plain) until it
/// returns false. False where the file cannot be read to where the visitor stopped.
[[nodiscard]] bool for_each_piece(const std::filesystem::path& path,
                                  const std::function<bool(std::string_view)>& visit);

/// As for_each_piece, line by line and without the line feeds. A tar's files follow each other.
[[nodiscard]] bool for_each_line(const std::filesystem::path& path,
                                 const std::function<bool(std::string_view)>& visit);

/// A line of a corpus (keys id or _id, date, title, source, lang, text) as a document; nothing
/// where it is not a JSON object.
[[nodiscard]] std::optional<Document> document_from_line(std::string_view line);

}  // namespace dateline::test
