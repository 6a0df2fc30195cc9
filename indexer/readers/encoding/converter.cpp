#include "indexer/readers/encoding/converter.hpp"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <array>
#include <utility>

#include "common/base/utf8.hpp"
#include "indexer/readers/text/encoding.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

struct Label {
  std::string_view label;
  std::string_view name;  ///< that ICU knows
};

/// Labels that browsers read otherwise than ICU does (encoding.spec.whatwg.org), in lower case.
constexpr std::array labels{
    Label{"ansi_x3.4-1968", "windows-1252"},
    Label{"ascii", "windows-1252"},
    Label{"cp819", "windows-1252"},
    Label{"ibm819", "windows-1252"},
    Label{"iso-8859-1", "windows-1252"},
    Label{"iso8859-1", "windows-1252"},
    Label{"iso88591", "windows-1252"},
    Label{"iso_8859-1", "windows-1252"},
    Label{"iso_8859-1:1987", "windows-1252"},
    Label{"l1", "windows-1252"},
    Label{"latin1", "windows-1252"},
    Label{"latin-1", "windows-1252"},
    Label{"us-ascii", "windows-1252"},
    Label{"x-cp1252", "windows-1252"},
    Label{"x-cp1250", "windows-1250"},
    Label{"x-cp1251", "windows-1251"},
    Label{"x-cp1253", "windows-1253"},
    Label{"x-cp1254", "windows-1254"},
    Label{"x-cp1255", "windows-1255"},
    Label{"x-cp1256", "windows-1256"},
    Label{"x-cp1257", "windows-1257"},
    Label{"x-cp1258", "windows-1258"},
    Label{"iso-8859-9", "windows-1254"},
    Label{"iso8859-9", "windows-1254"},
    Label{"iso88599", "windows-1254"},
    Label{"iso_8859-9", "windows-1254"},
    Label{"l5", "windows-1254"},
    Label{"latin5", "windows-1254"},
    Label{"iso-8859-11", "windows-874"},
    Label{"iso8859-11", "windows-874"},
    Label{"tis-620", "windows-874"},
    Label{"dos-874", "windows-874"},
    Label{"iso-8859-8-i", "iso-8859-8"},
    Label{"iso-8859-8-e", "iso-8859-8"},
    Label{"logical", "iso-8859-8"},
    Label{"visual", "iso-8859-8"},
    Label{"koi", "koi8-r"},
    Label{"koi8", "koi8-r"},
    Label{"koi8_r", "koi8-r"},
    Label{"koi8-ru", "koi8-u"},
    Label{"mac", "macintosh"},
    Label{"x-mac-roman", "macintosh"},
    Label{"x-mac-ukrainian", "x-mac-cyrillic"},
    Label{"shift_jis", "ibm-943_P15A-2003"},
    Label{"shift-jis", "ibm-943_P15A-2003"},
    Label{"sjis", "ibm-943_P15A-2003"},
    Label{"x-sjis", "ibm-943_P15A-2003"},
    Label{"ms932", "ibm-943_P15A-2003"},
    Label{"cp932", "ibm-943_P15A-2003"},
    Label{"ms_kanji", "ibm-943_P15A-2003"},
    Label{"csshiftjis", "ibm-943_P15A-2003"},
    Label{"windows-31j", "ibm-943_P15A-2003"},
    Label{"x-euc-jp", "euc-jp"},
    Label{"euc-kr", "windows-949"},
    Label{"uhc", "windows-949"},
    Label{"cp949", "windows-949"},
    Label{"korean", "windows-949"},
    Label{"ks_c_5601-1987", "windows-949"},
    Label{"ks_c_5601-1989", "windows-949"},
    Label{"ksc5601", "windows-949"},
    Label{"ksc_5601", "windows-949"},
    Label{"gb2312", "gb18030"},
    Label{"gb_2312", "gb18030"},
    Label{"gb_2312-80", "gb18030"},
    Label{"csgb2312", "gb18030"},
    Label{"chinese", "gb18030"},
    Label{"gbk", "gb18030"},
    Label{"x-gbk", "gb18030"},
    Label{"cp936", "gb18030"},
    Label{"big5", "big5-hkscs"},
    Label{"x-x-big5", "big5-hkscs"},
    Label{"cn-big5", "big5-hkscs"},
    Label{"csbig5", "big5-hkscs"},
    Label{"cp950", "big5-hkscs"},
    Label{"unicode", "utf-16le"},
    Label{"ucs-2", "utf-16le"},
    Label{"utf-16", "utf-16le"},
    Label{"utf16", "utf-16le"},
    Label{"utf-32", "utf-32le"},
    Label{"utf32", "utf-32le"},
};

