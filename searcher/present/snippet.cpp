#include "searcher/present/snippet.hpp"

#include <algorithm>

#include "common/base/utf8.hpp"
#include "searcher/present/passages.hpp"
#include "searcher/present/sentences.hpp"

namespace dateline {
namespace {

constexpr std::string_view ellipsis = "…";
/// The most bytes that ellipses at both ends and their spaces take.
constexpr std::size_t end_marks_bytes = 2 * (ellipsis.size() + 1);

/// Matches as marks; those that overlap (n-grams of CJK text) are one.
std::vector<Mark> marks_of(const std::vector<TextMatch>& matches) {
  std::vector<Mark> marks;
  for (const TextMatch& match : matches) {
    const std::size_t end = marks.empty() ? 0 : marks.back().offset + marks.back().length;
    if (!marks.empty() && match.begin < end) {
      marks.back().length = std::max(end, match.end) - marks.back().offset;
    } else {
      marks.push_back({match.begin, match.end - match.begin});
    }
  }
  return marks;
}

/// Copies parts of a text with its marks; white space runs become one space, controls are left out.
class SnippetWriter {
 public:
  SnippetWriter(std::string_view text, const std::vector<Mark>& marks)
      : text_(text), marks_(marks) {}

  void append_passage(const Passage& passage) {
    const auto first =
        std::lower_bound(marks_.begin(), marks_.end(), passage.begin,
                         [](const Mark& mark, std::size_t begin) { return mark.offset < begin; });
    std::size_t at = passage.begin;
    for (auto mark = first; mark != marks_.end(); ++mark) {
      const std::size_t end = mark->offset + mark->length;
      if (end > passage.end) break;
      copy(at, mark->offset);
      append_marked(mark->offset, end);
      at = end;
    }
    copy(at, passage.end);
  }

  void append_ellipsis() {
    flush_blank();
    snippet_.text += ellipsis;
  }
  void append_blank() { blank_ = true; }

  Snippet take() { return std::move(snippet_); }

 private:
  void append_marked(std::size_t begin, std::size_t end) {
    flush_blank();
    const std::size_t offset = snippet_.text.size();
    copy(begin, end);
    if (snippet_.text.size() > offset)
      snippet_.marks.push_back({offset, snippet_.text.size() - offset});
  }

  void copy(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end;) {
      const Utf8Character character = decode_utf8(text_, at);
      if (is_white_space(character.value)) {
        blank_ = true;
      } else if (character.valid && !is_control(character.value)) {
        flush_blank();
        snippet_.text += text_.substr(at, character.length);
      }
      at += character.length;
    }
  }

  /// Spaces are written before the next character, so none stands at either end.
  void flush_blank() {
    if (blank_ && !snippet_.text.empty()) snippet_.text += ' ';
    blank_ = false;
  }

  std::string_view text_;
  const std::vector<Mark>& marks_;
  Snippet snippet_;
  bool blank_ = false;
};

Snippet write(std::string_view text, const std::vector<Passage>& passages,
              const std::vector<Mark>& marks, bool goes_on) {
  SnippetWriter writer(text, marks);
  if (!is_sentence_start(text, passages.front().begin) && passages.front().begin > 0) {
    writer.append_ellipsis();
    writer.append_blank();
  }
  for (std::size_t i = 0; i < passages.size(); ++i) {
    if (i > 0) {
      writer.append_blank();
      writer.append_ellipsis();
      writer.append_blank();
    }
    writer.append_passage(passages[i]);
  }
  if (goes_on) {
    writer.append_blank();
    writer.append_ellipsis();
  }
  return writer.take();
}

/// Whether the passage stops in the middle of something.
bool is_cut(std::string_view text, std::size_t end) {
  std::size_t next = end;
  while (next < text.size() && is_white_space(decode_utf8(text, next).value))
    next += decode_utf8(text, next).length;
  return next < text.size() && !is_sentence_start(text, next);
}

}  // namespace

Snippet make_snippet(const Document& document, TextMatcher& matcher, std::size_t max_bytes) {
  const std::string_view whole = document.text;
  const std::string_view text = whole.substr(0, utf8_border(whole, snippet_scan_bytes));
  if (text.empty() || max_bytes <= end_marks_bytes) return {};
  const auto matches = matcher.find(text);
  const std::size_t room = max_bytes - end_marks_bytes;
  auto passages = choose_passages(text, matches, matcher.words(), max_snippet_passages, room);
  if (passages.empty()) passages.push_back(first_passage(text, room));
  return write(text, passages, marks_of(matches), is_cut(text, passages.back().end));
}

std::vector<Mark> mark_words(std::string_view text, TextMatcher& matcher) {
  return marks_of(matcher.find(text.substr(0, utf8_border(text, snippet_scan_bytes))));
}

}  // namespace dateline
