#include "searcher/backend/local/page_cursor.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <random>

using namespace dateline;

namespace {

const SearchRequest query{.text = "odesa \"grain corridor\"", .sort = Sort::newest};
const PageCursor place{{42, 0xdeadbeef}, 9'990, 19'857};

ErrorCode code_of(const Result<PageCursor>& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

}  // namespace

TEST_CASE("a cursor comes back as it was written") {
  const std::string text = write_cursor(place, query);
  CHECK(text.size() == 44);
  CHECK(
      text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
      std::string::npos);
  const auto read = read_cursor(text, query);
  REQUIRE(read);
  CHECK(read->generation == place.generation);
  CHECK(read->offset == place.offset);
  CHECK(read->today == place.today);
}

TEST_CASE("a cursor belongs to whatever decides which hits there are, and to nothing else") {
  const std::string text = write_cursor(place, query);
  SearchRequest other = query;
  SECTION("another text") {
    other.text += ' ';
  }
  SECTION("another order") {
    other.sort = Sort::oldest;
  }
  SECTION("days") {
    other.published = DayRange{0, 0};
  }
  SECTION("a filter") {
    other.filters = {{"source", {"Courier"}}};
  }
  SECTION("later documents") {
    other.after_document = 7;
  }
  SECTION("days that leave out nothing but undated documents") {
    other.published = DayRange{std::numeric_limits<Day>::min(), std::numeric_limits<Day>::max()};
  }
  SECTION("recency, to the last bit of its numbers") {
    other.recency = Recency{.half_life_days = 30, .weight = 0.1 + 0.2};
    const std::string recent = write_cursor(place, other);
    CHECK(read_cursor(recent, other));
    SearchRequest near = other;
    near.recency->weight = 0.3;
    CHECK(code_of(read_cursor(recent, near)) == ErrorCode::usage);
  }
  CHECK(code_of(read_cursor(text, other)) == ErrorCode::usage);

  SearchRequest same = query;
  same.limit = 50;
  same.explain = true;
  same.facets = {FacetField::year};
  CHECK(read_cursor(text, same));
}

TEST_CASE("whatever is not a cursor is an error, never a place") {
  const std::string text = write_cursor(place, query);
  for (const std::string& bad :
       {std::string(), std::string("x"), text + "A", text.substr(1), std::string(44, 'A'),
        std::string(44, '\0'), std::string(44, '='), std::string(1u << 20, 'A')}) {
    CHECK(code_of(read_cursor(bad, query)) == ErrorCode::usage);
  }
}

TEST_CASE("a cursor with any one character changed is damaged") {
  const std::string text = write_cursor(place, query);
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    while (changed[i] == text[i]) changed[i] = static_cast<char>(random() & 0xff);
    CAPTURE(changed);
    CHECK(code_of(read_cursor(changed, query)) == ErrorCode::usage);
  }
}
