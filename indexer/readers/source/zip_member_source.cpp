#include "indexer/readers/source/zip_member_source.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "common/base/bytes.hpp"

namespace dateline {
namespace {

constexpr std::size_t header_bytes = 30;
constexpr std::size_t chunk_bytes = 64u << 10;
constexpr std::uint32_t wide_32 = 0xFFFFFFFF;
constexpr std::uint16_t encrypted_flag = 1u << 0;
/// Sizes and checksum follow the data instead of standing in the header.
constexpr std::uint16_t sizes_follow_flag = 1u << 3;
constexpr std::uint16_t utf8_flag = 1u << 11;

/// The header that the member would have if its sizes had been known when it was written.
std::string header_of(const ZipMember& member) {
  constexpr std::string_view name = "m";
  constexpr std::uint16_t extra_bytes = 20;
  std::string header = "PK\x03\x04";
  append_fixed(header, std::uint16_t{45});  // the version that reads sizes of 64 bits
  append_fixed(header, static_cast<std::uint16_t>(member.flags & ~(sizes_follow_flag | utf8_flag)));
  append_fixed(header, member.method);
  append_fixed(header, std::uint32_t{0x00210000});  // 1980-01-01
  append_fixed(header, member.crc);
  append_fixed(header, wide_32);
  append_fixed(header, wide_32);
  append_fixed(header, static_cast<std::uint16_t>(name.size()));
  append_fixed(header, extra_bytes);
  header += name;
  append_fixed(header, std::uint16_t{1});
  append_fixed(header, static_cast<std::uint16_t>(extra_bytes - 4));
  append_fixed(header, member.bytes);
  append_fixed(header, member.packed_bytes);
  return header;
}

std::string empty_end() {
  std::string end = "PK\x05\x06";
  end.resize(22, '\0');
  return end;
}

}  // namespace

ZipMemberSource::ZipMemberSource(RandomAccess& archive, const ZipMember& member, std::string file)
    : archive_(archive), member_(member), file_(std::move(file)) {}

/// After the member's own header, whose name and extra field may have other lengths than in the
/// table of contents.
Status ZipMemberSource::find_data() {
  std::string header(header_bytes, '\0');
  DATELINE_ASSIGN(const std::size_t count,
                  archive_.read_at(member_.offset, header.data(), header.size()));
  if (count < header.size() || !header.starts_with("PK\x03\x04"))
    return failure(ErrorCode::bad_input, "it is not where the zip's table of contents says");
  std::uint16_t name_bytes = 0, extra_bytes = 0;
  std::memcpy(&name_bytes, header.data() + 26, sizeof name_bytes);
  std::memcpy(&extra_bytes, header.data() + 28, sizeof extra_bytes);
  // A member that either of its two headers calls encrypted is not read as text.
  if ((header[6] & encrypted_flag) != 0) member_.flags |= encrypted_flag;
  at_ = member_.offset + header_bytes + name_bytes + extra_bytes;
  left_ = member_.packed_bytes;
  return {};
}

Result<std::string_view> ZipMemberSource::next() {
  switch (part_) {
    case Part::header:
      if (auto found = find_data(); !found)
        return bad(found.error().code == ErrorCode::bad_input ? RejectReason::bad_archive
                                                              : RejectReason::unreadable,
                   found.error().message);
      part_ = left_ == 0 ? Part::end : Part::data;
      buffer_ = header_of(member_);
      return std::string_view(buffer_);
    case Part::data: {
      buffer_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(left_, chunk_bytes)));
      const auto count = archive_.read_at(at_, buffer_.data(), buffer_.size());
      if (!count) return bad(RejectReason::unreadable, count.error().message);
      if (*count == 0) return bad(RejectReason::truncated, "the zip ends inside the member");
      at_ += *count;
      left_ -= *count;
      if (left_ == 0) part_ = Part::end;
      return std::string_view(buffer_).substr(0, *count);
    }
    case Part::end:
      part_ = Part::over;
      buffer_ = empty_end();
      return std::string_view(buffer_);
    case Part::over:
      break;
  }
  return std::string_view();
}

Result<std::string_view> ZipMemberSource::bad(RejectReason reason, std::string detail) {
  part_ = Part::over;
  return fail({.position = {.file = file_, .line = 0, .offset = 0},
               .reason = reason,
               .detail = std::move(detail)});
}

}  // namespace dateline
