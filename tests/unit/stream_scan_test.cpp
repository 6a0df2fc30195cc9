// Words, phrases and NEAR on token streams, against evaluation on plain vectors of numbers.
#include "searcher/verify/stream_scan.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

using namespace dateline;

namespace {

using Numbers = std::vector<WordNumber>;

std::string encode(const Numbers& numbers) {
  std::string stream;
  for (const WordNumber number : numbers) append_word_code(stream, number);
  return stream;
}

bool holds(const Numbers& set, WordNumber number) {
  return std::find(set.begin(), set.end(), number) != set.end();
}

bool naive_phrase(const Numbers& stream, const std::vector<Numbers>& words) {
  for (std::size_t start = 0; start + words.size() <= stream.size(); ++start) {
    bool here = true;
    for (std::size_t i = 0; i < words.size(); ++i) here &= holds(words[i], stream[start + i]);
    if (here) return true;
  }
  return false;
}

/// Tries every way to give the words from `next` on positions of their own between `first` and
/// `last`.
bool can_place(const Numbers& stream, const std::vector<Numbers>& words, std::size_t next,
               std::vector<std::size_t>& taken, std::size_t first, std::size_t last) {
  if (next == words.size()) return true;
  for (std::size_t position = first; position <= last; ++position) {
    if (std::find(taken.begin(), taken.end(), position) != taken.end()) continue;
    if (!holds(words[next], stream[position])) continue;
    taken.push_back(position);
    if (can_place(stream, words, next + 1, taken, first, last)) return true;
    taken.pop_back();
  }
  return false;
}

bool naive_near(const Numbers& stream, const std::vector<Numbers>& words, std::size_t window) {
  const std::size_t span = words.size() + window;
  for (std::size_t first = 0; first < stream.size(); ++first) {
    std::size_t last = first;
    while (last + 1 < stream.size() && last + 1 - first < span && stream[last + 1] != 0) ++last;
    std::vector<std::size_t> taken;
    if (stream[first] != 0 && can_place(stream, words, 0, taken, first, last)) return true;
  }
  return false;
}

std::vector<WordSet> sets_of(const std::vector<Numbers>& words) {
  std::vector<WordSet> sets;
  for (const Numbers& numbers : words) sets.emplace_back(numbers);
  return sets;
}

/// Numbers whose codes have one to five bytes and share last bytes, so that wrong borders are found
/// out.
constexpr WordNumber tricky_numbers[] = {
    1,         2,         127,         128, 129, 130,     16'383,  16'384,    16'385,
    2'097'152, 2'097'153, 268'435'456, 255, 256, 0x4081u, 0x7f81u, 0x1fffffu, 0xffffffffu};

Numbers random_stream(std::mt19937& random, std::size_t length) {
  std::uniform_int_distribution<std::size_t> pick(0, std::size(tricky_numbers) - 1);
  Numbers stream;
  const std::size_t separator = random() % (length + 1);
  for (std::size_t i = 0; i < length; ++i) {
    stream.push_back(i == separator ? field_separator : tricky_numbers[pick(random)]);
  }
  return stream;
}

/// Disjoint families, as stems have them: each tricky number belongs to one.
Numbers family(std::size_t index) {
  Numbers numbers;
  for (std::size_t i = index % 6; i < std::size(tricky_numbers); i += 6) {
    numbers.push_back(tricky_numbers[i]);
  }
  return numbers;
}

std::vector<Numbers> random_words(std::mt19937& random, std::size_t least, std::size_t most) {
  std::vector<Numbers> words(least + random() % (most - least + 1));
  for (Numbers& word : words) {
    word = family(random());
    if (random() % 2 == 0) word = {word[random() % word.size()]};
  }
  return words;
}

std::vector<double> random_shares(std::mt19937& random, std::size_t count) {
  std::vector<double> shares(count);
  for (double& share : shares) share = std::uniform_real_distribution<>(0.0, 1.0)(random);
  return shares;
}

unsigned seed() {
  static const unsigned value = std::random_device()();
  return value;
}

}  // namespace

TEST_CASE("a word is found only where its whole code stands") {
  // 0x4081 is coded as 01 01 81, so the codes of 1 (81) and 129 (01 81) end it, but are not in it.
  const std::string stream = encode({5, 0x4081, 7});
  CHECK(WordMatcher(WordSet({0x4081})).occurs_in(stream));
  CHECK(WordMatcher(WordSet({5})).occurs_in(stream));
  CHECK(WordMatcher(WordSet({7})).occurs_in(stream));
  CHECK_FALSE(WordMatcher(WordSet({1})).occurs_in(stream));
  CHECK_FALSE(WordMatcher(WordSet({129})).occurs_in(stream));
  CHECK_FALSE(WordMatcher(WordSet()).occurs_in(stream));
  CHECK_FALSE(WordMatcher(WordSet({1})).occurs_in({}));
}

TEST_CASE("the title is what stands before the first separator") {
  // 128 is coded as 01 80: its last byte is the separator's code.
  CHECK(title_of(encode({3, 128, 4, 0, 5, 0})) == encode({3, 128, 4}));
  CHECK(title_of(encode({0, 5})).empty());
  CHECK(title_of(encode({5, 6})) == encode({5, 6}));
  CHECK(title_of({}).empty());
}

TEST_CASE("words are found in random streams as in plain vectors") {
  std::mt19937 random(seed());
  CAPTURE(seed());
  for (int round = 0; round < 2000; ++round) {
    const Numbers stream = random_stream(random, random() % 12);
    const Numbers words = round % 3 == 0
                              ? Numbers(std::begin(tricky_numbers), std::end(tricky_numbers))
                              : family(random());
    const bool expected = std::any_of(stream.begin(), stream.end(), [&](WordNumber number) {
      return number != field_separator && holds(words, number);
    });
    REQUIRE(WordMatcher(WordSet(words)).occurs_in(encode(stream)) == expected);
  }
}

