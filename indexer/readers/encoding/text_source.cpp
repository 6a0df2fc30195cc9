#include "indexer/readers/encoding/text_source.hpp"

#include <fmt/format.h>
#include <simdjson.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "common/base/utf8.hpp"
#include "indexer/readers/encoding/damaged_utf8.hpp"
#include "indexer/readers/encoding/plausibility.hpp"
#include "indexer/readers/text/encoding.hpp"

namespace dateline {
namespace {

/// Longer lines are converted in pieces.
constexpr std::size_t longest_line = 1u << 20;
/// So far a sample looks ahead for lines that are not UTF-8.
constexpr std::size_t most_bytes_ahead = 1u << 20;
/// Bytes above ASCII that are enough to detect an encoding.
constexpr std::size_t enough_high_bytes = 4000;
/// Where fewer bytes than one of these are above ASCII, and nobody knows what they are, they are
/// damage, for which no document is rejected.
constexpr std::size_t damage_share = 500;

/// More text than that before the first bytes above ASCII says nothing of them.
constexpr std::uint64_t most_plain_bytes = 64u << 10;

/// A line that looks less like the language of its file, as it does by letters of loan words alone,
/// is looked at more closely.
constexpr double least_of_line = 0.95;
/// A reading that somebody may have written, by itself.
constexpr double least_of_other = 0.85;

bool is_utf8(std::string_view text) noexcept {
  return simdjson::validate_utf8(text.data(), text.size());
}

constexpr bool is_high(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x80;
}

/// How many bytes at the end may be the beginning of a character of UTF-8.
std::size_t unfinished_at_end(std::string_view bytes) noexcept {
  constexpr std::size_t longest = 3;
  for (std::size_t count = 1; count <= std::min(longest, bytes.size()); ++count) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - count]);
    if (byte < 0x80) return 0;
    if (byte < 0xC0) continue;
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    return length > count ? count : 0;
  }
  return 0;
}

/// The first line, with its end; a piece of it where it is very long. Pieces end after a byte that
/// is a character of its own in every encoding.
std::string_view first_line(std::string_view bytes) noexcept {
  const std::string_view window = bytes.substr(0, longest_line);
  const std::size_t feed = window.find('\n');
  if (feed != std::string_view::npos) return bytes.substr(0, feed + 1);
  if (bytes.size() <= longest_line) return bytes;
  const std::size_t border = window.find_last_of(" \t,.\"<>");
  return border == std::string_view::npos ? window : bytes.substr(0, border + 1);
}

/// Whether most letters above ASCII are capitals, as they are where the Cyrillic of koi8 and of
/// other encodings is taken for each other.
bool is_in_capitals(std::string_view text) noexcept {
  constexpr std::size_t fewest = 4;
  std::size_t upper = 0;
  std::size_t lower = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = decode_utf8(text, i);
    i += character.length;
    if (character.value < 0x80) continue;
    upper += u_isUUppercase(static_cast<UChar32>(character.value)) != 0;
    lower += u_isULowercase(static_cast<UChar32>(character.value)) != 0;
  }
  return upper >= fewest && upper > lower;
}

/// Whether more than one character is such as nobody writes in this language.
bool has_misfits(std::string_view language, std::string_view text) {
  constexpr double fewest = 1.1;
  std::size_t high = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = decode_utf8(text, i);
    i += character.length;
    high += character.value >= 0x80;
  }
  return (1 - plausibility(text, language)) * static_cast<double>(high) >= fewest;
}

/// Lines of a text that are not UTF-8, as far as a guess needs them.
class Sample {
 public:
  /// `plain`: preceding bytes of UTF-8.
  explicit Sample(std::uint64_t plain)
      : looked_at_(static_cast<std::size_t>(std::min(plain, most_plain_bytes))) {}
  void take(std::string_view bytes) {
    while (!bytes.empty() && !is_full()) {
      const std::string_view line = first_line(bytes);
      bytes.remove_prefix(line.size());
      looked_at_ += line.size();
      const std::string_view text = without_byte_order_mark(line);
      if (is_utf8(text) || is_damaged_utf8(text)) continue;
      const auto high = std::count_if(text.begin(), text.end(), is_high);
      high_ += static_cast<std::size_t>(high);
      lines_.append(text);
    }
  }
  [[nodiscard]] bool is_full() const noexcept {
    return high_ >= enough_high_bytes || lines_.size() >= most_sample_bytes;
  }
  [[nodiscard]] const std::string& lines() const noexcept { return lines_; }
  [[nodiscard]] bool is_nearly_ascii() const noexcept { return high_ * damage_share < looked_at_; }

