#include "indexer/readers/source/zip_directory.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <boost/crc.hpp>
#include <cstring>
#include <utility>

#include "common/base/bytes.hpp"
#include "common/base/utf8.hpp"
#include "indexer/readers/text/names.hpp"

namespace dateline {
namespace {

using namespace std::literals;

constexpr std::string_view end_mark = "PK\x05\x06"sv;
constexpr std::string_view wide_end_mark = "PK\x06\x06"sv;
constexpr std::string_view locator_mark = "PK\x06\x07"sv;
constexpr std::string_view entry_mark = "PK\x01\x02"sv;
constexpr std::string_view signature_mark = "PK\x05\x05"sv;

constexpr std::size_t end_bytes = 22;
constexpr std::size_t locator_bytes = 20;
constexpr std::size_t wide_end_bytes = 56;
constexpr std::size_t entry_bytes = 46;
/// A comment of 64 KB may follow, and padding after that.
constexpr std::uint64_t searched_bytes = 256u << 10;
constexpr std::size_t window_bytes = 64u << 10;

constexpr std::uint16_t wide_16 = 0xFFFF;
constexpr std::uint32_t wide_32 = 0xFFFFFFFF;
constexpr std::uint16_t utf8_flag = 1u << 11;

template <typename Number>
Number number_at(std::string_view bytes, std::size_t offset) noexcept {
  Number number;
  std::memcpy(&number, bytes.data() + offset, sizeof number);
  return number;
}

Result<std::string> read(RandomAccess& archive, std::uint64_t offset, std::uint64_t bytes) {
  std::string out(static_cast<std::size_t>(bytes), '\0');
  DATELINE_ASSIGN(const std::size_t count, archive.read_at(offset, out.data(), out.size()));
  out.resize(count);
  return out;
}

bool is_utf8(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = decode_utf8(text, at);
    if (!character.valid) return false;
    at += character.length;
  }
  return true;
}

/// The extra field of this kind; empty if there is none.
std::string_view extra_field(std::string_view extra, std::uint16_t kind) noexcept {
  while (extra.size() >= 4) {
    const auto size = number_at<std::uint16_t>(extra, 2);
    const std::string_view field = extra.substr(4, size);
    if (number_at<std::uint16_t>(extra, 0) == kind) return field;
    extra.remove_prefix(std::min<std::size_t>(4u + size, extra.size()));
  }
  return {};
}

/// Info-ZIP's Unicode Path: a second name in UTF-8, for the first one as it is here.
std::optional<std::string> unicode_path(std::string_view extra, std::string_view name) {
  constexpr std::uint16_t kind = 0x7075;
  const std::string_view field = extra_field(extra, kind);
  if (field.size() <= 5 || field.front() != 1) return std::nullopt;
  boost::crc_32_type crc;
  crc.process_bytes(name.data(), name.size());
  const std::string_view path = field.substr(5);
  if (number_at<std::uint32_t>(field, 1) != crc.checksum() || !is_utf8(path)) return std::nullopt;
  return std::string(path);
}

bool is_unix(unsigned maker) noexcept {
  constexpr unsigned unix_maker = 3, mac_maker = 19;
  return maker == unix_maker || maker == mac_maker;
}

/// Many programs write UTF-8 and do not say so; in code page 437 it would be nothing that anyone
/// writes. On Unix, names are bytes of no encoding.
std::string decode_name(std::string_view name, std::string_view extra, std::uint16_t flags,
                        unsigned maker) {
  if ((flags & utf8_flag) != 0) return std::string(name);
  if (auto path = unicode_path(extra, name)) return std::move(*path);
  return is_unix(maker) || is_utf8(name) ? std::string(name) : from_code_page_437(name);
}

ZipMember::Kind kind_of(std::string_view name, unsigned maker, std::uint32_t attributes) noexcept {
  constexpr std::uint32_t dos_folder = 0x10;
  if (name.ends_with('/')) return ZipMember::Kind::folder;
  const auto mode = static_cast<mode_t>(attributes >> 16);
  if (is_unix(maker) && (mode & S_IFMT) != 0) {
    if (S_ISLNK(mode)) return ZipMember::Kind::link;
    if (S_ISDIR(mode)) return ZipMember::Kind::folder;
    return S_ISREG(mode) ? ZipMember::Kind::file : ZipMember::Kind::other;
  }
  return (attributes & dos_folder) != 0 ? ZipMember::Kind::folder : ZipMember::Kind::file;
}

/// Numbers over 32 bits stand in an extra field, in this order, as far as they are that large.
bool widen(std::string_view extra, ZipMember& member, std::uint16_t& disk) noexcept {
  ByteReader wide(extra_field(extra, 1));
  for (std::uint64_t* number : {&member.bytes, &member.packed_bytes, &member.offset})
    if (*number == wide_32 && !wide.read_fixed(*number)) return false;
  std::uint32_t wide_disk = 0;
  if (disk == wide_16 && !wide.read_fixed(wide_disk)) return false;
  if (disk == wide_16) disk = static_cast<std::uint16_t>(std::min(wide_disk, 1u));
  return true;
}

tl::unexpected<Error> damaged() {
  return failure(ErrorCode::bad_input,
                 "the zip's table of contents is damaged; the members it names after that are not "
                 "read");
}

}  // namespace

struct ZipDirectory::End {
  std::uint64_t at = 0;  ///< where the table of contents ends
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;   ///< of the table
  std::uint64_t offset = 0;  ///< of the table, as the archive was written
  std::uint64_t before = 0;  ///< bytes that were put in front of it since
  bool in_parts = false;
  bool followed = false;  ///< by bytes that are neither its comment nor padding
};

