// Measures detectors of encodings: encoding_bench FOLDER SAMPLES reads FOLDER/LANGUAGE.txt, writes
// samples of them in each encoding, and prints how many of them each detector brings back.
#include <fmt/format.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <optional>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/bench_main.hpp"
#include "indexer/readers/encoding/converter.hpp"
#include "indexer/readers/encoding/guess.hpp"

namespace dateline {
namespace {

struct Pair {
  const char* language;
  const char* encoding;
};

constexpr std::array pairs{
    Pair{"ru", "windows-1251"}, Pair{"ru", "KOI8-R"},       Pair{"ru", "ISO-8859-5"},
    Pair{"ru", "IBM866"},       Pair{"uk", "windows-1251"}, Pair{"uk", "KOI8-U"},
    Pair{"bg", "windows-1251"}, Pair{"tr", "windows-1254"}, Pair{"tr", "ISO-8859-9"},
    Pair{"ar", "windows-1256"}, Pair{"ar", "ISO-8859-6"},   Pair{"el", "windows-1253"},
    Pair{"el", "ISO-8859-7"},   Pair{"he", "windows-1255"}, Pair{"pl", "windows-1250"},
    Pair{"pl", "ISO-8859-2"},   Pair{"cs", "windows-1250"}, Pair{"cs", "ISO-8859-2"},
    Pair{"hu", "windows-1250"}, Pair{"hu", "ISO-8859-2"},   Pair{"ro", "ISO-8859-2"},
    Pair{"hr", "windows-1250"}, Pair{"lt", "windows-1257"}, Pair{"de", "windows-1252"},
    Pair{"fi", "windows-1252"}, Pair{"fr", "windows-1252"}, Pair{"es", "windows-1252"},
    Pair{"pt", "windows-1252"}, Pair{"it", "windows-1252"}, Pair{"en", "windows-1252"},
    Pair{"ja", "Shift_JIS"},    Pair{"ja", "EUC-JP"},       Pair{"ko", "EUC-KR"},
    Pair{"zh", "GB18030"},      Pair{"zh-hant", "Big5"},    Pair{"th", "windows-874"},
};
constexpr std::array<std::size_t, 3> sizes{40, 200, 2000};

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open_converter(const std::string& wanted) {
  const std::string name = encoding_of_label(wanted);
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &error), &ucnv_close);
  if (U_FAILURE(error)) return {nullptr, &ucnv_close};
  return converter;
}

/// What the encoding cannot write is left out.
std::string encode(const icu::UnicodeString& text, const std::string& encoding) {
  const Converter converter = open_converter(encoding);
  if (!converter) throw std::runtime_error("no converter " + encoding);
  UErrorCode error = U_ZERO_ERROR;
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_SKIP, nullptr, nullptr, nullptr,
                        &error);
  ucnv_setFallback(converter.get(), false);
  std::string bytes(static_cast<std::size_t>(text.length()) * 4 + 16, '\0');
  const int32_t size =
      ucnv_fromUChars(converter.get(), bytes.data(), static_cast<int32_t>(bytes.size()),
                      text.getBuffer(), text.length(), &error);
  if (U_FAILURE(error)) throw std::runtime_error("cannot encode");
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

std::string decode(const std::string& bytes, const std::string& encoding) {
  const Converter converter = open_converter(encoding);
  if (!converter) return {};
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(), error);
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

std::string by_icu(const std::string& bytes) {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error),
                                                                      &ucsdet_close);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<int32_t>(bytes.size()), &error);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  if (match == nullptr || U_FAILURE(error)) return {};
  return ucsdet_getName(match, &error);
}

std::string by_uchardet(const std::string& bytes) {
  std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
  uchardet_handle_data(detector.get(), bytes.data(), bytes.size());
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}

/// What is not sure counts as not known.
std::string by_us(const std::string& bytes) {
  const EncodingGuess guess = guess_encoding(bytes);
  return guess.sure ? guess.name : std::string();
}

struct Detector {
  const char* name;
  std::string (*detect)(const std::string&);  ///< empty where it does not know
};
constexpr std::array detectors{Detector{"ucsdet", by_icu}, Detector{"uchardet", by_uchardet},
                               Detector{"Dateline", by_us}};

