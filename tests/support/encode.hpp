// Text in another encoding, for tests that read it back.
#pragma once

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace dateline::test {

/// Throws where ICU does not know the encoding, or the encoding has not all the characters.
inline std::string encode(std::string_view utf8, const char* encoding) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding, &error),
                                                                     &ucnv_close);
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &error);
  const auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int32_t>(utf8.size())});
  std::string bytes(utf8.size() * 4 + 16, '\0');
  const int32_t size =
      ucnv_fromUChars(converter.get(), bytes.data(), static_cast<int32_t>(bytes.size()),
                      text.getBuffer(), text.length(), &error);
  if (U_FAILURE(error)) throw std::runtime_error(std::string("cannot write ") + encoding);
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

}  // namespace dateline::test
