#include "common/format/store/document_codec.hpp"

#include <xxhash.h>

#include <algorithm>

#include "common/base/bytes.hpp"
#include "common/date/date_origin.hpp"
#include "common/fields/field_table.hpp"

namespace dateline {
namespace {

/// The number that no field has (field_table.hpp). On disk and in content hashes.
constexpr std::uint64_t flags_number = 11;
static_assert(std::none_of(field_table.begin(), field_table.end(),
                           [](const FieldSpec& field) { return field.codec == flags_number; }));

constexpr unsigned char flag_title_derived = 1;
constexpr unsigned char flag_encoding_repaired = 2;

void append_field(std::string& out, std::uint64_t number, std::string_view bytes) {
  if (bytes.empty()) return;
  append_varint(out, number);
  append_varint(out, bytes.size());
  out.append(bytes);
}

/// What programs take for it that know no origin beyond `given`.
DateOrigin older_origin(DateOrigin origin) noexcept {
  return origin > DateOrigin::given ? DateOrigin::metadata : origin;
}

std::string encode_date(const Date& date) {
  std::string bytes;
  if (!date.known()) return bytes;
  append_fixed(bytes, date.day);
  append_fixed(bytes, date.second_of_day);
  bytes.push_back(static_cast<char>(date.precision));
  bytes.push_back(static_cast<char>(older_origin(date.origin)));
  bytes.push_back(date.suspicious ? 1 : 0);
  if (date.offset_minutes == 0 && older_origin(date.origin) == date.origin) return bytes;
  append_fixed(bytes, date.offset_minutes);
  bytes.push_back(static_cast<char>(date.origin));
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
  if (reader.empty()) return true;
  if (!reader.read_fixed(date.offset_minutes) || !reader.read_fixed(origin) ||
      origin >= date_origin_names.size())
    return false;
  date.origin = static_cast<DateOrigin>(origin);
  return true;
}

std::string encode_flags(const Document& document) {
  const unsigned flags = (document.title_derived ? flag_title_derived : 0u) |
                         (document.encoding_repaired ? flag_encoding_repaired : 0u);
  return flags == 0 ? std::string() : std::string(1, static_cast<char>(flags));
}

/// Everything but key and text.
void append_metadata(std::string& out, const Document& document, const Date& date) {
  for (const FieldSpec& field : field_table) {
    if (field.id == FieldId::key || field.id == FieldId::text) continue;
    if (field.derived != nullptr) continue;
    if (field.kind == FieldKind::date) append_field(out, field.codec, encode_date(date));
    for (const std::string& value : values_of(field, document))
      append_field(out, field.codec, value);
  }
  append_field(out, flags_number, encode_flags(document));
}

void decode_flags(std::string_view bytes, Document& document) {
  const auto flags = bytes.empty() ? 0u : static_cast<unsigned char>(bytes[0]);
  document.title_derived = (flags & flag_title_derived) != 0;
  document.encoding_repaired = (flags & flag_encoding_repaired) != 0;
}

/// Adds a value to those of the field.
void add_value(const FieldSpec& field, Document& document, std::string_view value) {
  if (field.one != nullptr) {
    document.*field.one = value;
  } else if (field.several != nullptr) {
    (document.*field.several).emplace_back(value);
  } else {
    document.fields[std::string(field.name)].emplace_back(value);
  }
}

/// False where the bytes cannot be that field.
bool decode_field(std::uint64_t number, std::string_view bytes, Document& document) {
  if (number == flags_number) {
    decode_flags(bytes, document);
    return true;
  }
  const auto* const field = std::find_if(field_table.begin(), field_table.end(),
                                         [&](const FieldSpec& f) { return f.codec == number; });
  if (field == field_table.end() || field->derived != nullptr) return true;  // of a later version
  if (field->id == FieldId::text) return false;  // has a record of its own
  if (field->kind == FieldKind::date) return decode_date(bytes, document.date);
  add_value(*field, document, bytes);
  return true;
}

}  // namespace

bool is_record(std::string_view bytes, RecordKind kind) noexcept {
  return !bytes.empty() && bytes.front() == static_cast<char>(kind);
}

std::string encode_metadata(const Document& document) {
  std::string out(1, static_cast<char>(RecordKind::metadata));
  append_field(out, field_of(FieldId::key).codec, document.key);
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
  append_field(content, field_of(FieldId::text).codec, document.text);
  const XXH128_hash_t hash = XXH3_128bits(content.data(), content.size());
  return {hash.low64, hash.high64};
}

}  // namespace dateline
