#include "indexer/readers/mail_reader.hpp"

#include <fmt/format.h>

#include <utility>

#include "common/date/read_date.hpp"
#include "indexer/readers/base/line_reader.hpp"
#include "indexer/readers/base/titles.hpp"
#include "indexer/readers/base/zone_rules.hpp"
#include "indexer/readers/mail/mail_message.hpp"
#include "indexer/readers/mail/mail_sniff.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

/// Attachments are not read, but they are in the mail.
constexpr std::size_t mails_of_a_document = 4;

/// `>From ` and `>>From ` are quoted once by writers of mboxes.
std::string_view without_from_quote(std::string_view line) noexcept {
  const std::size_t marks = line.find_first_not_of('>');
  const bool quoted =
      marks != 0 && marks != std::string_view::npos && line.substr(marks).starts_with("From ");
  return quoted ? line.substr(1) : line;
}

/// One pass over a source.
class MailPass {
 public:
  MailPass(std::size_t max_document_bytes, InputPosition start, const std::string& name,
           DocumentSink& sink)
      : max_mail_bytes_(max_document_bytes * mails_of_a_document),
        position_(std::move(start)),
        name_(name),
        sink_(sink) {
    position_.line = 1;
  }

  Status take(const Line& line) {
    const bool first = line.number == 1;
    if ((first || (mbox_ && after_empty_line_)) && is_mbox_separator(line.text)) {
      mbox_ = true;
      if (!first) DATELINE_TRY(finish_mail());
      position_.line = line.number;
      position_.offset = line.offset;
      return {};
    }
    after_empty_line_ = line.text.empty();
    const bool before_header = !mbox_ && bytes_.empty() && trim(line.text).empty();
    if (before_header) return {};
    too_large_ |= line.too_long || bytes_.size() + line.text.size() + 1 > max_mail_bytes_;
    if (too_large_) return {};
    bytes_.append(mbox_ ? without_from_quote(line.text) : line.text);
    bytes_.push_back('\n');
    return {};
  }

  Status finish_mail() {
    ++ordinal_;
    const std::string bytes = std::exchange(bytes_, {});
    if (std::exchange(too_large_, false))
      return sink_.reject({position_, RejectReason::too_large,
                           fmt::format("the mail has more than {} bytes", max_mail_bytes_)});
    MailMessage mail = parse_mail(bytes);
    if (mail.attachments > 0) sink_.left_out(LeftOut::attachment, mail.attachments);
    return sink_.document(make_document(std::move(mail)), position_);
  }

 private:
  Document make_document(MailMessage mail) {
    Document document;
    document.key = std::move(mail.id);
    if (document.key.empty())
      document.key = ordinal_ == 1 ? name_ : fmt::format("{}#{}", name_, ordinal_);
    const DateReading date = read_date(mail.date, {.zone_rules = zone_offset, .keeps_day = true});
    if (date.date) {
      document.date = *date.date;
      document.date.origin = DateOrigin::header;
    }
    document.title = std::move(mail.title);
    document.text = std::move(mail.text);
    document.source = std::move(mail.list);
    document.language = std::move(mail.language);
    document.authors = std::move(mail.authors);
    document.encoding_repaired = mail.repaired;
    ensure_title(document);
    return document;
  }

  std::size_t max_mail_bytes_;
  InputPosition position_;  ///< of the mail that is being gathered
  const std::string& name_;
  DocumentSink& sink_;
  std::string bytes_;
  std::uint64_t ordinal_ = 0;  ///< of the last mail, counted from 1
  bool mbox_ = false;
  bool after_empty_line_ = false;
  bool too_large_ = false;
};

}  // namespace

Status MailReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                        DocumentSink& sink) {
  LineReader lines(source, max_document_bytes_);
  MailPass pass(max_document_bytes_, start, name, sink);
  Line line;
  for (;;) {
    DATELINE_ASSIGN(const bool more, lines.next(line));
    if (!more) return pass.finish_mail();
    DATELINE_TRY(pass.take(line));
  }
}

}  // namespace dateline
