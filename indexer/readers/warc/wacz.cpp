#include "indexer/readers/warc/wacz.hpp"

#include "indexer/readers/source/zip_directory.hpp"

namespace dateline {
namespace {

/// Few archives, with an index and a list of pages each.
constexpr int most_members_looked_at = 1000;

}  // namespace

bool is_archive_of_wacz(std::string_view member) noexcept {
  return member.starts_with("archive/");
}

bool is_wacz(RandomAccess& zip) {
  auto directory = ZipDirectory::find(zip);
  if (!directory || !*directory) return false;
  bool has_description = false;
  bool has_archive = false;
  ZipMember member;
  for (int i = 0; i < most_members_looked_at && !(has_description && has_archive); ++i) {
    const auto more = (*directory)->next(member);
    if (!more || !*more) break;
    has_description |= member.name == "datapackage.json";
    has_archive |= is_archive_of_wacz(member.name);
  }
  return has_description && has_archive;
}

}  // namespace dateline
