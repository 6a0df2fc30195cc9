#include <catch2/catch.hpp>

#include "indexer/readers/container.hpp"
#include "indexer/readers/reader.hpp"

using namespace dateline;
using namespace std::literals;

namespace {

struct FormatCase {
  std::string_view head;
  std::string_view name;
  Format format;
};

constexpr FormatCase format_cases[] = {
    // Content first, whatever the name says
    {"{\"id\":1}", "x", Format::jsonl},
    {"  \n{ \"id\":1}", "x.txt", Format::jsonl},
    {"\xEF\xBB\xBF{\"id\":1}", "x", Format::jsonl},
    {"{}", "x", Format::jsonl},
    {"{\n  \"id\": 1", "x", Format::jsonl},
    {"[{\"id\":1}", "x", Format::jsonl},
    {"[\n  {\"id\":1}", "x", Format::jsonl},
    {"[[{\"id\":1}]]", "x", Format::jsonl},
    {"\x1E{\"id\":1}", "x", Format::jsonl},
    {"<DOC>\n<DOCNO>", "x.txt", Format::trec},
    {"<doc id=\"a\">", "x", Format::trec},
    {"<?xml?>\n<!-- c --><ROOT><DOC>", "x", Format::trec},
    {"<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"YES\">", "x.sgm", Format::reuters},
    {"<DATA>\n<REUTERS NEWID=\"1\">", "x", Format::reuters},
    {" date 2024-05-14 The head", "x", Format::text},
    {"\n\nDate: 2024-05-14\n", "x", Format::text},
    {"date 9999-99-99", "x", Format::text},
    // The name second
    {"Just words.", "a.txt", Format::text},
    {"Just words.", "dir/a.TEXT", Format::text},
    {"Just words.", "a.txt.gz", Format::text},
    {"{ nonsense", "a.jsonl", Format::jsonl},
    {"", "a.ndjson.zst", Format::jsonl},
    {"", "a.txt", Format::text},
    // Neither
    {"Just words.", "a", Format::automatic},
    {"Just words.", "a.md", Format::automatic},
    {"Just words.", ".txt", Format::automatic},
    {"", "a", Format::automatic},
    {"{word}", "a", Format::automatic},
    {"[1, 2]", "a", Format::automatic},
    {"[Reuters] said", "a", Format::automatic},
    {"<html><body><p>DOC", "a", Format::html},
    {"<!doctype html>\n<title>A</title>", "a", Format::html},
    {"<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\">", "a",
     Format::html},
    {"<!-- saved from url=(0014)about:internet -->\n<html lang=\"de\">", "a", Format::html},
    {"<head><meta charset=utf-8>", "a", Format::html},
    {"Just words.", "a.htm", Format::html},
    {"Just words.", "a.xhtml.gz", Format::html},
    {"<DOC>\n<DOCNO>1</DOCNO>\n<html><body>", "a", Format::trec},
    {"<b>Just</b> words with a <p>", "a", Format::automatic},
    {"Words before <html>", "a", Format::automatic},
    {"<header>Words</header>", "a", Format::automatic},
    {"<DOCNO>", "a", Format::automatic},
    {"date of birth", "a", Format::automatic},
    {"\x7F"
     "ELF\0\0\0\0\1\2\3\4"sv,
     "a.txt", Format::automatic},
};

struct ContainerCase {
  std::string_view head;
  Container container;
};

constexpr ContainerCase container_cases[] = {
    {"\x1F\x8B\x08"sv, Container::gzip},
    {"\x28\xB5\x2F\xFD\x04"sv, Container::zstd},
    {"\x50\x2A\x4D\x18\x04"sv, Container::zstd},
    {"\xFD"
     "7zXZ\0"sv,
     Container::xz},
    {"BZh91AY&SYxx"sv, Container::bzip2},
    {"BZhang Weiwei said"sv, Container::none},
    {"PK\x03\x04"sv, Container::zip},
    {"PK\x05\x06"sv, Container::zip},
    {"PK said"sv, Container::none},
    {""sv, Container::none},
    {"\x1F"sv, Container::none},
};

std::string old_tar_header() {
  std::string header(512, '\0');
  header.replace(0, 5, "a.txt");
  header.replace(100, 7, "0000644");
  header.replace(124, 11, "00000000000");
  std::uint32_t sum = 8 * ' ';
  for (const char c : header) sum += static_cast<unsigned char>(c);
  char checksum[8];
  std::snprintf(checksum, sizeof checksum, "%06o", sum);
  header.replace(148, 7, std::string_view(checksum, 7));
  return header;
}

}  // namespace

TEST_CASE("a format is known by its content first and its name second") {
  for (const auto& example : format_cases) {
    CAPTURE(example.head, example.name);
    CHECK(detect_format(example.head, example.name) == example.format);
  }
}

TEST_CASE("a container is known by its first bytes") {
  for (const auto& example : container_cases) {
    CAPTURE(example.head);
    CHECK(detect_container(example.head) == example.container);
  }
}

TEST_CASE("a tar is known by its magic or by its checksum") {
  std::string header = old_tar_header();
  CHECK(detect_container(header) == Container::tar);
  CHECK(detect_container(header.substr(0, 511)) == Container::none);
  header[0] = 'b';
  CHECK(detect_container(header) == Container::none);
  header.replace(257, 5, "ustar");
  CHECK(detect_container(header) == Container::tar);
  CHECK(detect_container(std::string(512, '\0')) == Container::none);
}

TEST_CASE("a compression suffix is taken off a name once") {
  CHECK(without_compression_suffix("a.jsonl.zst") == "a.jsonl");
  CHECK(without_compression_suffix("a.GZ") == "a");
  CHECK(without_compression_suffix("a.tar") == "a.tar");
  CHECK(without_compression_suffix(".gz") == ".gz");
}

TEST_CASE("the names of reject reasons are those that reports carry") {
  const std::pair<RejectReason, std::string_view> names[] = {
      {RejectReason::unreadable, "unreadable"},
      {RejectReason::not_a_file, "not_a_file"},
      {RejectReason::unknown_format, "unknown_format"},
      {RejectReason::too_large, "too_large"},
      {RejectReason::truncated, "truncated"},
      {RejectReason::malformed, "malformed"},
      {RejectReason::missing_text, "missing_text"},
      {RejectReason::missing_key, "missing_key"},
      {RejectReason::bad_key, "bad_key"},
      {RejectReason::bad_archive, "bad_archive"}};
  for (const auto& [reason, name] : names) CHECK(to_string(reason) == name);
}
