#include "tests/fuzz/targets/reading.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace dateline::fuzz {

void run_html(std::string_view bytes) {
  if (bytes.empty()) return;
  read_both_ways(Format::html, bytes.substr(1), 1 + static_cast<unsigned char>(bytes[0]));
}

std::vector<std::string> html_examples() {
  const std::string paragraph =
      "<p>The harbour council met on Tuesday, and the ferry to the islands will sail again from "
      "June, the port\xe2\x80\x99s director said.</p>";
  const std::string article =
      "<article><h1>Ferry sails again</h1><time datetime='2024-05-14'>14 "
      "May 2024</time>" +
      paragraph + paragraph + paragraph + "</article>";
  return {
      "0<!doctype html><html lang='en'><head><title>Ferry sails again | Gazette</title>"
      "<meta property='article:published_time' content='2024-05-14T10:00:00+02:00'>"
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Ferry sails "
      "again\",\"datePublished\":\"2024-05-14T10:00:00+02:00\",\"author\":{\"name\":\"A B\"}}"
      "</script></head><body><nav><a href='/'>Home</a></nav>" +
          article + "<footer>(c) 2024</footer></body></html>",
      "1<table><tr><td>" + article + "<table><p>x</table><b><i>y</b>z</i>",
      "2<meta charset=windows-1251><body>" + article,
      "3<html><body><div><div><div>" + article + "<!-- <p> --><textarea><p></textarea><plaintext>",
      "4<body>&amp;&#128;&#x110000;&notit;&#0;" + article + "<svg><title>x</svg><template><p>",
      "5<select><option><p>a<option>b</select>" + article + "<frameset><frame>",
      "6<a href=x><a href=y><p><a>z" + article,
      "7" + std::string(700, '<'),
  };
}

}  // namespace dateline::fuzz
