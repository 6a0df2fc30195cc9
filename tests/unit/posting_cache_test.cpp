// Unpacked postings: equal to Xapian's, kept from the third time on, within their room.
#include "searcher/postings/posting_cache.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/tiny_segment.hpp"
#include "tests/support/xapian_posting_source.hpp"

namespace dateline {
namespace {

using test::TinyDocument;
using test::TinyIndex;

constexpr int documents = 200;  // more than three blocks

/// `all` is in every document, once more in every tenth; `third` and `fifth` are in fewer.
TinyIndex make_index() {
  std::vector<TinyDocument> made;
  for (int i = 0; i < documents; ++i) {
    std::string text = i % 10 == 0 ? "all all" : "all";
    if (i % 3 == 0) text += " third";
    if (i % 5 == 0) text += " fifth";
    made.push_back({.title = "news", .text = text});
  }
  return TinyIndex({made});
}

struct Fixture {
  TinyIndex index = make_index();
  Xapian::Database shard{index.segments()[0].directory.string()};
  XapianPostingSource source{shard};

  [[nodiscard]] std::string stem(const char* word) const { return index.stem(word); }
  [[nodiscard]] std::size_t bytes_of(const char* word) const {
    return PostingBlocks::read(source, stem(word))->bytes();
  }
};

/// Asks as often as it takes until postings are kept.
std::shared_ptr<const PostingBlocks> ask_thrice(PostingCache& cache, const Fixture& fixture,
                                                const char* word) {
  CHECK(cache.find(fixture.source, fixture.stem(word)) == nullptr);
  CHECK(cache.find(fixture.source, fixture.stem(word)) == nullptr);
  return cache.find(fixture.source, fixture.stem(word));
}

TEST_CASE("unpacked postings are those of Xapian") {
  const Fixture fixture;
  for (const char* word : {"all", "third", "fifth", "news"}) {
    const auto blocks = PostingBlocks::read(fixture.source, fixture.stem(word));
    REQUIRE(blocks);
    std::uint32_t most = 0;
    Docid before = 0;
    for (auto posting = fixture.shard.postlist_begin(fixture.stem(word));
         posting != fixture.shard.postlist_end(fixture.stem(word)); ++posting) {
      CHECK(blocks->at_or_behind(before + 1) == *posting);
      CHECK(blocks->wdf(*posting) == posting.get_wdf());
      CHECK((blocks->held(block_of(*posting)) & bit_of(*posting)) != 0);
      CHECK(blocks->most(block_of(*posting)) >= posting.get_wdf());
      for (Docid docid = before + 1; docid < *posting; ++docid) CHECK(blocks->wdf(docid) == 0);
      most = std::max(most, posting.get_wdf());
      before = *posting;
    }
    CHECK(blocks->most() == most);
    CHECK_FALSE(blocks->at_or_behind(before + 1));
  }
}

TEST_CASE("postings are kept from the third time on that they are asked for") {
  const Fixture fixture;
  PostingCache cache(posting_cache_bytes);
  const auto kept = ask_thrice(cache, fixture, "third");
  REQUIRE(kept != nullptr);
  CHECK(cache.find(fixture.source, fixture.stem("third")) == kept);
  CHECK(cache.bytes() == kept->bytes());
}

TEST_CASE("postings that were not asked for longest make room for others") {
  const Fixture fixture;
  PostingCache cache(fixture.bytes_of("all") + fixture.bytes_of("third"));
  REQUIRE(ask_thrice(cache, fixture, "all") != nullptr);
  REQUIRE(ask_thrice(cache, fixture, "third") != nullptr);
  REQUIRE(cache.find(fixture.source, fixture.stem("all")) != nullptr);
  REQUIRE(ask_thrice(cache, fixture, "fifth") != nullptr);
  CHECK(cache.bytes() == fixture.bytes_of("all") + fixture.bytes_of("fifth"));
  CHECK(cache.find(fixture.source, fixture.stem("all")) != nullptr);
  CHECK(ask_thrice(cache, fixture, "third") != nullptr);
  CHECK(cache.bytes() <= fixture.bytes_of("all") + fixture.bytes_of("third"));
}

TEST_CASE("postings that never fit are not kept, and not read again") {
  const Fixture fixture;
  PostingCache cache(fixture.bytes_of("fifth") - 1);
  static_cast<void>(ask_thrice(cache, fixture, "fifth"));
  CHECK(cache.find(fixture.source, fixture.stem("fifth")) == nullptr);
  CHECK(cache.bytes() == 0);
}

TEST_CASE("threads share a cache that has room for one of them") {
  const Fixture fixture;
  PostingCache cache(fixture.bytes_of("all"));
  const std::vector<std::string> stems{fixture.stem("all"), fixture.stem("third"),
                                       fixture.stem("fifth")};
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (std::size_t i = 0; i < wrong.size(); ++i)
    threads.emplace_back([&, i] {
      const XapianPostingSource source(
          Xapian::Database(fixture.index.segments()[0].directory.string()));
      for (std::size_t turn = 0; turn < 300; ++turn) {
        const auto blocks = cache.find(source, stems[(turn / 7 + i) % 3]);
        if (blocks != nullptr && blocks->wdf(1) == 0) ++wrong[i];  // the first holds all of them
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>(4, 0));
  CHECK(cache.bytes() <= fixture.bytes_of("all"));
}

}  // namespace
}  // namespace dateline