 private:
  std::string lines_;
  std::size_t high_ = 0;
  std::size_t looked_at_;
};

}  // namespace

TextSource::TextSource(InputSource& inner, std::string_view head, const std::string& encoding)
    : inner_(inner), given_(encoding) {
  std::string wide = wide_encoding_of(head);
  if (wide.empty() && !given_.empty()) {
    auto converter = EncodingConverter::open(given_);
    if (converter) converter_ = std::move(*converter);
    const bool cut = !converter_ || converter_->keeps_ascii();
    // What is UTF-8 beyond doubt is not converted, whatever is given for what is not.
    const bool utf8 = head.find('\0') == std::string_view::npos &&
                      std::any_of(head.begin(), head.end(), is_high) &&
                      is_utf8(head.substr(0, head.size() - unfinished_at_end(head)));
    whole_ = !cut && !utf8;
  }
  if (wide.empty()) return;
  auto converter = EncodingConverter::open(wide);
  if (!converter) return;
  converter_ = std::move(*converter);
  given_ = std::move(wide);
  whole_ = true;
}

Result<std::string_view> TextSource::next() {
  return whole_ ? next_of_whole() : next_of_lines();
}

/// The next bytes of the input; empty at its end.
Result<std::string_view> TextSource::pull() {
  if (!ahead_.empty()) {
    ahead_given_ = std::exchange(ahead_, {});
    return std::string_view(ahead_given_);
  }
  if (ahead_fault_) return fail(*std::exchange(ahead_fault_, std::nullopt));
  auto chunk = inner_.next();
  if (chunk) {
    ended_ = chunk->empty();
    return chunk;
  }
  if (auto fault = inner_.take_fault()) return fail(std::move(*fault));
  return chunk;
}

Result<std::string_view> TextSource::next_of_whole() {
  out_.clear();
  while (out_.empty() && !ended_) {
    DATELINE_ASSIGN(const std::string_view chunk, pull());
    converter_->convert_piece(chunk, ended_, out_);
  }
  return std::string_view(out_);
}

Result<std::string_view> TextSource::next_of_lines() {
  offset_ += std::exchange(out_, {}).size();
  while (!ended_) {
    DATELINE_ASSIGN(std::string_view bytes, pull());
    if (!kept_.empty()) {
      joined_ = std::exchange(kept_, {}).append(bytes);
      bytes = joined_;
    }
    const std::size_t unfinished = ended_ ? 0 : unfinished_at_end(bytes);
    const std::string_view whole = bytes.substr(0, bytes.size() - unfinished);
    if (is_utf8(whole)) {
      kept_ = bytes.substr(whole.size());
      offset_ += whole.size();
      if (!whole.empty() || ended_) return whole;
      continue;
    }
    // A guess looks ahead, which ends what the input has given.
    if (bytes.data() != joined_.data()) joined_ = bytes;
    convert_lines(joined_, ended_);
    if (!out_.empty()) return std::string_view(out_);
  }
  return std::string_view();
}

/// Converts whole lines, and the last one where it is the last of all; keeps the rest of `bytes`.
void TextSource::convert_lines(std::string_view bytes, bool last) {
  while (!bytes.empty()) {
    const std::string_view line = first_line(bytes);
    const bool goes_on = line.size() == bytes.size() && line.back() != '\n' && !last;
    if (goes_on && line.size() < longest_line) break;
    if (is_utf8(line)) {
      out_.append(line);
    } else {
      convert_line(line, bytes);
    }
    bytes.remove_prefix(line.size());
  }
  kept_ = bytes;
}

/// `rest` begins with the line. A byte order mark before it, as in files that were joined, is
/// what it is in every encoding.
void TextSource::convert_line(std::string_view line, std::string_view rest) {
  const std::string_view marked = without_byte_order_mark(line);
  const std::size_t mark_bytes = line.size() - marked.size();
  out_.append(line.substr(0, mark_bytes));
  line = marked;
  rest.remove_prefix(mark_bytes);
  std::string text;
  TextState state = TextState::converted;
  if (is_damaged_utf8(line)) {
    text = mend_utf8(line);
  } else if (!given_.empty()) {
    const bool known = converter_ && converter_->convert(line, text);
    if (!known) state = TextState::unknown;
  } else {
    state = convert_by_guess(line, rest, text);
  }
  const std::uint64_t begin = offset_ + out_.size();
  out_.append(text);
  note(begin, offset_ + out_.size(), state);
}

