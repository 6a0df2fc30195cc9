// Layout, in 33 bytes before base64url (RFC 4648, without padding): version, generation's number
// and print, the query's print, offset, today, and a checksum that tells a mangled cursor from one
// of another query. It is no signature: a forged cursor gets its maker what an offset would.
#include "searcher/backend/local/page_cursor.hpp"

#include <xxhash.h>

#include <array>
#include <optional>

#include "common/base/bytes.hpp"
#include "dateline/search_parameters.hpp"

namespace dateline {
namespace {

constexpr std::uint8_t cursor_version = 2;
constexpr std::size_t cursor_bytes = 33;
constexpr std::size_t cursor_length = cursor_bytes / 3 * 4;
static_assert(cursor_bytes % 3 == 0, "base64url needs no padding then");

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string to_base64url(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i + 2 < bytes.size(); i += 3) {
    unsigned group = 0;
    for (std::size_t j = i; j < i + 3; ++j) {
      group = group << 8 | static_cast<unsigned char>(bytes[j]);
    }
    for (const unsigned shift : {18u, 12u, 6u, 0u}) text += alphabet[group >> shift & 63u];
  }
  return text;
}

/// Nothing where a character is none of the alphabet's. The length must be a multiple of four.
std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 4) {
    std::uint32_t group = 0;
    for (const char c : text.substr(i, 4)) {
      const std::size_t digit = alphabet.find(c);
      if (digit == std::string_view::npos) return std::nullopt;
      group = group << 6 | static_cast<std::uint32_t>(digit);
    }
    for (const unsigned shift : {16u, 8u, 0u}) bytes += static_cast<char>(group >> shift & 255u);
  }
  return bytes;
}

std::uint64_t hash(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::uint32_t short_hash(std::string_view bytes) {
  return static_cast<std::uint32_t>(hash(bytes));
}

/// Of everything that decides which hits there are and in which order.
std::uint64_t query_print(const SearchRequest& query) {
  std::string bytes;
  const auto append = [&bytes](std::string_view text) {
    append_varint(bytes, text.size());
    bytes += text;
  };
  for (const SearchParameter& parameter : search_parameters()) {
    if (!parameter.decides_hits) continue;
    append(parameter.name);
    for (const std::string& value : parameter.print(parameter, query)) append(value);
  }
  return hash(bytes);
}

struct CursorFields {
  PageCursor cursor;
  std::uint64_t query_print = 0;
};

std::optional<CursorFields> decode(std::string_view text) {
  if (text.size() != cursor_length) return std::nullopt;
  const auto bytes = from_base64url(text);
  if (!bytes) return std::nullopt;
  CursorFields fields;
  std::uint8_t version = 0;
  std::uint32_t checksum = 0;
  ByteReader reader(*bytes);
  const bool complete =
      reader.read_fixed(version) && reader.read_fixed(fields.cursor.generation.number) &&
      reader.read_fixed(fields.cursor.generation.print) && reader.read_fixed(fields.query_print) &&
      reader.read_fixed(fields.cursor.offset) && reader.read_fixed(fields.cursor.today) &&
      reader.read_fixed(checksum);
  const std::string_view checked(bytes->data(), bytes->size() - sizeof checksum);
  if (!complete || version != cursor_version || checksum != short_hash(checked)) {
    return std::nullopt;
  }
  return fields;
}

}  // namespace

std::uint64_t generation_checksum(const Manifest& manifest) {
  std::string content;
  append_fixed(content, manifest.generation);
  content += manifest.created;
  for (const FileInfo& file : manifest.files) {
    append_varint(content, file.path.size());
    content += file.path;
    content += file.xxh3;
  }
  return hash(content);
}

GenerationId id_of(const Manifest& manifest) {
  return {manifest.generation, static_cast<std::uint32_t>(generation_checksum(manifest))};
}

std::string write_cursor(const PageCursor& cursor, const SearchRequest& query) {
  std::string bytes;
  append_fixed(bytes, cursor_version);
  append_fixed(bytes, cursor.generation.number);
  append_fixed(bytes, cursor.generation.print);
  append_fixed(bytes, query_print(query));
  append_fixed(bytes, cursor.offset);
  append_fixed(bytes, cursor.today);
  append_fixed(bytes, short_hash(bytes));
  return to_base64url(bytes);
}

Result<PageCursor> read_cursor(std::string_view text, const SearchRequest& query) {
  const auto fields = decode(text);
  if (!fields) {
    return failure(ErrorCode::usage, "the cursor is damaged, or of another version of Dateline",
                   "use next_cursor unchanged, or leave the cursor out to start with "
                   "the first page");
  }
  if (fields->query_print != query_print(query)) {
    return failure(ErrorCode::usage, "the cursor belongs to another query",
                   "repeat the first page's query, filters, dates and order with its cursor, or "
                   "leave the cursor out");
  }
  return fields->cursor;
}

}  // namespace dateline
