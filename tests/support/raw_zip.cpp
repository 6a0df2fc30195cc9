#include "tests/support/raw_zip.hpp"

#include <boost/crc.hpp>

#include "common/base/bytes.hpp"

namespace dateline::test {
namespace {

std::uint32_t crc_of(const std::string& bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

void append_sizes(std::string& out, const std::string& content, bool unknown) {
  const auto size = static_cast<std::uint32_t>(content.size());
  append_fixed(out, unknown ? 0 : crc_of(content));
  append_fixed(out, unknown ? 0 : size);
  append_fixed(out, unknown ? 0 : size);
}

/// What both headers begin with after the versions.
void append_common(std::string& out, const RawZipMember& member, const std::string& name,
                   bool unknown_sizes) {
  constexpr std::uint16_t sizes_follow_flag = 1u << 3;
  append_fixed(out, static_cast<std::uint16_t>(member.flags |
                                               (member.sizes_follow ? sizes_follow_flag : 0)));
  append_fixed(out, std::uint16_t{0});           // stored
  append_fixed(out, std::uint32_t{0x58AE0000});  // 2024-05-14
  append_sizes(out, member.content, unknown_sizes);
  append_fixed(out, static_cast<std::uint16_t>(name.size()));
  append_fixed(out, static_cast<std::uint16_t>(member.extra.size()));
}

std::string member_with_header(const RawZipMember& member) {
  const std::string& name = member.local_name.empty() ? member.name : member.local_name;
  std::string out = "PK\x03\x04";
  append_fixed(out, std::uint16_t{20});
  append_common(out, member, name, member.sizes_follow);
  out += name + member.extra + member.content;
  if (member.sizes_follow) {
    out += "PK\x07\x08";
    append_sizes(out, member.content, false);
  }
  return out;
}

std::string entry_of(const RawZipMember& member, std::size_t offset) {
  std::string out = "PK\x01\x02";
  out.push_back('\x14');
  out.push_back(static_cast<char>(member.maker));
  append_fixed(out, std::uint16_t{20});
  append_common(out, member, member.name, false);
  append_fixed(out, std::uint16_t{0});
  append_fixed(out, std::uint16_t{0});
  append_fixed(out, std::uint16_t{0});
  append_fixed(out, member.attributes);
  append_fixed(out, static_cast<std::uint32_t>(offset));
  return out + member.name + member.extra;
}

}  // namespace

std::string make_raw_zip(const std::vector<RawZipMember>& members) {
  std::string out, table;
  std::uint16_t entries = 0;
  for (const RawZipMember& member : members) {
    if (!member.deleted) {
      table += entry_of(member, out.size());
      ++entries;
    }
    out += member_with_header(member);
  }
  const auto start = static_cast<std::uint32_t>(out.size());
  out += table + "PK\x05\x06";
  append_fixed(out, std::uint32_t{0});
  append_fixed(out, entries);
  append_fixed(out, entries);
  append_fixed(out, static_cast<std::uint32_t>(table.size()));
  append_fixed(out, start);
  append_fixed(out, std::uint16_t{0});
  return out;
}

std::string unicode_path_field(const std::string& name, const std::string& utf8) {
  std::string out;
  append_fixed(out, std::uint16_t{0x7075});
  append_fixed(out, static_cast<std::uint16_t>(5 + utf8.size()));
  out.push_back('\x01');
  append_fixed(out, crc_of(name));
  return out + utf8;
}

}  // namespace dateline::test
