#include "server/page/marked_text.hpp"

#include <algorithm>
#include <string>

namespace dateline {
namespace {

/// Writes stretches of one text in their order, each with its marks.
class MarkedStretches {
 public:
  MarkedStretches(HtmlWriter& html, std::string_view text, const std::vector<Mark>& marks,
                  bool numbered)
      : html_(html), text_(text), marks_(marks), numbered_(numbered) {}

  /// Bytes [begin, end) of the text; a mark that goes beyond is cut.
  void write(std::size_t begin, std::size_t end) {
    for (; next_ < marks_.size() && marks_[next_].offset < end; ++next_) {
      const Mark& mark = marks_[next_];
      const std::size_t mark_end = std::min(mark.offset + mark.length, end);
      if (mark.offset < begin || mark_end <= mark.offset) continue;
      html_.text(text_.substr(begin, mark.offset - begin));
      write_mark(text_.substr(mark.offset, mark_end - mark.offset));
      begin = mark_end;
    }
    html_.text(text_.substr(begin, end - begin));
  }

 private:
  void write_mark(std::string_view word) {
    if (numbered_)
      html_.element("mark", {{"id", "m" + std::to_string(next_ + 1)}}, word);
    else
      html_.element("mark", {}, word);
  }

  HtmlWriter& html_;
  std::string_view text_;
  const std::vector<Mark>& marks_;
  bool numbered_;
  std::size_t next_ = 0;
};

}  // namespace

void write_marked(HtmlWriter& html, std::string_view text, const std::vector<Mark>& marks) {
  MarkedStretches(html, text, marks, false).write(0, text.size());
}

void write_marked_paragraphs(HtmlWriter& html, std::string_view text,
                             const std::vector<Mark>& marks) {
  MarkedStretches stretches(html, text, marks, true);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    if (end > at) {
      html.open("p");
      stretches.write(at, end);
      html.close();
    }
    at = std::min(text.find_first_not_of('\n', end), text.size());
  }
}

}  // namespace dateline
