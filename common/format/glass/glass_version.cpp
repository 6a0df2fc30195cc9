#include "common/format/glass/glass_version.hpp"

#include <algorithm>
#include <limits>

#include "common/base/bytes.hpp"
#include "common/format/glass/glass_format.hpp"

namespace dateline::glass {
namespace {

/// With the format's version, a date: 14 March 2016.
constexpr std::string_view magic("\x0f\x0dXapian Glass\x04\x6e", 16);

/// Tags longer than this are compressed in tables that compress.
constexpr std::uint64_t compressed_from = 18;

/// Tables after postlist and docdata, which are not there, and whether they compress.
constexpr std::array<bool, 4> other_tables{true, false, true, true};

void append_table(std::string& out, const TableRoot& table, bool compresses,
                  std::uint32_t revision) {
  const bool is_empty = table.blocks == 0;
  append_varint(out, table.root);
  append_varint(out, table.level << 2 | 2u | (is_empty ? 1u : 0u));  // 2: written in sequence
  append_varint(out, table.entries);
  append_varint(out, block_bytes >> 11);
  append_varint(out, compresses ? compressed_from : 0);
  std::string free_list;
  if (!is_empty) {
    append_varint(free_list, revision);
    append_varint(free_list, table.blocks);
    free_list.append(4, '\0');  // no free block
  }
  append_varint(out, free_list.size());
  out += free_list;
}

tl::unexpected<Error> wrong(const char* what) {
  return failure(ErrorCode::corrupt, what, "dateline-index check --full lists all damage");
}

/// False where the number is missing or takes more bits.
template <typename Number>
bool read_number(ByteReader& reader, Number& number) noexcept {
  std::uint64_t value = 0;
  if (!reader.read_varint(value) || value > std::numeric_limits<Number>::max()) return false;
  number = static_cast<Number>(value);
  return true;
}

bool read_table(ByteReader& reader, TableRoot& table) noexcept {
  std::uint32_t level = 0, size = 0, compressed = 0, list_bytes = 0, revision = 0;
  std::string_view list;
  if (!read_number(reader, table.root) || !read_number(reader, level) ||
      !read_number(reader, table.entries) || !read_number(reader, size) ||
      !read_number(reader, compressed) || !read_number(reader, list_bytes) ||
      !reader.read_bytes(list_bytes, list))
    return false;
  if (size != block_bytes >> 11 || level >> 2 >= most_levels) return false;
  if ((level & 1) != 0) return true;  // the root block is not there
  table.level = level >> 2;
  ByteReader free_list(list);
  return read_number(free_list, revision) && read_number(free_list, table.blocks) &&
         table.root < table.blocks;
}

bool read_statistics(ByteReader& reader, Statistics& s) noexcept {
  std::uint32_t unused = 0, above = 0, changeset = 0, spelling = 0;
  if (!read_number(reader, s.documents) || !read_number(reader, unused) ||
      !read_number(reader, s.least_length) || !read_number(reader, s.highest_wdf) ||
      !read_number(reader, above) || !read_number(reader, changeset) ||
      !read_number(reader, s.total_length) || !read_number(reader, spelling))
    return false;
  s.last_docid = s.documents + unused;
  s.highest_length = s.highest_wdf + above;
  return s.last_docid >= s.documents && s.highest_length >= s.highest_wdf && reader.empty();
}

}  // namespace

void Statistics::add_document(std::uint32_t length) noexcept {
  ++documents;
  ++last_docid;
  if (length != 0 && (least_length == 0 || length < least_length)) least_length = length;
  highest_length = std::max(highest_length, length);
  total_length += length;
}

void Statistics::add(const Statistics& other) noexcept {
  documents += other.documents;
  last_docid += other.last_docid;
  if (other.least_length != 0 && (least_length == 0 || other.least_length < least_length))
    least_length = other.least_length;
  highest_length = std::max(highest_length, other.highest_length);
  highest_wdf = std::max(highest_wdf, other.highest_wdf);
  total_length += other.total_length;
}

std::string encode_version(const Version& version) {
  std::string out(magic);
  out.append(reinterpret_cast<const char*>(version.uuid.data()), version.uuid.size());
  append_varint(out, version.revision);
  append_table(out, version.postlist, false, version.revision);
  append_table(out, version.docdata, true, version.revision);
  for (const bool compresses : other_tables) append_table(out, {}, compresses, version.revision);
  const Statistics& s = version.statistics;
  append_varint(out, s.documents);
  append_varint(out, s.last_docid - s.documents);
  append_varint(out, s.least_length);
  append_varint(out, s.highest_wdf);
  append_varint(out, s.highest_length - s.highest_wdf);
  append_varint(out, 0);  // oldest changeset
  append_varint(out, s.total_length);
  append_varint(out, 0);  // frequency of spellings
  return out;
}

Result<Version> decode_version(std::string_view bytes) {
  if (bytes.substr(0, magic.size()) != magic)
    return wrong("it is not the version file of a glass database of Xapian 1.4");
  Version version;
  ByteReader reader(bytes.substr(magic.size()));
  std::string_view uuid;
  if (!reader.read_bytes(version.uuid.size(), uuid) || !read_number(reader, version.revision))
    return wrong("the version file ends too early");
  std::copy(uuid.begin(), uuid.end(), version.uuid.begin());
  if (!read_table(reader, version.postlist) || !read_table(reader, version.docdata))
    return wrong("the version file names a table that cannot be");
  for (std::size_t i = 0; i < other_tables.size(); ++i) {
    TableRoot other;
    if (!read_table(reader, other) || other.blocks != 0)
      return wrong("the version file names a table that segments do not have");
  }
  if (!read_statistics(reader, version.statistics))
    return wrong("the version file has statistics that cannot be");
  return version;
}

}  // namespace dateline::glass
