// On the real text of every corpus the ASCII fast path of the analyzer gives what the general path
// gives, in a language that joins words at apostrophes and in one that separates them.
#include <catch2/catch.hpp>
#include <string>
#include <unordered_set>
#include <vector>

#include "common/analysis/analyzer.hpp"
#include "tests/support/corpora.hpp"

namespace dateline {
namespace {

constexpr std::size_t most_bytes = 40u << 20;

bool same_tokens(const std::vector<Token>& a, const std::vector<Token>& b) {
  const auto same = [](const Token& x, const Token& y) {
    return x.word == y.word && x.offset == y.offset && x.length == y.length;
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

/// Compares the two paths on every chunk that it has not yet seen.
class PathComparison {
 public:
  explicit PathComparison(const std::string& language) {
    auto analyzer = Analyzer::create(language);
    REQUIRE(analyzer);
    analyzer_.emplace(std::move(*analyzer));
  }

  /// Counts the chunks of `text` and remembers the first few on which the paths differ.
  void add(std::string_view text) {
    for (auto chunk = Analyzer::next_chunk(text, 0); chunk.begin != chunk.end;
         chunk = Analyzer::next_chunk(text, chunk.end))
      add_chunk(std::string(text.substr(chunk.begin, chunk.end - chunk.begin)));
  }

  [[nodiscard]] const std::vector<std::string>& differing() const { return differing_; }
  [[nodiscard]] std::size_t chunks() const { return seen_.size(); }

 private:
  void add_chunk(std::string&& chunk) {
    const auto [position, is_new] = seen_.insert(std::move(chunk));
    if (is_new && !paths_agree(*position) && differing_.size() < 10)
      differing_.push_back(*position);
  }

  bool paths_agree(const std::string& chunk) {
    constexpr std::uint32_t base = 1000;
    fast_.clear();
    general_.clear();
    const std::size_t dropped = analyzer_->tokenize_chunk(chunk, base, fast_);
    return dropped == analyzer_->tokenize_chunk_generally(chunk, base, general_) &&
           same_tokens(fast_, general_);
  }

  std::optional<Analyzer> analyzer_;
  std::unordered_set<std::string> seen_;
  std::vector<std::string> differing_;
  std::vector<Token> fast_;
  std::vector<Token> general_;
};

/// Title and text of a corpus line, or the line itself if it is not JSON (SGML, plain text).
std::string text_of_line(std::string_view line) {
  auto document = test::document_from_line(line);
  return document ? document->title + "\n" + document->text : std::string(line);
}

void compare_paths_on(const std::string& corpus, const std::string& language) {
  const auto path = test::shared_path(corpus);
  if (!std::filesystem::exists(path)) {
    WARN("skipped: there is no " << path);
    return;
  }
  PathComparison comparison(language);
  std::size_t bytes = 0;
  CHECK(test::for_each_line(path, [&](std::string_view line) {
    comparison.add(text_of_line(line));
    return (bytes += line.size()) < most_bytes;
  }));
  CAPTURE(corpus, language, bytes);
  CHECK(comparison.chunks() > 100);
  CHECK(comparison.differing() == std::vector<std::string>());
}

TEST_CASE("both paths of the analyzer give the same words on press releases") {
  compare_paths_on("corpora/senate-press-2004-2008.jsonl.zst", "en");
}

TEST_CASE("both paths of the analyzer give the same words on speeches") {
  compare_paths_on("corpora/pm-transcripts-1940-2018.jsonl.zst", "en");
}

TEST_CASE("both paths of the analyzer give the same words on newswire with its markup") {
  compare_paths_on("corpora/reuters-21578.tar.zst", "en");
}

TEST_CASE("both paths of the analyzer give the same words where apostrophes part words") {
  compare_paths_on("corpora/reuters-21578.tar.zst", "fr");
}

TEST_CASE("both paths of the analyzer give the same words on the test collections") {
  for (const char* collection : {"time", "cacm", "cranfield", "med", "scifact"})
    compare_paths_on("collections/" + std::string(collection) + "/corpus.jsonl.zst", "en");
}

}  // namespace
}  // namespace dateline
