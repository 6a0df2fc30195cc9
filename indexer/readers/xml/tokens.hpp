// Bytes -> the tokens of XML: tags, text and CDATA sections, however broken it is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dateline/error.hpp"
#include "indexer/readers/source/byte_source.hpp"

namespace dateline::xml {

struct XmlToken {
  enum class Kind {
    open,
    close,
    text,     ///< a piece of it, in which no reference is cut
    cdata,    ///< a piece of it
    doctype,  ///< with what it declares
  };
  Kind kind = Kind::text;
  std::string_view name{};  ///< with its prefix, as written
  std::string_view text{};  ///< what is in it; of tags, what stands after the name
  bool self_closing = false;
  std::uint64_t offset = 0;  ///< of its first byte in the source
};

/// Cuts a source into tokens; comments and processing instructions are left out. Any bytes give
/// tokens: a '<' that begins nothing is text, a quote that is not closed ends with its tag. Memory
/// is bounded, time linear. Not thread-safe. `source` must outlive it.
class Tokens {
 public:
  /// Longer tags, comments and declarations are text.
  static constexpr std::size_t longest_markup = 1u << 20;

  explicit Tokens(ByteSource& source) : source_(source) {}

  /// The next token, whose texts are valid until the next call; false at the end. Errors: those of
  /// the source.
  Result<bool> next(XmlToken& token);
  /// The line on which the last token begins, from 1.
  [[nodiscard]] std::uint64_t line();

 private:
  [[nodiscard]] std::string_view rest() const noexcept {
    return std::string_view(buffer_).substr(at_);
  }
  Status fill();
  Status need(std::size_t bytes);
  void consume(std::size_t bytes) noexcept;
  Result<std::size_t> find(std::string_view end, std::size_t from);
  Result<std::size_t> end_of_tag();
  Result<std::size_t> end_of_doctype();
  Result<bool> take_markup(XmlToken& token);
  Result<bool> take_tag(XmlToken& token);
  Result<bool> take_declaration(XmlToken& token);
  Status take_text(XmlToken& token);
  Status take_cdata(XmlToken& token);
  Result<bool> skip_to(std::string_view begin, std::string_view end);

  ByteSource& source_;
  std::string buffer_;
  std::size_t at_ = 0;        ///< of what is not consumed yet
  std::size_t pending_ = 0;   ///< bytes from at_ that the last token shows
  std::uint64_t offset_ = 0;  ///< of at_ in the source
  std::uint64_t line_ = 1;    ///< of counted_
  std::size_t counted_ = 0;   ///< line ends were counted up to here
  bool in_cdata_ = false;
  bool ended_ = false;
  bool doctype_met_ = false;
  bool is_plain_text_ = false;  ///< what stands here looks like markup and is not
  /// There is no end of a comment, of an instruction before these offsets.
  std::uint64_t no_comment_end_before_ = 0;
  std::uint64_t no_instruction_end_before_ = 0;
};

}  // namespace dateline::xml
