#include <algorithm>
#include <filesystem>
#include <memory>

#include "common/base/file_io.hpp"
#include "common/format/damaged_data.hpp"
#include "common/format/glass/glass_table.hpp"
#include "indexer/write/segment/postings_writer.hpp"
#include "searcher/postings/glass_posting_source.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/targets/targets.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline::fuzz {
namespace {

constexpr std::size_t most_entries = 20'000;

/// Terms of the examples.
const std::string terms[] = {"all", "alley", "zz", std::string(245, 'x'), "not there"};

/// A version file's bytes after their length in two bytes, then a table.
std::string as_input(const std::string& version, const std::string& table) {
  std::string input{static_cast<char>(version.size() >> 8), static_cast<char>(version.size())};
  return input + version + table;
}

/// A segment's files as an input.
std::string written(std::uint32_t documents, std::uint32_t more_terms) {
  const test::TemporaryFolder folder;
  const auto writer = make_postings_writer(folder / "s", folder.path());
  for (std::uint32_t i = 1; i <= documents; ++i) {
    std::vector<std::string> names;
    for (std::uint32_t n = 0; n < more_terms; ++n) names.push_back("t" + std::to_string(i * n));
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::vector<WeightedTerm> held{{terms[0], i % 200}, {terms[i % 4], 300}};
    if (i % 4 == 0) held.pop_back();
    for (const std::string& name : names) held.push_back({name, 7});
    require(writer->add(i, held, 100).has_value(), "documents are added");
  }
  require(writer->finish().has_value(), "a segment is written");
  std::string version = read_file(folder / "s" / "iamglass", 4096).value();
  version.replace(16, 16, 16, 'u');  // the UUID, which is random
  return as_input(version, read_file(folder / "s" / "postlist.glass", 1u << 24).value());
}

void walk(std::string_view file, const glass::TableRoot& table) {
  glass::MappedBlocks blocks(file);
  glass::TableCursor cursor(blocks, table);
  std::size_t entries = 0;
  for (bool has = cursor.to_first(); has && entries < most_entries; has = cursor.next()) ++entries;
}

void read_list(std::string_view file, const glass::TableRoot& table, const std::string& term) {
  const auto list = read_glass_postings(file, table, term, PostingDetail::wdfs);
  Docid least = 1, step = 1;
  for (std::size_t i = 0; i < most_entries; ++i, step = step * 3 % 1009) {
    const auto postings = list->read(least, least + step);
    if (postings.empty()) return;
    require(postings.front().docid >= least, "postings are not before what was asked for");
    for (std::size_t n = 1; n < postings.size(); ++n)
      require(postings[n - 1].docid < postings[n].docid, "postings ascend");
    if (postings.back().docid > behind_all - 2000) return;
    least = postings.back().docid + step;
  }
}

}  // namespace

void run_glass(std::string_view bytes) {
  if (bytes.size() < 2) return;
  const std::size_t size =
      static_cast<unsigned char>(bytes[0]) * 256u + static_cast<unsigned char>(bytes[1]);
  bytes.remove_prefix(2);
  const auto version = glass::decode_version(bytes.substr(0, size));
  if (!version) return;
  require(glass::decode_version(glass::encode_version(*version)).has_value(),
          "a version file reads back as written");
  const std::string_view file = bytes.substr(std::min(size, bytes.size()));
  try {
    walk(file, version->postlist);
    for (const std::string& term : terms) read_list(file, version->postlist, term);
  } catch (const DamagedData&) {
  }
}

std::vector<std::string> glass_examples() {
  return {written(1, 0), written(40, 3), written(900, 1), written(60, 200)};
}

}  // namespace dateline::fuzz
