#include "indexer/readers/mail/mail_message.hpp"

#include "indexer/readers/mail/gmime_handle.hpp"
#include "indexer/readers/mail/mail_body.hpp"
#include "indexer/readers/mail/mail_header.hpp"

namespace dateline {
namespace {

/// What bytes in the header that are not ASCII are likely in.
std::string charset_of(GMimeObject* part) {
  if (part == nullptr) return {};
  const char* const charset = g_mime_object_get_content_type_parameter(part, "charset");
  if (charset != nullptr) return charset;
  const bool nested =
      GMIME_IS_MULTIPART(part) && g_mime_multipart_get_count(GMIME_MULTIPART(part)) > 0;
  GMimeObject* const first = nested ? g_mime_multipart_get_part(GMIME_MULTIPART(part), 0) : nullptr;
  const char* const inner =
      first != nullptr ? g_mime_object_get_content_type_parameter(first, "charset") : nullptr;
  return inner != nullptr ? inner : std::string();
}

}  // namespace

void start_gmime() {
  static const bool started = (g_mime_init(), true);
  (void)started;
}

MailMessage parse_mail(std::string_view bytes) {
  start_gmime();
  MailMessage mail;
  const GmimeHandle<GMimeStream> stream(
      g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const GmimeHandle<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const GmimeHandle<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  if (!message) return mail;
  GMimeObject* const header = GMIME_OBJECT(message.get());
  GMimeObject* const body = g_mime_message_get_mime_part(message.get());
  const std::string charset = charset_of(body);
  mail.id = written_field(header, "Message-ID", charset);
  mail.title = decoded_field(header, "Subject", charset);
  mail.date = written_field(header, "Date", charset);
  mail.authors = names_in(written_field(header, "From", charset));
  mail.list = list_name(decoded_field(header, "List-Id", charset));
  mail.language = written_field(header, "Content-Language", charset);
  MailBody read = read_mail_body(body);
  mail.text = std::move(read.text);
  mail.attachments = read.attachments;
  mail.repaired = read.repaired;
  return mail;
}

}  // namespace dateline
