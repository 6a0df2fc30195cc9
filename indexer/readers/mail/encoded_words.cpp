#include "indexer/readers/mail/encoded_words.hpp"

#include <glib.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "indexer/readers/encoding/decode_text.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

constexpr std::size_t nowhere = std::string_view::npos;

/// The standard has 75 bytes; what begins like a word must not be searched for its end for ever.
constexpr std::size_t longest_word = 2000;

struct EncodedWord {
  std::string_view charset;
  bool base64 = false;
  std::string_view text;
  std::size_t bytes = 0;  ///< of the whole word
};

/// `=?utf-8?b?...?=` at the beginning of `text`.
std::optional<EncodedWord> word_at(std::string_view text) noexcept {
  if (!text.starts_with("=?")) return std::nullopt;
  text = text.substr(0, longest_word);
  const std::size_t charset_end = text.find('?', 2);
  if (charset_end == nowhere || charset_end + 2 >= text.size() || text[charset_end + 2] != '?')
    return std::nullopt;
  const char encoding = ascii_lower(text[charset_end + 1]);
  const std::size_t begin = charset_end + 3;
  const std::size_t end = text.find("?=", begin);
  if ((encoding != 'b' && encoding != 'q') || end == nowhere) return std::nullopt;
  const std::string_view charset = text.substr(2, charset_end - 2);
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  if (std::any_of(charset.begin(), charset.end(), is_control)) return std::nullopt;
  // RFC 2231 adds a language.
  return EncodedWord{charset.substr(0, charset.find('*')), encoding == 'b',
                     text.substr(begin, end - begin), end + 2};
}

int hex_digit(char c) noexcept {
  return g_ascii_xdigit_value(c);
}

void append_quoted_printable(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool coded = text[i] == '=' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
                       hex_digit(text[i + 2]) >= 0;
    if (coded) {
      out.push_back(static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])));
      i += 2;
    } else {
      out.push_back(text[i] == '_' ? ' ' : text[i]);
    }
  }
}

/// Padding may be missing.
void append_base64(std::string& out, std::string_view text) {
  const std::string padded = std::string(text) + "===";
  std::string bytes(padded.size() / 4 * 3 + 6, '\0');
  gint state = 0;
  guint save = 0;
  const std::size_t size = g_base64_decode_step(
      padded.data(), padded.size(), reinterpret_cast<guchar*>(bytes.data()), &state, &save);
  out.append(bytes, 0, size);
}

/// Whether each word begins in the charset's first state; characters never lie across words then.
bool has_states(std::string_view charset) noexcept {
  constexpr std::string_view family = "iso-2022";
  return equal_ignoring_case(charset.substr(0, family.size()), family);
}

/// A run of encoded words: bytes in one charset, then in another.
struct Run {
  std::string text;
  std::size_t bytes = 0;
};

std::size_t blanks_at(std::string_view text) noexcept {
  return std::min(text.find_first_not_of(blanks), text.size());
}

Run read_run(std::string_view text) {
  Run run;
  std::string bytes;
  std::string_view charset;
  const auto flush = [&] { run.text += decode_text(std::exchange(bytes, {}), charset).text; };
  for (;;) {
    const std::size_t gap = run.bytes == 0 ? 0 : blanks_at(text.substr(run.bytes));
    const auto word = word_at(text.substr(run.bytes + gap));
    if (!word) break;
    if (has_states(charset) || !equal_ignoring_case(word->charset, charset)) flush();
    charset = word->charset;
    if (word->base64)
      append_base64(bytes, word->text);
    else
      append_quoted_printable(bytes, word->text);
    run.bytes += gap + word->bytes;
  }
  flush();
  return run;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + '"';
}

template <typename Append>
std::string with_runs(std::string_view text, Append append) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = text.find("=?", at);
    out.append(text.substr(at, next - at));
    if (next == nowhere) break;
    const Run run = read_run(text.substr(next));
    if (run.bytes == 0) {
      out.append("=?");
      at = next + 2;
    } else {
      append(out, run.text);
      at = next + run.bytes;
    }
  }
  return out;
}

}  // namespace

std::string decode_words(std::string_view text) {
  return with_runs(text, [](std::string& out, const std::string& run) { out += run; });
}

std::string quote_decoded_words(std::string_view text) {
  bool inside = false;  // a quoted string: words stand there against the rules, and are meant
  std::size_t looked_at = 0;
  return with_runs(text, [&](std::string& out, const std::string& run) {
    const auto from = out.begin() + static_cast<std::ptrdiff_t>(looked_at);
    inside ^= std::count(from, out.end(), '"') % 2 == 1;
    const std::string quotes = quoted(run);
    out += inside ? quotes.substr(1, quotes.size() - 2) : quotes;
    looked_at = out.size();
  });
}

}  // namespace dateline
