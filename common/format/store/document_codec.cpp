#include "common/format/store/document_codec.hpp"

#include <xxhash.h>

#include "common/base/bytes.hpp"

namespace dateline {
namespace {

/// Numbers of the encoded fields. On disk and in content hashes: never reuse one.
enum class CodecField : std::uint64_t {
  key = 1,
  date = 2,
  title = 3,
  text = 4,
  source = 5,
  url = 6,
  language = 7,
  author = 8,
  tag = 9,
  extra = 10,
  flags = 11,
};

constexpr unsigned char flag_title_derived = 1;
constexpr unsigned char flag_encoding_repaired = 2;

void append_field(std::string& out, CodecField field, std::string_view bytes) {
  if (bytes.empty()) return;
  append_varint(out, static_cast<std::uint64_t>(field));
  append_varint(out, bytes.size());
  out.append(bytes);
}

std::string encode_date(const Date& date) {
  std::string bytes;
  if (!date.known()) return bytes;
  append_fixed(bytes, date.day);
  append_fixed(bytes, date.second_of_day);
  bytes.push_back(static_cast<char>(date.precision));
  bytes.push_back(static_cast<char>(date.origin));
  bytes.push_back(date.suspicious ? 1 : 0);
  return bytes;
}

bool decode_date(std::string_view bytes, Date& date) {
  ByteReader reader(bytes);
  std::uint8_t precision = 0, origin = 0, suspicious = 0;
  if (!reader.read_fixed(date.day) || !reader.read_fixed(date.second_of_day) ||
      !reader.read_fixed(precision) || !reader.read_fixed(origin) || !reader.read_fixed(suspicious))
    return false;
  if (precision > static_cast<std::uint8_t>(DatePrecision::second) ||
      origin > static_cast<std::uint8_t>(DateOrigin::given))
    return false;
  date.precision = static_cast<DatePrecision>(precision);
  date.origin = static_cast<DateOrigin>(origin);
  date.suspicious = suspicious != 0;
  return true;
}

std::string encode_flags(const Document& document) {
  const unsigned flags = (document.title_derived ? flag_title_derived : 0u) |
                         (document.encoding_repaired ? flag_encoding_repaired : 0u);
  return flags == 0 ? std::string() : std::string(1, static_cast<char>(flags));
}

/// Everything but key and text.
void append_metadata(std::string& out, const Document& document, const Date& date) {
  append_field(out, CodecField::date, encode_date(date));
  append_field(out, CodecField::title, document.title);
  append_field(out, CodecField::source, document.source);
  append_field(out, CodecField::url, document.url);
  append_field(out, CodecField::language, document.language);
  for (const std::string& author : document.authors) append_field(out, CodecField::author, author);
  for (const std::string& tag : document.tags) append_field(out, CodecField::tag, tag);
  append_field(out, CodecField::extra, document.extra_json);
  append_field(out, CodecField::flags, encode_flags(document));
}

/// False where the bytes cannot be that field.
bool decode_field(std::uint64_t number, std::string_view bytes, Document& document) {
  switch (static_cast<CodecField>(number)) {
    case CodecField::key:
      document.key = bytes;
      return true;
    case CodecField::date:
      return decode_date(bytes, document.date);
    case CodecField::title:
      document.title = bytes;
      return true;
    case CodecField::text:
      return false;  // has a record of its own
    case CodecField::source:
      document.source = bytes;
      return true;
    case CodecField::url:
      document.url = bytes;
      return true;
    case CodecField::language:
      document.language = bytes;
      return true;
    case CodecField::author:
      document.authors.emplace_back(bytes);
      return true;
    case CodecField::tag:
      document.tags.emplace_back(bytes);
      return true;
    case CodecField::extra:
      document.extra_json = bytes;
      return true;
    case CodecField::flags: {
      const auto flags = bytes.empty() ? 0u : static_cast<unsigned char>(bytes[0]);
      document.title_derived = (flags & flag_title_derived) != 0;
      document.encoding_repaired = (flags & flag_encoding_repaired) != 0;
      return true;
    }
  }
  return true;  // a field of a later version
}

}  // namespace

bool is_record(std::string_view bytes, RecordKind kind) noexcept {
  return !bytes.empty() && bytes.front() == static_cast<char>(kind);
}

std::string encode_metadata(const Document& document) {
  std::string out(1, static_cast<char>(RecordKind::metadata));
  append_field(out, CodecField::key, document.key);
  append_metadata(out, document, document.date);
  return out;
}

Result<Document> decode_metadata(std::string_view bytes) {
  const auto damaged = [] {
    return failure(ErrorCode::corrupt, "the stored metadata of a document cannot be read");
  };
  if (!is_record(bytes, RecordKind::metadata)) return damaged();
  ByteReader reader(bytes.substr(1));
  Document document;
  while (!reader.empty()) {
    std::uint64_t number = 0, length = 0;
    std::string_view value;
    if (!reader.read_varint(number) || !reader.read_varint(length) ||
        !reader.read_bytes(length, value) || !decode_field(number, value, document))
      return damaged();
  }
  return document;
}

std::string encode_text(std::string_view text) {
  std::string out(1, static_cast<char>(RecordKind::text));
  return out.append(text);
}

Result<std::string> decode_text(std::string_view bytes) {
  if (!is_record(bytes, RecordKind::text))
    return failure(ErrorCode::corrupt, "the stored text of a document cannot be read");
  return std::string(bytes.substr(1));
}

ContentHash content_hash(const Document& document) {
  std::string content;
  content.reserve(document.text.size() + 256);
  Date date = document.date;
  date.suspicious = false;  // depends on the clock, not on the document
  append_metadata(content, document, date);
  append_field(content, CodecField::text, document.text);
  const XXH128_hash_t hash = XXH3_128bits(content.data(), content.size());
  return {hash.low64, hash.high64};
}

}  // namespace dateline