/// A piece of about so many bytes that begins at a word and ends at a character.
std::optional<std::string> sample(const icu::UnicodeString& text, const std::string& encoding,
                                  std::size_t size, std::mt19937& random) {
  const auto count = static_cast<int32_t>(size);
  for (int attempt = 0; attempt < 50; ++attempt) {
    if (text.length() <= count) return std::nullopt;
    int32_t start =
        static_cast<int32_t>(random() % static_cast<std::uint32_t>(text.length() - count));
    const int32_t space = text.indexOf(u' ', start);
    if (space >= 0 && space - start < 20) start = space + 1;
    icu::UnicodeString piece = text.tempSubString(start, count);
    std::string bytes = encode(piece, encoding);
    while (bytes.size() > size && !piece.isEmpty()) {
      const std::size_t over = bytes.size() - size;
      piece.truncate(piece.length() - static_cast<int32_t>(std::max<std::size_t>(1, over / 2)));
      bytes = encode(piece, encoding);
    }
    const bool high = std::any_of(bytes.begin(), bytes.end(),
                                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (high) return bytes;
  }
  return std::nullopt;
}

struct Score {
  int right = 0;
  int wrong = 0;
  int all = 0;

  void add(const Score& other) {
    right += other.right;
    wrong += other.wrong;
    all += other.all;
  }
};
/// By detector and size.
using Scores = std::array<std::array<Score, sizes.size()>, detectors.size()>;

Scores measure(const std::string& folder, const Pair& pair, int samples) {
  const auto text = icu::UnicodeString::fromUTF8(read_file(folder + "/" + pair.language + ".txt"));
  Scores scores{};
  for (std::size_t size = 0; size < sizes.size(); ++size) {
    std::mt19937 random(17);
    for (int i = 0; i < samples; ++i) {
      const auto bytes = sample(text, pair.encoding, sizes[size], random);
      if (!bytes) break;
      const std::string truth = decode(*bytes, pair.encoding);
      for (std::size_t detector = 0; detector < detectors.size(); ++detector) {
        const std::string name = detectors[detector].detect(*bytes);
        Score& score = scores[detector][size];
        ++score.all;
        if (name.empty()) continue;
        ++(decode(*bytes, name) == truth ? score.right : score.wrong);
      }
    }
  }
  return scores;
}

/// Right and wrong in percent; what is missing to 100 was not decided.
std::string cells(const Scores& scores) {
  std::string row;
  for (const auto& detector : scores) {
    for (const Score& score : detector)
      row += fmt::format(" {:.0f} / {:.0f} |", 100.0 * score.right / std::max(score.all, 1),
                         100.0 * score.wrong / std::max(score.all, 1));
  }
  return row;
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() != 2) throw std::runtime_error("usage: encoding_bench FOLDER SAMPLES");
  const int samples = std::stoi(arguments[1]);
  std::string head = "| language | encoding |";
  std::string rule = "| --- | --- |";
  for (const Detector& detector : detectors) {
    for (const std::size_t size : sizes) {
      head += fmt::format(" {} {} |", detector.name, size);
      rule += " --- |";
    }
  }
  fmt::print("{}\n{}\n", head, rule);
  Scores totals{};
  for (const Pair& pair : pairs) {
    const Scores scores = measure(arguments[0], pair, samples);
    for (std::size_t detector = 0; detector < detectors.size(); ++detector)
      for (std::size_t size = 0; size < sizes.size(); ++size)
        totals[detector][size].add(scores[detector][size]);
    fmt::print("| {} | {} |{}\n", pair.language, pair.encoding, cells(scores));
  }
  fmt::print("| all | |{}\n", cells(totals));
  for (std::size_t detector = 0; detector < detectors.size(); ++detector)
    for (std::size_t size = 0; size < sizes.size(); ++size) {
      const Score& score = totals[detector][size];
      fmt::print(stderr, "{} {}: {} right, {} wrong of {}\n", detectors[detector].name, sizes[size],
                 score.right, score.wrong, score.all);
    }
  return 0;
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  return dateline::bench::bench_main("encoding_bench", argc, argv, dateline::run);
}