constexpr std::size_t longest_name = 64;

/// Appends UTF-16 as UTF-8; false where there is a character that no text has.
bool append(const UChar* units, std::size_t size, std::string& out) {
  bool sound = true;
  for (std::size_t i = 0; i < size;) {
    UChar32 character = 0;
    U16_NEXT(units, i, size, character);
    const bool c1 = character >= 0x80 && character < 0xA0 && character != 0x85;
    const bool broken = U_IS_SURROGATE(character) || character == 0xFFFD || c1;
    if (broken) {
      sound = false;
      out.append(replacement_character);
      continue;
    }
    append_utf8(out, static_cast<char32_t>(character));
  }
  return sound;
}

}  // namespace

std::string encoding_of_label(std::string_view label) {
  std::string lower = to_lower_ascii(trim(label));
  for (const auto& [known, name] : labels)
    if (lower == known) return std::string(name);
  return lower;
}

void EncodingConverter::Closer::operator()(UConverter* converter) const noexcept {
  ucnv_close(converter);
}

Result<EncodingConverter> EncodingConverter::open(std::string_view name) {
  const std::string known = encoding_of_label(name.substr(0, longest_name));
  UErrorCode error = U_ZERO_ERROR;
  // ICU takes no name for the encoding of the environment.
  UConverter* const converter = known.empty() ? nullptr : ucnv_open(known.c_str(), &error);
  if (converter == nullptr || U_FAILURE(error))
    return failure(ErrorCode::usage, fmt::format("unknown encoding {}", name),
                   "as in windows-1251, koi8-r, shift_jis, gb18030 or utf-16le");
  return EncodingConverter(converter);
}

bool EncodingConverter::keeps_ascii() const noexcept {
  switch (ucnv_getType(converter_.get())) {
    case UCNV_SBCS:
    case UCNV_MBCS:
    case UCNV_LATIN_1:
    case UCNV_US_ASCII:
    case UCNV_UTF8:
    case UCNV_CESU8:
      break;
    default:
      return false;
  }
  // EBCDIC is one of these by its type, and has its letters elsewhere.
  UErrorCode error = U_ZERO_ERROR;
  std::array<UChar, 4> units{};
  const int32_t size =
      ucnv_toUChars(converter_.get(), units.data(), units.size(), "A\n", 2, &error);
  return U_SUCCESS(error) && size == 2 && units[0] == u'A' && units[1] == u'\n';
}

bool EncodingConverter::convert(std::string_view bytes, std::string& out) {
  ucnv_resetToUnicode(converter_.get());
  return convert_piece(bytes, true, out);
}

bool EncodingConverter::convert_piece(std::string_view bytes, bool last, std::string& out) {
  std::array<UChar, 2048> units;
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  bool sound = true;
  UChar* target = units.data();
  for (;;) {
    UErrorCode error = U_ZERO_ERROR;
    ucnv_toUnicode(converter_.get(), &target, units.data() + units.size(), &source, end, nullptr,
                   last, &error);
    const bool more = error == U_BUFFER_OVERFLOW_ERROR;
    auto size = static_cast<std::size_t>(target - units.data());
    // The second half of a pair may be among those that found no room.
    const bool split = more && U16_IS_LEAD(units[size - 1]);
    if (split) --size;
    sound &= append(units.data(), size, out);
    if (!more) return sound && U_SUCCESS(error);
    target = units.data();
    if (split) *target++ = units[size];
  }
}

}  // namespace dateline
