#include "common/format/store/entries.hpp"

#include "common/base/bytes.hpp"
#include "common/fields/field_table.hpp"
#include "common/format/schema.hpp"

namespace dateline {
namespace {

tl::unexpected<Error> damaged_entry(std::string_view kind) {
  return failure(ErrorCode::corrupt, "a stored " + std::string(kind) + " cannot be read",
                 "run dateline-index check --full on the index");
}

void append_hash(std::string& out, const ContentHash& hash) {
  append_fixed(out, hash.low);
  append_fixed(out, hash.high);
}

bool read_hash(ByteReader& reader, ContentHash& hash) {
  return reader.read_fixed(hash.low) && reader.read_fixed(hash.high);
}

/// The three tables of a field's names, in the order of ValueRules::letters.
enum class NameKey : std::size_t { name, same_name, alias };
constexpr std::string_view numbered_letters = "vVw";  ///< of fields without letters of their own

std::string key_prefix(FieldId field, NameKey key) {
  const std::string_view own = field_of(field).values.letters;
  const auto place = static_cast<std::size_t>(key);
  if (!own.empty()) return {own[place]};
  return {numbered_letters[place], static_cast<char>(field)};
}

}  // namespace

std::string encode_key_entry(const KeyEntry& entry) {
  std::string bytes;
  append_fixed(bytes, entry.number);
  append_hash(bytes, entry.hash);
  for (const ContentHash& hash : entry.superseded) append_hash(bytes, hash);
  return bytes;
}

Result<KeyEntry> decode_key_entry(std::string_view bytes) {
  ByteReader reader(bytes);
  KeyEntry entry;
  if (!reader.read_fixed(entry.number) || !read_hash(reader, entry.hash))
    return damaged_entry("key");
  while (!reader.empty()) {
    ContentHash hash;
    if (!read_hash(reader, hash)) return damaged_entry("key");
    entry.superseded.push_back(hash);
  }
  return entry;
}

std::string encode_word_value(WordNumber number, std::uint32_t documents) {
  std::string value;
  append_varint(value, number);
  append_varint(value, documents);
  return value;
}

Result<WordEntry> decode_word(std::string_view word, std::string_view value) {
  ByteReader reader(value);
  std::uint64_t number = 0, documents = 0;
  if (!reader.read_varint(number) || !reader.read_varint(documents)) return damaged_entry("word");
  return WordEntry{std::string(word), static_cast<WordNumber>(number),
                   static_cast<std::uint32_t>(documents)};
}

std::string stem_key(std::string_view stem, std::string_view word) {
  std::string key(stem);
  key.push_back('\0');
  key.append(word);
  return key;
}

std::string name_prefix(FieldId field) {
  return key_prefix(field, NameKey::name);
}

std::string name_key(FieldId field, std::uint32_t number) {
  return name_prefix(field) + big_endian(number);
}

std::string same_name_prefix(FieldId field, std::string_view name) {
  std::string key = key_prefix(field, NameKey::same_name) + cut_value(field_of(field), name);
  key.push_back('\0');  // no folded name holds one
  return key;
}

std::string same_name_key(FieldId field, std::string_view name, std::uint32_t number) {
  return same_name_prefix(field, name) + big_endian(number);
}

std::string alias_prefix(FieldId field) {
  return key_prefix(field, NameKey::alias);
}

std::string alias_key(FieldId field, std::uint32_t number) {
  return alias_prefix(field) + big_endian(number);
}

std::vector<std::string> folded_name_prefixes(FieldId field) {
  return {key_prefix(field, NameKey::same_name), alias_prefix(field)};
}

std::optional<std::uint32_t> number_in_name_key(std::string_view key) {
  constexpr std::size_t number_bytes = sizeof(std::uint32_t);
  if (key.size() < number_bytes) return std::nullopt;
  return read_big_endian(key.substr(key.size() - number_bytes));
}

}  // namespace dateline
