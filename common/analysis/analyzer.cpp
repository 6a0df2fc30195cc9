#include "common/analysis/analyzer.hpp"

#include <xapian.h>

#include <algorithm>
#include <array>

#include "common/analysis/elision.hpp"
#include "common/analysis/fold.hpp"
#include "common/analysis/number_spaces.hpp"
#include "common/analysis/tokenizer.hpp"
#include "common/analysis/ukrainian_stemmer.hpp"

#include "common/base/ascii.hpp"

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

/// Languages that elide before an apostrophe (l'avion), so that it separates words.
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

/// Joins the clusters of a word without apostrophes, what groups thousands, and the dots of
/// acronyms.
std::string without_joiners(std::string_view chunk, const std::vector<Cluster>& clusters,
                            std::size_t first, std::size_t last) {
  std::string raw;
  for (std::size_t i = first; i < last; ++i) {
    const Cluster& cluster = clusters[i];
    const bool decimal_point =
        cluster.char_class == CharClass::dot && clusters[i - 1].char_class == CharClass::digit;
    const bool joiner =
        cluster.char_class == CharClass::quote || cluster.char_class == CharClass::comma ||
        cluster.char_class == CharClass::space || cluster.char_class == CharClass::dot;
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

/// The groups of digits of a folded word between its dots; empty where it is anything else.
std::vector<std::string_view> dotted_groups(std::string_view word) {
  std::vector<std::string_view> groups;
  for (std::size_t begin = 0; begin <= word.size();) {
    const std::size_t dot = std::min(word.find('.', begin), word.size());
    const std::string_view group = word.substr(begin, dot - begin);
    constexpr std::size_t most = 3;
    if (group.empty() || group.size() > most || groups.size() > most_number_groups ||
        !std::all_of(group.begin(), group.end(), is_ascii_digit))
      return {};
    groups.push_back(group);
    begin = dot + 1;
  }
  return groups;
}

/// Whether four groups of digits can be an Internet address: none is over 255 or has a zero first.
bool is_address(const std::vector<std::string_view>& groups) {
  return groups.size() == 4 &&
         std::all_of(groups.begin(), groups.end(), [](std::string_view group) {
           return group == "0" || (group[0] != '0' && (group.size() < 3 || group <= "255"));
         });
}

/// 1.234.567 is a number whose dots group thousands. 1.234 may be a fraction, 192.168.100.200 is an
/// address, and 14.05.2024 a date.
bool dots_group_thousands(std::string_view word) {
  if (word.empty() || word[0] < '1' || word[0] > '9' ||
      std::count(word.begin(), word.end(), '.') < 2)
    return false;
  const auto groups = dotted_groups(word);
  return !groups.empty() && !is_address(groups) &&
         std::all_of(groups.begin() + 1, groups.end(),
                     [](auto group) { return group.size() == 3; });
}

/// Appends the word unless it is empty; counts it as dropped where it is too long for a term.
std::size_t append_token(std::string&& word, std::uint32_t offset, std::uint32_t length,
                         std::vector<Token>& tokens) {
  if (dots_group_thousands(word)) std::erase(word, '.');
  if (word.size() > max_word_bytes) return 1;
  if (!word.empty()) tokens.push_back({std::move(word), offset, length});
  return 0;
}

/// The apostrophe after the first letters of a word, which are few enough for an elided article;
/// `last` if there is none.
template <typename Units>
std::size_t first_apostrophe(const Units& units, std::size_t first, std::size_t last) {
  const std::size_t limit = std::min(last, first + longest_elided);
  std::size_t i = first;
  while (i < limit && units.char_class(i) == CharClass::letter) ++i;
  return i < last && i > first && units.char_class(i) == CharClass::quote ? i : last;
}

/// Appends the word of the units [first, last). Where it begins with an elided article (d'Estaing)
/// the word after it follows, so that estaing and destaing find it. `fold(begin, end)` folds
/// units, `bytes_before(unit)` is where one begins. Returns how many words were dropped.
template <typename Units, typename Fold, typename BytesBefore>
std::size_t append_word(const Units& units, std::size_t first, std::size_t last, Fold fold,
                        BytesBefore bytes_before, std::uint32_t base, std::vector<Token>& tokens) {
  const std::size_t end =
      without_possessive(units, first, last, [&](std::size_t i) { return fold(i, i + 1) == "s"; });
  const auto append = [&](std::size_t begin, std::string&& word) {
    const auto offset = bytes_before(begin);
    return append_token(std::move(word), base + offset, bytes_before(last) - offset, tokens);
  };
  std::size_t dropped = append(first, fold(first, end));
  const std::size_t apostrophe = first_apostrophe(units, first, end);
  if (apostrophe == end) return dropped;
  std::string behind = fold(apostrophe + 1, end);
  if (is_elision(fold(first, apostrophe), behind))
    dropped += append(apostrophe + 1, std::move(behind));
  return dropped;
}

/// Folding writes a final teh marbuta as a heh. The Arabic stemmer takes the former off as the
/// ending that it is, and the latter only sometimes, so it is given the former.
std::string with_teh_marbuta(std::string_view word) {
  constexpr std::string_view heh = "\u0647";
  constexpr std::string_view teh_marbuta = "\u0629";
  std::string spelling(word);
  if (word.ends_with(heh)) spelling.replace(word.size() - heh.size(), heh.size(), teh_marbuta);
  return spelling;
}

class UkrainianStemmer final : public Xapian::StemImplementation {
 public:
  std::string operator()(const std::string& word) override { return ukrainian_stem(word); }
  [[nodiscard]] std::string get_description() const override { return "Dateline::ukrainian"; }
};

/// Xapian's exceptions pass through.
Xapian::Stem stemmer_of(const std::string& language) {
  if (language == "uk" || language == "ukrainian") return Xapian::Stem(new UkrainianStemmer);
  return Xapian::Stem(language);
}

}  // namespace

struct Analyzer::Impl {
  Xapian::Stem stemmer;
  bool quote_joins = true;
  bool english = false;
  bool arabic = false;
};

Result<Analyzer> Analyzer::create(const std::string& language) {
  try {
    auto impl = std::make_unique<Impl>();
    impl->stemmer = stemmer_of(language);
    impl->quote_joins = !elides(impl->stemmer);
    impl->english = impl->stemmer.get_description() == "Xapian::Stem(english)";
    impl->arabic = impl->stemmer.get_description() == "Xapian::Stem(arabic)";
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
  while (end < text.size() && (!is_ascii_blank(text[end]) || is_number_space(text, end))) ++end;
  return {position, end};
}

std::size_t Analyzer::tokenize_chunk(std::string_view chunk, std::uint32_t base,
                                     std::vector<Token>& tokens) const {
  if (!is_ascii(chunk)) return tokenize_chunk_generally(chunk, base, tokens);
  std::size_t dropped = 0;
  const AsciiUnits units{chunk};
  const auto fold = [&](std::size_t first, std::size_t last) {
    std::string word;
    fold_ascii_word(chunk.substr(first, last - first), word);
    return word;
  };
  const auto bytes_before = [](std::size_t unit) { return static_cast<std::uint32_t>(unit); };
  cut_words(units, impl_->quote_joins, [&](std::size_t first, std::size_t last) {
    dropped += append_word(units, first, last, fold, bytes_before, base, tokens);
  });
  return dropped;
}

std::size_t Analyzer::tokenize_chunk_generally(std::string_view chunk, std::uint32_t base,
                                               std::vector<Token>& tokens) const {
  std::size_t dropped = 0;
  std::vector<Cluster> clusters;
  split_clusters(chunk, clusters);
  const ClusterUnits units{chunk, clusters};
  const auto fold = [&](std::size_t first, std::size_t last) {
    std::string word;
    fold_word(without_joiners(chunk, clusters, first, last), word);
    return word;
  };
  const auto bytes_before = [&](std::size_t unit) {
    return unit < clusters.size() ? clusters[unit].begin : clusters[unit - 1].end;
  };
  cut_words(units, impl_->quote_joins, [&](std::size_t first, std::size_t last) {
    dropped += append_word(units, first, last, fold, bytes_before, base, tokens);
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
  std::string stem = impl_->stemmer(impl_->arabic ? with_teh_marbuta(word) : std::string(word));
  // Some stemmers take endings off until nothing is left (Turkish of "leri"), or make long words
  // longer.
  if (stem.empty() || stem.size() > max_word_bytes) stem = word;
  return stem;
}

std::string stemmer_languages() {
  return Xapian::Stem::get_available_languages() + " ukrainian";
}

}  // namespace dateline
