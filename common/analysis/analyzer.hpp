// Text to words to stems: the one analysis that indexing, queries and highlighting share.
// docs/analysis.md says the rules; a change of any rule is a new analysis_version
// (common/format/schema.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/error.hpp"

namespace dateline {

/// One word of a text. Every token takes one position in its field. Tokens may overlap in the text
/// (pairs of Han, d'Estaing as destaing and estaing), and begin in ascending order.
struct Token {
  std::string word;      ///< folded surface word, 1 to max_word_bytes of UTF-8
  std::uint32_t offset;  ///< bytes from the start of the text that was given
  std::uint32_t length;  ///< bytes of the raw text that it was made from
};

/// Xapian's limit for a term. Longer words are dropped (and counted by the indexer).
inline constexpr std::size_t max_word_bytes = 245;

/// Folds (NFKC, case, diacritics), cuts into words and stems. Not thread-safe: one per thread;
/// cheap to make.
class Analyzer {
 public:
  /// `language`: a Snowball stemmer's name or ISO 639 code ("en", "german"), or "none".
  static Result<Analyzer> create(const std::string& language);
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;
  ~Analyzer();

  /// The end of the chunk that begins at or after `position`, and its start: text is cut at ASCII
  /// white space first, but for spaces inside numbers (number_spaces.hpp), and no rule looks across
  /// it, so chunks can be analysed (and remembered) one by one.
  struct Chunk {
    std::size_t begin;
    std::size_t end;  ///< begin == end: no chunk is left
  };
  static Chunk next_chunk(std::string_view text, std::size_t position) noexcept;

  /// Appends the chunk's words to `tokens`, offsets counted from `base`. Returns how many words
  /// were dropped for their length.
  std::size_t tokenize_chunk(std::string_view chunk, std::uint32_t base,
                             std::vector<Token>& tokens) const;
  /// As tokenize_chunk, never by the ASCII fast path: the reference that tests compare with.
  std::size_t tokenize_chunk_generally(std::string_view chunk, std::uint32_t base,
                                       std::vector<Token>& tokens) const;

  /// All words of a text (UTF-8; invalid sequences separate words). Texts are below 4 GiB.
  [[nodiscard]] std::vector<Token> tokenize(std::string_view text) const;

  /// The stem under which a folded word is indexed: never empty, at most max_word_bytes.
  [[nodiscard]] std::string stem(std::string_view word) const;

  /// The same for all names of one stemmer.
  [[nodiscard]] std::string stemmer_name() const;
  /// Whether the language is English, however it was named.
  [[nodiscard]] bool is_english() const noexcept;

 private:
  struct Impl;
  explicit Analyzer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Whether both names, as Analyzer::create takes them, mean the same stemmer ("de", "german").
/// Errors: usage where one of them means none.
Result<bool> is_same_language(const std::string& one, const std::string& other);

/// The languages that Analyzer::create knows, separated by spaces.
[[nodiscard]] std::string stemmer_languages();

}  // namespace dateline
