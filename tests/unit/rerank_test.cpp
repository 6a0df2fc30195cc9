// Recency, near-copies and recency as text: what needs no index.
#include <catch2/catch.hpp>
#include <string>

#include "common/format/segment/word_code.hpp"
#include "searcher/request/recency_text.hpp"
#include "searcher/results/near_copies.hpp"
#include "searcher/results/recency.hpp"

namespace dateline {
namespace {

TEST_CASE("what recency adds halves with each half-life") {
  const Recency recency{30, 0.4};
  CHECK(recency_factor(recency, 20000, 20000) == Approx(1.4));
  CHECK(recency_factor(recency, 19970, 20000) == Approx(1.2));
  CHECK(recency_factor(recency, 19940, 20000) == Approx(1.1));
  CHECK(recency_factor(recency, 20400, 20000) == Approx(1.4));  // of the future
  CHECK(recency_factor(recency, unknown_day, 20000) == 1.0);
  CHECK(recency_factor(recency, -700000, 20000) == Approx(1.0));
}

TEST_CASE("recency is read from text, and parts that are missing have their defaults") {
  const auto both = parse_recency("half-life=2w,weight=1.5");
  REQUIRE(both);
  CHECK(both->half_life_days == 14);
  CHECK(both->weight == 1.5);
  const auto weight = parse_recency("weight=0");
  REQUIRE(weight);
  CHECK(weight->half_life_days == 30);
  CHECK(weight->weight == 0);
  CHECK(parse_recency("half-life=0.5y")->half_life_days == 182.5);
  CHECK(parse_recency("half-life=1m")->half_life_days == 30);
  for (const char* text : {"", "30d", "half-life=30", "half-life=d", "weight=", "weight=x",
                           "weight=1,", "half-life=3d;weight=1", "weight=1,weight"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_recency(text));
  }
}

std::string stream_of(WordNumber first, WordNumber last) {
  std::string stream;
  for (WordNumber word = first; word <= last; ++word) append_word_code(stream, word);
  return stream;
}

TEST_CASE("a reprint with a changed beginning is a near-copy, another text is not") {
  const Shingles article = shingles_of(stream_of(1, 400));
  CHECK(are_near_copies(article, article));
  CHECK(are_near_copies(article, shingles_of(stream_of(1000, 1100) + stream_of(50, 400))));
  CHECK(are_near_copies(article, shingles_of(stream_of(100, 160))));  // a part of it
  CHECK_FALSE(are_near_copies(article, shingles_of(stream_of(1000, 1400))));
  CHECK_FALSE(are_near_copies(article, shingles_of(stream_of(1000, 1400) + stream_of(1, 100))));
}

TEST_CASE("texts too short for a run of words are copies of nothing") {
  CHECK(shingles_of(stream_of(1, 3)).empty());
  CHECK(shingles_of("").empty());
  CHECK_FALSE(are_near_copies({}, {}));
  CHECK_FALSE(are_near_copies(shingles_of(stream_of(1, 3)), shingles_of(stream_of(1, 400))));
}

TEST_CASE("no run of words reaches from the title into the text") {
  std::string parted = stream_of(1, 3);
  append_word_code(parted, field_separator);
  parted += stream_of(4, 6);
  CHECK(shingles_of(parted).empty());
}

TEST_CASE("a very long text is recognised by a bounded number of its runs") {
  CHECK(shingles_of(stream_of(1, 100'000)).size() <= 4096);
}

}  // namespace
}  // namespace dateline
