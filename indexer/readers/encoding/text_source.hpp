// The text of an input as UTF-8, whatever encoding it is in.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/readers/encoding/converter.hpp"
#include "indexer/readers/encoding/guess.hpp"
#include "indexer/readers/source/input_source.hpp"

namespace dateline {

/// What next() gives is valid UTF-8. Lines that are UTF-8 come as they are, at no cost. Others are
/// converted: from the encoding that is given, else from the one that all such lines of the
/// input's next megabyte show together, unless the line looks like another. A line whose encoding
/// cannot be recognised has U+FFFD in it, or is as the file's encoding reads it, and text_state()
/// says so, for the reader to reject it. Positions count bytes of the UTF-8. Not thread-safe;
/// `inner` must outlive it.
class TextSource : public InputSource {
 public:
  /// `encoding`: of what is not UTF-8, as for EncodingConverter::open, which must know it; empty
  /// where it is to be found out. `head`: the first bytes that `inner` will give.
  TextSource(InputSource& inner, std::string_view head, const std::string& encoding);

  Result<std::string_view> next() override;
  TextState text_state(std::uint64_t begin, std::uint64_t end) override;
  [[nodiscard]] std::string encoding_fault() const override;
  [[nodiscard]] std::uint64_t raw_bytes() const noexcept override { return inner_.raw_bytes(); }

  /// Whether the whole input is converted, from an encoding that its bytes cannot be cut in.
  [[nodiscard]] bool is_converted_whole() const noexcept { return whole_; }

 private:
  struct Range {
    std::uint64_t begin;
    std::uint64_t end;
    TextState state;
  };

  Result<std::string_view> pull();
  Result<std::string_view> next_of_whole();
  Result<std::string_view> next_of_lines();
  void convert_lines(std::string_view bytes, bool last);
  void convert_line(std::string_view line, std::string_view rest);
  TextState convert_by_guess(std::string_view line, std::string_view rest, std::string& text);
  [[nodiscard]] bool fits(std::string_view text) const;
  TextState convert_by_itself(std::string_view line, bool converted, std::string& text);
  void choose_mixture(std::string_view line, std::string& text) const;
  void look_ahead(std::string_view rest);
  void note(std::uint64_t begin, std::uint64_t end, TextState state);

  InputSource& inner_;
  std::string given_;  ///< encoding
  std::optional<EncodingConverter> converter_;
  bool whole_ = false;
  bool ended_ = false;
  std::string ahead_;  ///< bytes of `inner_` that were looked at and not given yet
  std::string ahead_given_;
  std::optional<Reject> ahead_fault_;
  std::string kept_;    ///< the beginning of a character or a line that goes on in the next bytes
  std::string joined_;  ///< kept_ and the bytes that follow it
  std::string out_;
  std::uint64_t offset_ = 0;  ///< of what next() gives next
  std::optional<EncodingGuess> guess_;
  std::string_view language_;  ///< of most lines that are in the guessed encoding
  bool capitals_ = false;      ///< whether these are written in capitals
  int guesses_left_ = 1000;    ///< of lines by themselves, which take their time
  bool mere_damage_ = false;   ///< of a text that is nearly all ASCII
  std::deque<Range> ranges_;   ///< that are not as they were, in order
};

}  // namespace dateline
