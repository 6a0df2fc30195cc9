#include "common/analysis/analyzer.hpp"

#include <xapian.h>

#include <algorithm>
#include <array>

#include "common/analysis/fold.hpp"
#include "common/analysis/tokenizer.hpp"

#include "common/ascii.hpp"

namespace dateline {
namespace {

bool is_ascii(std::string_view text) noexcept {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

constexpr bool is_alnum(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// Languages that elide before an apostrophe (l'avion), so that it parts words.
bool elides(const Xapian::Stem& stemmer) {
  const std::string name = stemmer.get_description();
  constexpr std::array<std::string_view, 3> names{"french", "italian", "catalan"};
  return std::any_of(names.begin(), names.end(),
                     [&](auto n) { return name.find(n) != std::string::npos; });
}

/// The ASCII form of fold_word over a word that cut_words found.
void fold_ascii_word(std::string_view raw, std::string& out) {
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (is_alnum(raw[i]))
      out.push_back(lower(raw[i]));
    else if (raw[i] == '.' && is_ascii_digit(raw[i - 1]))
      out.push_back('.');
  }
}

/// Joins the clusters of a word without apostrophes, thousands' commas and the dots of acronyms.
std::string without_joiners(std::string_view chunk, const std::vector<Cluster>& clusters,
                            std::size_t first, std::size_t last) {
  std::string raw;
  for (std::size_t i = first; i < last; ++i) {
    const Cluster& cluster = clusters[i];
    const bool decimal_point =
        cluster.char_class == CharClass::dot && clusters[i - 1].char_class == CharClass::digit;
    const bool joiner = cluster.char_class == CharClass::quote ||
                        cluster.char_class == CharClass::comma ||
                        cluster.char_class == CharClass::dot;
    if (!joiner || decimal_point)
      raw.append(chunk.substr(cluster.begin, cluster.end - cluster.begin));
  }
  return raw;
}

/// Moves `last` before an English possessive ('s) at the end of a word.
template <typename Units, typename IsS>
std::size_t without_possessive(const Units& units, std::size_t first, std::size_t last, IsS is_s) {
  const bool possessive =
      last - first > 2 && units.char_class(last - 2) == CharClass::quote && is_s(last - 1);
  return possessive ? last - 2 : last;
}

/// Appends the word unless it is empty; counts it as dropped where it is too long for a term.
std::size_t append_token(std::string&& word, std::uint32_t offset, std::uint32_t length,
                         std::vector<Token>& tokens) {
  if (word.size() > max_word_bytes) return 1;
  if (!word.empty()) tokens.push_back({std::move(word), offset, length});
  return 0;
}

}  // namespace

struct Analyzer::Impl {
  Xapian::Stem stemmer;
  bool quote_joins = true;
  bool english = false;
};

Result<Analyzer> Analyzer::create(const std::string& language) {
  try {
    auto impl = std::make_unique<Impl>();
    impl->stemmer = Xapian::Stem(language);
    impl->quote_joins = !elides(impl->stemmer);
    impl->english = impl->stemmer.get_description() == "Xapian::Stem(english)";
    return Analyzer(std::move(impl));
  } catch (const Xapian::Error&) {
    return failure(ErrorCode::usage, "no stemmer for the language \"" + language + "\"",
                   "use one of: " + stemmer_languages());
  }
}

Analyzer::Analyzer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;
Analyzer::~Analyzer() = default;

Result<bool> is_same_language(const std::string& one, const std::string& other) {
  DATELINE_ASSIGN(const Analyzer first, Analyzer::create(one));
  DATELINE_ASSIGN(const Analyzer second, Analyzer::create(other));
  return first.stemmer_name() == second.stemmer_name();
}

std::string Analyzer::stemmer_name() const {
  return impl_->stemmer.get_description();
}

bool Analyzer::is_english() const noexcept {
  return impl_->english;
}

Analyzer::Chunk Analyzer::next_chunk(std::string_view text, std::size_t position) noexcept {
  while (position < text.size() && is_ascii_blank(text[position])) ++position;
  std::size_t end = position;
  while (end < text.size() && !is_ascii_blank(text[end])) ++end;
  return {position, end};
}

std::size_t Analyzer::tokenize_chunk(std::string_view chunk, std::uint32_t base,
                                     std::vector<Token>& tokens) const {
  if (!is_ascii(chunk)) return tokenize_chunk_generally(chunk, base, tokens);
  std::size_t dropped = 0;
  const AsciiUnits units{chunk};
  cut_words(units, impl_->quote_joins, [&](std::size_t first, std::size_t last) {
    const std::size_t end = without_possessive(
        units, first, last, [&](std::size_t i) { return lower(chunk[i]) == 's'; });
    std::string word;
    fold_ascii_word(chunk.substr(first, end - first), word);
    dropped += append_token(std::move(word), base + static_cast<std::uint32_t>(first),
                            static_cast<std::uint32_t>(last - first), tokens);
  });
  return dropped;
}

std::size_t Analyzer::tokenize_chunk_generally(std::string_view chunk, std::uint32_t base,
                                               std::vector<Token>& tokens) const {
  std::size_t dropped = 0;
  std::vector<Cluster> clusters;
  split_clusters(chunk, clusters);
  const ClusterUnits units{clusters};
  const auto is_s = [&](std::size_t i) {
    return clusters[i].end - clusters[i].begin == 1 && lower(chunk[clusters[i].begin]) == 's';
  };
  cut_words(units, impl_->quote_joins, [&](std::size_t first, std::size_t last) {
    const std::size_t end = without_possessive(units, first, last, is_s);
    std::string word;
    fold_word(without_joiners(chunk, clusters, first, end), word);
    const std::uint32_t begin = clusters[first].begin;
    dropped += append_token(std::move(word), base + begin, clusters[last - 1].end - begin, tokens);
  });
  return dropped;
}

std::vector<Token> Analyzer::tokenize(std::string_view text) const {
  std::vector<Token> tokens;
  for (Chunk chunk = next_chunk(text, 0); chunk.begin != chunk.end;
       chunk = next_chunk(text, chunk.end))
    tokenize_chunk(text.substr(chunk.begin, chunk.end - chunk.begin),
                   static_cast<std::uint32_t>(chunk.begin), tokens);
  return tokens;
}

std::string Analyzer::stem(std::string_view word) const {
  return impl_->stemmer(std::string(word));
}

std::string stemmer_languages() {
  return Xapian::Stem::get_available_languages();
}

}  // namespace dateline
