#include "tests/support/corpora.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <simdjson.h>

#include <memory>

namespace dateline::test {
namespace {

struct ArchiveCloser {
  void operator()(archive* reader) const noexcept { archive_read_free(reader); }
};
using ArchiveReader = std::unique_ptr<archive, ArchiveCloser>;

ArchiveReader open_archive(const std::filesystem::path& path) {
  ArchiveReader reader(archive_read_new());
  archive_read_support_filter_all(reader.get());
  archive_read_support_format_tar(reader.get());
  archive_read_support_format_raw(reader.get());
  if (archive_read_open_filename(reader.get(), path.c_str(), 1u << 16) != ARCHIVE_OK)
    return nullptr;
  return reader;
}

/// The rest of the current member. Sets `wanted` to false when the visitor has had enough.
bool visit_member(archive* reader, const std::function<bool(std::string_view)>& visit,
                  bool& wanted) {
  const void* block = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  while (wanted) {
    const int status = archive_read_data_block(reader, &block, &size, &offset);
    if (status == ARCHIVE_EOF) return true;
    if (status != ARCHIVE_OK) return false;
    wanted = visit({static_cast<const char*>(block), size});
  }
  return true;
}

std::string text_of(const simdjson::dom::object& object, std::string_view key) {
  std::string_view value;
  return object[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

}  // namespace

std::filesystem::path shared_path(std::string_view relative) {
  return std::filesystem::path(DATELINE_SHARED_DATA) / relative;
}

bool for_each_piece(const std::filesystem::path& path,
                    const std::function<bool(std::string_view)>& visit) {
  const ArchiveReader reader = open_archive(path);
  if (!reader) return false;
  bool wanted = true;
  archive_entry* entry = nullptr;
  while (wanted) {
    const int status = archive_read_next_header(reader.get(), &entry);
    if (status == ARCHIVE_EOF) return true;
    if (status != ARCHIVE_OK || !visit_member(reader.get(), visit, wanted)) return false;
  }
  return true;
}

bool for_each_line(const std::filesystem::path& path,
                   const std::function<bool(std::string_view)>& visit) {
  std::string carry;
  bool wanted = true;
  const auto visit_lines = [&](std::string_view piece) {
    carry.append(piece);
    std::size_t begin = 0;
    std::size_t end = 0;
    while (wanted && (end = carry.find('\n', begin)) != std::string::npos) {
      wanted = visit(std::string_view(carry).substr(begin, end - begin));
      begin = end + 1;
    }
    carry.erase(0, begin);
    return wanted;
  };
  if (!for_each_piece(path, visit_lines)) return false;
  if (wanted && !carry.empty()) visit(carry);
  return true;
}

std::optional<Document> document_from_line(std::string_view line) {
  static thread_local simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(line.data(), line.size()).get(object) != simdjson::SUCCESS) return std::nullopt;
  Document document;
  document.key = text_of(object, "id");
  if (document.key.empty()) document.key = text_of(object, "_id");
  if (const auto date = parse_date(text_of(object, "date"))) document.date = *date;
  document.title = text_of(object, "title");
  document.text = text_of(object, "text");
  document.source = text_of(object, "source");
  document.language = text_of(object, "lang");
  return document;
}

}  // namespace dateline::test
