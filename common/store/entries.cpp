#include "common/store/entries.hpp"

#include "common/bytes.hpp"

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

std::string name_key(char kind, std::uint32_t number) {
  return std::string(1, kind) + big_endian(number);
}

}  // namespace dateline
