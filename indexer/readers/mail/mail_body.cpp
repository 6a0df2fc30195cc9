#include "indexer/readers/mail/mail_body.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "indexer/readers/encoding/decode_text.hpp"
#include "indexer/readers/html/html_text.hpp"
#include "indexer/readers/mail/gmime_handle.hpp"
#include "indexer/readers/text/encoding.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

constexpr int deepest_part = 64;

bool is_type(GMimeObject* object, const char* type, const char* subtype) {
  return g_mime_content_type_is_type(g_mime_object_get_content_type(object), type, subtype) != 0;
}

std::string_view text_or_nothing(const char* text) noexcept {
  return text != nullptr ? std::string_view(text) : std::string_view();
}

/// The part's bytes, without their transfer encoding.
std::string bytes_of(GMimePart* part) {
  GMimeDataWrapper* const content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const GmimeHandle<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  const GByteArray* const bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

/// RFC 3676: lines that end with a space go on in the next one.
std::string without_soft_breaks(std::string_view text, bool deletes_space) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool is_signature_mark = line == "-- ";
    const bool goes_on = line.ends_with(' ') && !is_signature_mark && !line.starts_with('>');
    if (goes_on && deletes_space) line.remove_suffix(1);
    out.append(line);
    if (!goes_on) out.push_back('\n');
  }
  return out;
}

/// Gathers the text of a tree.
class BodyReader {
 public:
  struct Text {
    std::string text;
    bool html = false;
  };

  Text read(GMimeObject* object, int depth) {
    if (object == nullptr) return {};
    if (depth > deepest_part) return leave_out();
    if (GMIME_IS_MULTIPART(object)) return read_multipart(GMIME_MULTIPART(object), depth);
    if (GMIME_IS_MESSAGE_PART(object)) return read_message(GMIME_MESSAGE_PART(object), depth);
    if (GMIME_IS_PART(object) && !is_attachment(object)) {
      if (is_type(object, "text", "plain")) return read_plain(GMIME_PART(object));
      if (is_type(object, "text", "html")) return read_html(GMIME_PART(object));
      if (is_type(object, "text", "enriched")) return read_plain(GMIME_PART(object));
    }
    return leave_out();
  }

  [[nodiscard]] std::uint64_t attachments() const noexcept { return attachments_; }
  [[nodiscard]] bool repaired() const noexcept { return repaired_; }

 private:
  Text leave_out() {
    ++attachments_;
    return {};
  }

  static bool is_attachment(GMimeObject* object) {
    const std::string_view disposition = text_or_nothing(g_mime_object_get_disposition(object));
    if (equal_ignoring_case(disposition, "attachment")) return true;
    const std::string_view name = text_or_nothing(g_mime_part_get_filename(GMIME_PART(object)));
    return !name.empty() && !equal_ignoring_case(disposition, "inline");
  }

  Text read_multipart(GMimeMultipart* parts, int depth) {
    if (is_type(GMIME_OBJECT(parts), "multipart", "alternative"))
      return read_alternative(parts, depth);
    Text joined;
    for (int i = 0; i < g_mime_multipart_get_count(parts); ++i) {
      const Text part = read(g_mime_multipart_get_part(parts, i), depth + 1);
      if (part.text.empty()) continue;
      if (!joined.text.empty()) joined.text += "\n\n";
      joined.text += part.text;
      joined.html |= part.html;
    }
    return joined;
  }

  /// The plain text, unless it is a stub: "Your program cannot show HTML".
  Text read_alternative(GMimeMultipart* parts, int depth) {
    Text plain;
    Text html;
    for (int i = 0; i < g_mime_multipart_get_count(parts); ++i) {
      Text part = read(g_mime_multipart_get_part(parts, i), depth + 1);
      if (part.text.empty()) continue;
      Text& kind = part.html ? html : plain;
      if (kind.text.empty()) kind = std::move(part);
    }
    constexpr std::size_t stub_bytes = 600;
    const bool stub = plain.text.size() < stub_bytes && plain.text.size() * 2 < html.text.size();
    return plain.text.empty() || stub ? (html.text.empty() ? plain : html) : plain;
  }

  /// A mail inside a mail: what somebody forwards.
  Text read_message(GMimeMessagePart* part, int depth) {
    GMimeMessage* const message = g_mime_message_part_get_message(part);
    if (message == nullptr) return leave_out();
    ++attachments_;
    const std::uint64_t before = attachments_;
    Text text = read(g_mime_message_get_mime_part(message), depth + 1);
    attachments_ = before;
    inner_ = inner_.empty() ? std::move(text.text) : std::move(inner_);
    return {};
  }

  std::string decode(GMimePart* part) {
    const std::string_view charset =
        text_or_nothing(g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset"));
    DecodedText decoded = decode_text(bytes_of(part), charset);
    repaired_ |= decoded.state == TextState::unknown;
    repaired_ |= clean_text(decoded.text);
    return std::move(decoded.text);
  }

  Text read_plain(GMimePart* part) {
    std::string text = decode(part);
    const auto parameter = [&](const char* name) {
      return text_or_nothing(g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), name));
    };
    if (equal_ignoring_case(parameter("format"), "flowed"))
      text = without_soft_breaks(text, equal_ignoring_case(parameter("delsp"), "yes"));
    return {lay_out_paragraphs(text), false};
  }

  Text read_html(GMimePart* part) { return {html::html_to_text(decode(part)), true}; }

  std::string inner_;
  std::uint64_t attachments_ = 0;
  bool repaired_ = false;

 public:
  /// Of a mail inside, where there is one.
  [[nodiscard]] std::string& inner() noexcept { return inner_; }
};

}  // namespace

MailBody read_mail_body(GMimeObject* part) {
  BodyReader reader;
  BodyReader::Text read = reader.read(part, 0);
  std::string text = read.text.empty() ? std::move(reader.inner()) : std::move(read.text);
  return {
      .text = std::move(text), .attachments = reader.attachments(), .repaired = reader.repaired()};
}

}  // namespace dateline
