#include "indexer/readers/archive_reader.hpp"

#include "indexer/readers/input_reader.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/targets/reading.hpp"
#include "tests/fuzz/targets/targets.hpp"
#include "tests/support/make_archive.hpp"
#include "tests/support/raw_zip.hpp"

namespace dateline::fuzz {

namespace {

/// The fuzzer's bytes as a file on disk would give them.
class MemoryFile : public InputSource {
 public:
  explicit MemoryFile(std::string_view bytes) : rest_(bytes) {}
  Result<std::string_view> next() override {
    const auto chunk = rest_.substr(0, 512);
    rest_.remove_prefix(chunk.size());
    given_ += chunk.size();
    return chunk;
  }
  [[nodiscard]] std::uint64_t raw_bytes() const noexcept override { return given_; }

 private:
  std::string_view rest_;
  std::uint64_t given_ = 0;
};

}  // namespace

void run_archive(std::string_view bytes) {
  const ReaderOptions options = small_limits();
  test::CollectingSink sink;
  MemoryFile file(bytes);
  const Status status = InputReader(options, sink).read(file, "news", "news");
  require(status.has_value(), "what is wrong with an input is a reject");
  for (const auto& document : sink.documents) require_sound(document, options);
}

std::vector<std::string> archive_examples() {
  using test::Packing;
  const std::string news = "date 2024-05-14\nOne.\n";
  const std::string lines = "{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n";
  const test::Members members{{"a.txt", news}, {"b/c.jsonl", lines}, {"empty", ""}};
  const std::string zeros(1u << 16, '\0');
  std::vector<std::string> examples{test::make_tar(members), test::make_zip(members), news, lines};
  examples.push_back(test::make_raw_zip(
      {{.name = "\x81.txt", .content = news, .maker = 0},
       {.name = "gone", .content = news, .deleted = true},
       {.name = "b.jsonl", .content = lines, .flags = test::zip_utf8_flag, .sizes_follow = true}}));
  for (const Packing packing : {Packing::gzip, Packing::zstd, Packing::bzip2, Packing::xz}) {
    examples.push_back(test::compress(packing, lines));
    examples.push_back(test::compress(packing, test::make_tar(members)));
    examples.push_back(test::compress(packing, zeros));
    examples.push_back(test::compress(packing, test::compress(packing, news)));
    examples.push_back(test::make_zip({{"in.z", test::compress(packing, lines)}}));
  }
  return examples;
}

}  // namespace dateline::fuzz