TextState TextSource::convert_by_guess(std::string_view line, std::string_view rest,
                                       std::string& text) {
  if (!guess_) look_ahead(rest);
  const bool converted = guess_->sure && converter_->convert(line, text);
  if (converted) {
    std::string best = text;
    choose_mixture(line, best);
    if (fits(best)) {
      text = std::move(best);
      return TextState::converted;
    }
  }
  return convert_by_itself(line, converted, text);
}

/// Whether the line is in the encoding and the language of the others, as far as can be seen.
bool TextSource::fits(std::string_view text) const {
  return plausibility(text, language_) >= least_of_line && (capitals_ || !is_in_capitals(text));
}

/// Files that were put together from others have lines of several encodings. `text`: the line in
/// the encoding of the others, where it was `converted` from that.
TextState TextSource::convert_by_itself(std::string_view line, bool converted, std::string& text) {
  if (guesses_left_ > 0) {
    --guesses_left_;
    const EncodingGuess guess = guess_encoding(line, converted ? guess_->name : std::string());
    std::string other;
    auto converter = EncodingConverter::open(guess.name);
    const bool sound = converter && converter->convert(line, other);
    if (sound && guess.sure) {
      text = std::move(other);
      return TextState::converted;
    }
    const bool is_other =
        sound && converted && other != text && plausibility_in(guess.name, other) >= least_of_other;
    if (is_other && !mere_damage_ && has_misfits(language_, text)) return TextState::unknown;
  }
  if (converted) {
    choose_mixture(line, text);
    return TextState::converted;
  }
  text = line;
  make_valid_utf8(text);
  return mere_damage_ ? TextState::converted : TextState::unknown;
}

/// Of text that was put together within one line, some may be UTF-8.
void TextSource::choose_mixture(std::string_view line, std::string& text) const {
  if (guess_->name != western_encoding) return;
  std::string mixture = utf8_and_windows_1252(line);
  if (mixture == text) return;
  if (plausibility_in(western_encoding, mixture) > plausibility_in(western_encoding, text))
    text = std::move(mixture);
}

/// Guesses the encoding, from `rest` and as much of what follows it as is needed.
void TextSource::look_ahead(std::string_view rest) {
  Sample sample(offset_ + out_.size());
  sample.take(rest);
  while (!sample.is_full() && ahead_.size() < most_bytes_ahead && !ended_ && !ahead_fault_) {
    auto chunk = inner_.next();
    if (!chunk) {
      ahead_fault_ = inner_.take_fault();
      break;
    }
    if (chunk->empty()) break;
    sample.take(*chunk);
    ahead_.append(*chunk);
  }
  guess_ = guess_encoding(sample.lines());
  mere_damage_ = sample.is_nearly_ascii();
  if (!guess_->sure) return;
  auto converter = EncodingConverter::open(guess_->name);
  if (!converter) {
    guess_->sure = false;
    return;
  }
  converter_ = std::move(*converter);
  std::string text;
  converter_->convert(sample.lines(), text);
  language_ = likeliest_language(guess_->name, text);
  capitals_ = is_in_capitals(text);
}

void TextSource::note(std::uint64_t begin, std::uint64_t end, TextState state) {
  if (!ranges_.empty() && ranges_.back().end == begin && ranges_.back().state == state) {
    ranges_.back().end = end;
  } else {
    ranges_.push_back({begin, end, state});
  }
}

TextState TextSource::text_state(std::uint64_t begin, std::uint64_t end) {
  if (whole_) return TextState::converted;
  while (!ranges_.empty() && ranges_.front().end <= begin) ranges_.pop_front();
  TextState state = TextState::as_it_was;
  for (const Range& range : ranges_) {
    if (range.begin >= end) break;
    state = std::max(state, range.state);
  }
  return state;
}

std::string TextSource::encoding_fault() const {
  if (!given_.empty())
    return fmt::format("it is not {}, as --encoding or its XML declaration says", given_);
  return fmt::format(
      "it is not UTF-8, and its encoding is uncertain; name it with --encoding NAME{}",
      guess_ && !guess_->name.empty() ? fmt::format(", perhaps {}", guess_->name) : "");
}

}  // namespace dateline