Result<bool> ZipDirectory::locate(RandomAccess& archive, End& end) {
  if (end.bytes > end.at) return false;
  const std::uint64_t start = end.at - end.bytes;
  if (start < end.offset) return false;
  end.before = start - end.offset;
  if (end.bytes == 0) return true;
  DATELINE_ASSIGN(const std::string mark, read(archive, start, entry_mark.size()));
  return mark == entry_mark;
}

/// Looks for the end of the table from the archive's end backwards. A comment may hold the mark.
Result<std::optional<ZipDirectory::End>> ZipDirectory::find_end(RandomAccess& archive) {
  const std::uint64_t searched = std::min(searched_bytes, archive.size());
  const std::uint64_t from = archive.size() - searched;
  DATELINE_ASSIGN(const std::string tail, read(archive, from, searched));
  const std::string_view view = tail;
  for (std::size_t at = view.rfind(end_mark); at != std::string_view::npos;
       at = at == 0 ? std::string_view::npos : view.rfind(end_mark, at - 1)) {
    const std::string_view record = view.substr(at);
    if (record.size() < end_bytes) continue;
    const std::size_t whole = end_bytes + number_at<std::uint16_t>(record, 20);
    if (record.size() < whole) continue;
    End end{.at = from + at,
            .entries = number_at<std::uint16_t>(record, 10),
            .bytes = number_at<std::uint32_t>(record, 12),
            .offset = number_at<std::uint32_t>(record, 16)};
    const auto disk = number_at<std::uint16_t>(record, 4);
    end.in_parts = disk != 0 && disk != wide_16;
    end.followed = record.find_first_not_of('\0', whole) != std::string_view::npos;
    if (at >= locator_bytes + wide_end_bytes &&
        view.substr(at - locator_bytes).starts_with(locator_mark)) {
      const std::size_t wide_at = view.rfind(wide_end_mark, at - locator_bytes - wide_end_bytes);
      if (wide_at != std::string_view::npos) {
        const std::string_view wide = view.substr(wide_at);
        end.at = from + wide_at;
        end.entries = number_at<std::uint64_t>(wide, 32);
        end.bytes = number_at<std::uint64_t>(wide, 40);
        end.offset = number_at<std::uint64_t>(wide, 48);
      }
    }
    if (end.in_parts) return std::optional<End>(end);
    DATELINE_ASSIGN(const bool is_one, locate(archive, end));
    if (is_one) return std::optional<End>(end);
  }
  return std::optional<End>();
}

Result<std::optional<ZipDirectory>> ZipDirectory::find(RandomAccess& archive) {
  DATELINE_ASSIGN(const auto end, find_end(archive));
  if (!end) return std::optional<ZipDirectory>();
  if (end->in_parts)
    return failure(ErrorCode::bad_input, "it is one part of a split archive; join the parts first");
  ZipDirectory directory(archive);
  directory.at_ = end->at - end->bytes;
  directory.end_ = end->at;
  directory.before_ = end->before;
  directory.told_ = end->entries;
  if (end->before != 0)
    directory.remark_ = fmt::format(
        "before the zip there are {} other bytes, which are not read; if they are a zip too, take "
        "the two apart",
        end->before);
  else if (end->followed)
    directory.remark_ = "after the end of the zip there are other bytes, which are not read";
  return std::optional<ZipDirectory>(std::move(directory));
}

/// Makes front_ hold so many bytes; false where the table has fewer.
Result<bool> ZipDirectory::need(std::size_t bytes) {
  if (front_.size() >= bytes) return true;
  if (end_ - at_ < bytes) return false;
  const std::uint64_t wanted = std::min<std::uint64_t>(std::max(bytes, window_bytes), end_ - at_);
  DATELINE_ASSIGN(buffer_, read(*archive_, at_, wanted));
  front_ = buffer_;
  return front_.size() >= bytes;
}

Result<bool> ZipDirectory::next(ZipMember& member) {
  if (at_ == end_) {
    constexpr std::uint64_t most = 0x10000;  // older programs count no further, and begin again
    if (met_ == told_ || (told_ < most && met_ % most == told_)) return false;
    return damaged();
  }
  DATELINE_ASSIGN(const bool any, need(entry_bytes));
  if (any && front_.starts_with(signature_mark)) return false;
  if (!any || !front_.starts_with(entry_mark)) return damaged();
  const std::size_t name_bytes = number_at<std::uint16_t>(front_, 28);
  const std::size_t extra_bytes = number_at<std::uint16_t>(front_, 30);
  const std::size_t whole =
      entry_bytes + name_bytes + extra_bytes + std::size_t{number_at<std::uint16_t>(front_, 32)};
  DATELINE_ASSIGN(const bool complete, need(whole));
  if (!complete) return damaged();
  const std::string_view name = front_.substr(entry_bytes, name_bytes);
  const std::string_view extra = front_.substr(entry_bytes + name_bytes, extra_bytes);
  auto disk = number_at<std::uint16_t>(front_, 34);
  const unsigned maker = static_cast<unsigned char>(front_[5]);
  member = {.name = {},
            .kind = kind_of(name, maker, number_at<std::uint32_t>(front_, 38)),
            .flags = number_at<std::uint16_t>(front_, 8),
            .method = number_at<std::uint16_t>(front_, 10),
            .crc = number_at<std::uint32_t>(front_, 16),
            .packed_bytes = number_at<std::uint32_t>(front_, 20),
            .bytes = number_at<std::uint32_t>(front_, 24),
            .offset = number_at<std::uint32_t>(front_, 42)};
  member.name = decode_name(name, extra, member.flags, maker);
  if (!widen(extra, member, disk) || disk != 0) return damaged();
  member.offset += before_;
  front_.remove_prefix(whole);
  at_ += whole;
  ++met_;
  return true;
}

}  // namespace dateline