TEST_CASE(
    "phrases are found in random streams as in plain vectors, whichever part is looked for first") {
  std::mt19937 random(seed());
  CAPTURE(seed());
  std::size_t found = 0;
  for (int round = 0; round < 5000; ++round) {
    const Numbers stream = random_stream(random, random() % 40);
    const std::vector<Numbers> words = random_words(random, 2, 3);
    const PhraseMatcher matcher(sets_of(words), random_shares(random, words.size()));
    const bool expected = naive_phrase(stream, words);
    REQUIRE(matcher.occurs_in(encode(stream)) == expected);
    found += expected;
  }
  CHECK(found > 100);
}

TEST_CASE("NEAR is found in random streams as by trying all positions") {
  std::mt19937 random(seed());
  CAPTURE(seed());
  std::size_t found = 0;
  for (int round = 0; round < 5000; ++round) {
    const Numbers stream = random_stream(random, random() % 30);
    const std::vector<Numbers> words = random_words(random, 1, 4);
    const std::size_t window = random() % 5;
    CAPTURE(stream, words, window);
    const bool expected = naive_near(stream, words, window);
    REQUIRE(NearMatcher(sets_of(words), window).occurs_in(encode(stream)) == expected);
    found += expected;
  }
  CHECK(found > 100);
}

TEST_CASE("phrases and NEAR do not reach over the separator") {
  const std::string stream = encode({10, 11, 0, 12, 13});
  CHECK_FALSE(PhraseMatcher(sets_of({{11}, {12}}), {0.5, 0.5}).occurs_in(stream));
  CHECK_FALSE(NearMatcher(sets_of({{11}, {12}}), 9).occurs_in(stream));
  CHECK(PhraseMatcher(sets_of({{12}, {13}}), {0.5, 0.1}).occurs_in(stream));
  CHECK(NearMatcher(sets_of({{13}, {12}}), 0).occurs_in(stream));
}

TEST_CASE("NEAR asks for as many positions as it has words") {
  CHECK_FALSE(NearMatcher(sets_of({{10}, {10}}), 5).occurs_in(encode({10, 11, 12})));
  CHECK(NearMatcher(sets_of({{10}, {10}}), 5).occurs_in(encode({10, 11, 10})));
  // A stem and one of its words: one place cannot be both.
  CHECK_FALSE(NearMatcher(sets_of({{10, 11}, {10}}), 5).occurs_in(encode({10, 12})));
  CHECK(NearMatcher(sets_of({{10, 11}, {10}}), 5).occurs_in(encode({10, 12, 11})));
  CHECK_FALSE(NearMatcher(sets_of({{10, 11}, {10}}), 5).occurs_in(encode({11, 12, 11})));
}

TEST_CASE("the window of NEAR counts from its first to its last word") {
  const NearMatcher near(sets_of({{10}, {20}}), 3);  // at most 3 words between
  CHECK(near.occurs_in(encode({10, 1, 2, 3, 20})));
  CHECK_FALSE(near.occurs_in(encode({10, 1, 2, 3, 4, 20})));
}

TEST_CASE("pairs of bytes are found alike with and without special instructions") {
  std::mt19937 random(seed());
  CAPTURE(seed());
  for (int round = 0; round < 500; ++round) {
    ByteSet first;
    ByteSet second;
    if (round % 5 == 0) first.add_all_marked();
    for (std::size_t i = random() % 40; i > 0; --i) first.add(static_cast<unsigned char>(random()));
    for (std::size_t i = random() % 40; i > 0; --i)
      second.add(static_cast<unsigned char>(random()));
    const BytePairs pairs(first, second);
    std::vector<unsigned char> bytes(random() % 300);
    for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(random());

    std::vector<std::size_t> expected;
    for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
      if (first.contains(bytes[i]) && second.contains(bytes[i + 1])) expected.push_back(i);
    }
    std::vector<std::size_t> found;
    any_pair(bytes.data(), bytes.data() + bytes.size(), pairs, [&](const unsigned char* place) {
      found.push_back(static_cast<std::size_t>(place - bytes.data()));
      return false;
    });
    REQUIRE(found == expected);
    if (bytes.size() < static_cast<std::size_t>(BytePairs::block_bytes)) continue;
    REQUIRE(pairs.matches(bytes.data()) == pairs.matches_portably(bytes.data()));
  }
}

TEST_CASE("a set of bytes holds what was added") {
  ByteSet set;
  for (const int byte : {0x00, 0x0f, 0x70, 0x80, 0xff}) set.add(static_cast<unsigned char>(byte));
  std::vector<int> held;
  for (int byte = 0; byte < 256; ++byte) {
    if (set.contains(static_cast<unsigned char>(byte))) held.push_back(byte);
  }
  CHECK(held == std::vector<int>{0x00, 0x0f, 0x70, 0x80, 0xff});
}

TEST_CASE("any bytes can be scanned") {
  std::mt19937 random(seed());
  CAPTURE(seed());
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() % 3 == 0 ? 0x01 : random());
    const std::vector<Numbers> words = random_words(random, 2, 3);
    static_cast<void>(WordMatcher(WordSet(words[0])).occurs_in(bytes));
    static_cast<void>(title_of(bytes));
    static_cast<void>(
        PhraseMatcher(sets_of(words), random_shares(random, words.size())).occurs_in(bytes));
    static_cast<void>(NearMatcher(sets_of(words), 2).occurs_in(bytes));
  }
  SUCCEED("nothing outside of the bytes was read (the sanitizers see to that)");
}
