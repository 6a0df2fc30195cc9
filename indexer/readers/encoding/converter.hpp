// Encodings by their names, and the conversion of bytes in them to UTF-8.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "dateline/error.hpp"

struct UConverter;

namespace dateline {

/// Converts bytes of one encoding to UTF-8. Not thread-safe.
class EncodingConverter {
 public:
  /// Takes every name that browsers take, in their meaning (latin1 is windows-1252, gb2312 is
  /// gb18030), and the others that ICU knows, in any case of letters. Errors: usage, for a name
  /// that nobody knows.
  static Result<EncodingConverter> open(std::string_view name);

  /// Whether bytes below 0x80 mean ASCII wherever they are, except in the second byte of a
  /// character.
  [[nodiscard]] bool keeps_ascii() const noexcept;

  /// The whole of `bytes`; appends to `out`. False if some of them are not characters in this
  /// encoding, or a control character above ASCII: U+FFFD stands for these.
  bool convert(std::string_view bytes, std::string& out);

  /// As convert(), for the next piece of a longer text; `last` ends it. A character may lie across
  /// pieces.
  bool convert_piece(std::string_view bytes, bool last, std::string& out);

 private:
  struct Closer {
    void operator()(UConverter* converter) const noexcept;
  };
  explicit EncodingConverter(UConverter* converter) : converter_(converter) {}

  std::unique_ptr<UConverter, Closer> converter_;
};

/// The name that EncodingConverter::open takes for a label as browsers read it.
[[nodiscard]] std::string encoding_of_label(std::string_view label);

}  // namespace dateline
