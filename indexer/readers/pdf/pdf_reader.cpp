#include "indexer/readers/pdf/pdf_reader.hpp"

#include <fmt/format.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <unistd.h>

#include <charconv>
#include <memory>
#include <optional>

#include "common/date/read_date.hpp"
#include "indexer/readers/base/titles.hpp"
#include "indexer/readers/feed/values.hpp"
#include "indexer/readers/pdf/bounded_child.hpp"
#include "indexer/readers/text/encoding.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

/// Pictures make most of a file's bytes.
constexpr std::size_t documents_of_file = 4;

void write_all(int fd, std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string utf8(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  return {bytes.begin(), bytes.end()};
}

/// In the child: a line each of title, author and date, then the pages.
bool write_text(const std::string& bytes, int fd) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  const std::unique_ptr<poppler::document> pdf(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (pdf == nullptr || pdf->is_locked()) return false;
  for (const char* const key : {"Title", "Author"})
    write_all(fd, to_single_line(utf8(pdf->info_key(key))) + "\n");
  const auto created = static_cast<std::int64_t>(pdf->info_date_t("CreationDate"));
  write_all(fd, created > 0 ? fmt::format("{}\n", created) : "\n");
  for (int i = 0; i < pdf->pages(); ++i) {
    const std::unique_ptr<poppler::page> page(pdf->create_page(i));
    if (page == nullptr) continue;
    const auto layout = poppler::page::non_raw_non_physical_layout;
    write_all(fd, utf8(page->text(page->page_rect(), layout)) + "\n\n");
  }
  return true;
}

std::string_view take_line(std::string_view& text) noexcept {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

Document document_of(std::string_view written, const std::string& name) {
  Document document;
  document.key = name;
  document.title = take_line(written);
  feed::add_value(document.authors, std::string(take_line(written)));
  const std::string_view created = take_line(written);
  std::int64_t seconds = 0;
  std::from_chars(created.data(), created.data() + created.size(), seconds);
  if (const auto date = seconds == 0 ? std::nullopt : date_at(seconds)) {
    document.date = *date;
    document.date.origin = DateOrigin::metadata;
  }
  std::string text(written);
  remove_controls(text);  // a form feed ends each page
  document.text = lay_out_paragraphs(text);
  ensure_title(document);
  return document;
}

}  // namespace

Status PdfReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                       DocumentSink& sink) {
  const std::size_t most = documents_of_file * max_document_bytes_;
  std::string bytes;
  for (;;) {
    DATELINE_ASSIGN(const std::string_view next, source.next());
    if (next.empty()) break;
    if (bytes.size() + next.size() > most)
      return sink.reject(
          {start, RejectReason::too_large, fmt::format("the file has more than {} bytes", most)});
    bytes.append(next);
  }
  const auto written = run_bounded({.output_bytes = max_document_bytes_},
                                   [&](int fd) { return write_text(bytes, fd); });
  if (!written)
    return sink.reject({start, RejectReason::malformed,
                        "it is not a PDF, or encrypted, or " + written.error().message});
  return sink.document(document_of(*written, name), start);
}

}  // namespace dateline
