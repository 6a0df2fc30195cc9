#include "tests/support/news_sample.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "indexer/readers/base/reader.hpp"
#include "tests/support/corpora.hpp"

namespace dateline::test {
namespace {

/// Long enough for a lead and a body, short enough for thousands of documents in a debug build.
constexpr std::size_t most_text_bytes = 1200;

class Collector final : public DocumentSink {
 public:
  Status document(Document&& document, const InputPosition&) override {
    documents.push_back(std::move(document));
    return {};
  }
  Status reject(Reject&& reject) override {
    FAIL_CHECK(reject.position.file << ": " << reject.detail);
    return {};
  }
  std::vector<Document> documents;
};

void cut_text(std::string& text) {
  if (text.size() <= most_text_bytes) return;
  std::size_t end = most_text_bytes;
  while (end > 0 && (text[end] & 0xc0) == 0x80) --end;
  text.resize(end);
}

void coarsen(Date& date, DatePrecision precision) {
  if (!date.known()) return;
  CivilDate civil = civil_from_day(date.day);
  civil.day = 1;
  if (precision == DatePrecision::year) civil.month = 1;
  date.day = *day_from_civil(civil);
  date.second_of_day = 0;
  date.precision = precision;
}

/// What real corpora are too regular for.
void vary(Document& document, std::size_t i) {
  if (i % 37 == 0) document.date = {};
  if (i % 41 == 0) coarsen(document.date, DatePrecision::month);
  if (i % 97 == 0) coarsen(document.date, DatePrecision::year);
  if (i % 53 == 0) document.title.clear();
  if (i % 61 == 0) document.source.clear();
  constexpr const char* languages[] = {"de", "fr", "en-gb", ""};
  if (i % 29 == 0) document.language = languages[i / 29 % 4];
  constexpr const char* tags[] = {"grain", "Black Sea", "trade", "wheat", "ports"};
  if (i % 3 != 0) document.tags = {tags[i % 5], tags[i % 7 % 5]};
  if (i % 4 != 0) document.authors = {"Author " + std::to_string(i % 400)};
  constexpr const char* sections[] = {"World", "Black Sea", "Sport", "Business"};
  if (i % 2 == 0)
    document.extra_json = std::string("{\"section\":\"") + sections[i / 2 % 4] +
                          "\",\"desks\":[\"a\",\"" + std::to_string(i % 9) +
                          "\"],\"n\":" + std::to_string(i % 11) + "}";
}

std::vector<Document> press_releases(std::size_t count) {
  std::vector<Document> documents;
  const auto path = shared_path("corpora/senate-press-2004-2008.jsonl.zst");
  if (!std::filesystem::exists(path)) {
    WARN("there is no " << path << ": recombined news is used instead");
    return documents;
  }
  CHECK(for_each_line(path, [&](std::string_view line) {
    if (auto document = document_from_line(line)) documents.push_back(std::move(*document));
    return documents.size() < count;
  }));
  return documents;
}

std::vector<std::string> sentences_of(const std::vector<Document>& documents) {
  std::vector<std::string> sentences;
  for (const Document& document : documents) {
    std::size_t begin = 0;
    for (std::size_t end; (end = document.text.find(". ", begin)) != std::string::npos;
         begin = end + 2)
      sentences.push_back(document.text.substr(begin, end + 2 - begin));
    sentences.push_back(document.text.substr(begin) + " ");
  }
  return sentences;
}

std::vector<Document> recombined(const std::vector<Document>& originals, std::size_t count) {
  std::mt19937 random(20240514);
  const std::vector<std::string> sentences = sentences_of(originals);
  std::vector<Document> documents;
  while (documents.size() < count) {
    Document document = originals[random() % originals.size()];
    document.key = "recombined/" + std::to_string(documents.size());
    if (document.date.precision >= DatePrecision::day)
      document.date.day += static_cast<Day>(random() % 600);
    document.text.clear();
    for (std::size_t n = 2 + random() % 10; n > 0; --n)
      document.text += sentences[random() % sentences.size()];
    documents.push_back(std::move(document));
  }
  return documents;
}

}  // namespace

std::vector<Document> own_news() {
  Collector collector;
  const std::string data = std::string(DATELINE_SOURCE_DIR) + "/data/";
  const auto status =
      read_paths({data + "text", data + "jsonl", data + "sgml", data + "archives"}, {}, collector);
  if (!status) FAIL(status.error().message);
  return std::move(collector.documents);
}

std::vector<Document> varied_news(std::size_t count) {
  std::vector<Document> documents = own_news();
  std::vector<Document> others = press_releases(count - documents.size());
  if (others.empty()) others = recombined(documents, count - documents.size());
  for (std::size_t i = 0; i < others.size(); ++i) {
    vary(others[i], i);
    cut_text(others[i].text);
    documents.push_back(std::move(others[i]));
  }
  return documents;
}

}  // namespace dateline::test
