#include "indexer/readers/base/titles.hpp"

#include <catch2/catch.hpp>

#include "indexer/readers/text/text_layout.hpp"

using namespace dateline;

namespace {

struct Case {
  const char* text;
  const char* title;
};

constexpr Case cases[] = {
    {"The talks ended. Nobody spoke.", "The talks ended."},
    {"The talks ended! Nobody spoke.", "The talks ended!"},
    {"Did they end? Nobody knew.", "Did they end?"},
    {"One sentence only", "One sentence only"},
    {"He met Ms. Gevrek in Odesa. They talked.", "He met Ms. Gevrek in Odesa."},
    {"The U.S. Senate met. It voted.", "The U.S. Senate met."},
    {"Hurricane No. 5 passed. It rained.", "Hurricane No. 5 passed."},
    {"She said no. He said yes.", "She said no."},
    {"J. R. R. Tolkien wrote it. It sold.", "J. R. R. Tolkien wrote it."},
    {"Prices rose 3.5 percent. Wages fell.", "Prices rose 3.5 percent."},
    {"Gen. Smith, of St. Louis, Mo., left. He was tired.", "Gen. Smith, of St. Louis, Mo., left."},
    {"\"It is over.\" He left.", "\"It is over.\""},
    {"“It is over.” He left.", "“It is over.”"},
    {"(It is over.) He left.", "(It is over.)"},
    {"It began at 8 a.m. and ended. Good.", "It began at 8 a.m. and ended."},
    {"Acme Corp. and Bolt Inc. merged. Shares rose.", "Acme Corp. and Bolt Inc. merged."},
    {"The site example.com went down. It came back.", "The site example.com went down."},
    {"A line\nbroken in   two. More.", "A line broken in two."},
    {"A headline without a stop\n\nThe first paragraph. More.", "A headline without a stop"},
    {"東京で会議が開かれた。次の会議は来月。", "東京で会議が開かれた。"},
    {"", ""},
    {"...", "..."},
};

std::string repeated(const std::string& word, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += word;
  return text;
}

}  // namespace

TEST_CASE("a derived title is the first sentence") {
  for (const auto& example : cases) {
    INFO(example.text);
    CHECK(derive_title(example.text) == example.title);
  }
}

TEST_CASE("a long first sentence is cut at a word near 120 characters") {
  const std::string title = derive_title(repeated("words, ", 100));
  CHECK(title.size() <= derived_title_characters);
  CHECK(title.size() > derived_title_characters - 10);
  CHECK(title.ends_with("words"));
}

TEST_CASE("a title is counted in characters and never cut inside one") {
  const std::string cyrillic = derive_title(repeated("слово ", 100));
  CHECK(cyrillic.ends_with("слово"));
  CHECK(cyrillic.size() > derived_title_characters);
  CHECK(derive_title(repeated("京", 300)) == repeated("京", derived_title_characters));
  CHECK(derive_title(repeated("x", 5000)) == repeated("x", derived_title_characters));
}

TEST_CASE("paragraphs are separated by one blank line and lines lose their trailing spaces") {
  CHECK(lay_out_paragraphs("\n\n a \r\nb\t\n \n\n\t\nc\n\n") == " a\nb\n\nc");
  CHECK(lay_out_paragraphs(" \n\t\n").empty());
  CHECK(lay_out_paragraphs("a\nb") == "a\nb");
}

TEST_CASE("a single line has single spaces and none at its ends") {
  CHECK(to_single_line("  a \n\n b\t\tc \r\n") == "a b c");
  CHECK(to_single_line(" \n ").empty());
}

TEST_CASE("only a document without a title gets a derived one") {
  Document document;
  document.text = "First. Second.";
  ensure_title(document);
  CHECK(document.title == "First.");
  CHECK(document.title_derived);

  Document titled;
  titled.title = "Given";
  titled.text = "First. Second.";
  ensure_title(titled);
  CHECK(titled.title == "Given");
  CHECK_FALSE(titled.title_derived);

  Document empty;
  ensure_title(empty);
  CHECK_FALSE(empty.title_derived);
}
