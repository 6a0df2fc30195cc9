// Mails: headers, trees of parts, mailboxes, and what is wrong with them.
#include <catch2/catch.hpp>

#include "indexer/readers/base/reader.hpp"
#include "tests/support/read_bytes.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;
using namespace dateline::test;
using namespace std::literals;
using Catch::Matchers::Contains;

namespace {

CollectingSink read_mail(const std::string& bytes, const ReaderOptions& options = {},
                         std::size_t chunk = 1u << 18) {
  return read_bytes(Format::mail, bytes, options, chunk);
}

const std::string header =
    "From: Jane Doe <jane@example.org>\r\nSubject: Ferry line opens\r\n"
    "Date: Tue, 14 May 2024 10:00:00 +0300\r\nMessage-ID: <1@example.org>\r\n";

/// A mail with parts of this kind of multipart.
std::string multipart(const std::string& kind, const std::vector<std::string>& parts) {
  std::string mail = header + "MIME-Version: 1.0\r\nContent-Type: multipart/" + kind +
                     "; boundary=\"xx\"\r\n\r\npreamble\r\n";
  for (const auto& part : parts) mail += "--xx\r\n" + part + "\r\n";
  return mail + "--xx--\r\n";
}

const std::string plain_part = "Content-Type: text/plain\r\n\r\nThe ferry sails.";
const std::string html_part =
    "Content-Type: text/html\r\n\r\n<html><body><p>The <b>ferry</b> sails.</p></body></html>";

}  // namespace

TEST_CASE("a mail becomes a document") {
  const auto sink =
      read_mail(header + "List-Id: \"Port news\" <port.example.org>\r\n\r\nThe ferry sails.\r\n");
  CHECK(sink.rejects.empty());
  REQUIRE(sink.documents.size() == 1);
  const Document& document = sink.documents[0];
  CHECK(document.key == "<1@example.org>");
  CHECK(document.title == "Ferry line opens");
  CHECK(document.text == "The ferry sails.");
  CHECK(document.source == "Port news");
  CHECK(document.authors == std::vector<std::string>{"Jane Doe"});
  CHECK(to_string(document.date) == "2024-05-14T07:00:00Z");
  CHECK(document.date.origin == DateOrigin::header);
}

TEST_CASE("headers are read in every way in which they are written") {
  struct Case {
    std::string fields;
    std::string title;
    std::string author;
  };
  const Case cases[] = {
      {"From: a@example.org\r\nSubject: =?utf-8?B?0J/QvtGA0YI=?=\r\n", "Порт", "a@example.org"},
      {"From: =?iso-8859-1?Q?J=F6rg?= <j@example.org>\r\nSubject: =?utf-8?q?One_?=\r\n "
       "=?utf-8?q?word?=\r\n",
       "One word", "Jörg"},
      {"From: \"Doe, Jane\" <j@example.org>\r\nSubject: folded\r\n over lines\r\n",
       "folded over lines", "Doe, Jane"},
      {"from: Jane <j@example.org>\r\nSUBJECT: any case\r\n", "any case", "Jane"},
      {"From: Порт <j@example.org>\r\nSubject: Порт без кодов\r\n", "Порт без кодов", "Порт"},
      {"From: Jane <j@example.org>\r\nSubject: =?nonsense?x?y?=\r\n", "=?nonsense?x?y?=", "Jane"},
      {"From: Jane <j@example.org>\nSubject: line feeds\n", "line feeds", "Jane"},
  };
  for (const auto& [fields, title, author] : cases) {
    CAPTURE(fields);
    const auto sink = read_mail(fields + "\r\ntext\r\n");
    REQUIRE(sink.documents.size() == 1);
    CHECK(sink.documents[0].title == title);
    CHECK(sink.documents[0].authors == std::vector<std::string>{author});
  }
}

TEST_CASE("bodies are decoded") {
  struct Case {
    std::string fields;
    std::string body;
    std::string text;
  };
  const Case cases[] = {
      {"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n",
       "=D0=9F=D0=BE=\r\n=D1=80=D1=82", "Порт"},
      {"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n",
       "0J/QvtGA\r\n0YI=", "Порт"},
      {"Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: 8bit\r\n",
       "\xCF\xEE\xF0\xF2", "Порт"},
      {"Content-Type: text/plain; charset=iso-2022-jp\r\n", "\x1B$B$+$-\x1B(B", "かき"},
      {"Content-Type: text/plain; charset=utf-8; format=flowed\r\n", "One \r\nline.\r\nTwo.",
       "One line.\nTwo."},
      {"Content-Type: text/html; charset=utf-8\r\n", "<p>One.</p><p>Two.</p>", "One.\n\nTwo."},
      {"Content-Transfer-Encoding: base64\r\n", "not base64 at all!", ""},
  };
  for (const auto& [fields, body, text] : cases) {
    CAPTURE(fields);
    const auto sink = read_mail(header + fields + "\r\n" + body + "\r\n");
    REQUIRE(sink.documents.size() == 1);
    if (!text.empty()) CHECK(sink.documents[0].text == text);
  }
}

TEST_CASE("the text of a tree is its best form, and attachments are counted") {
  struct Case {
    const char* what;
    std::string mail;
    std::string text;
    std::uint64_t attachments;
  };
  const std::string long_html = "Content-Type: text/html\r\n\r\n<p>" + std::string(50, 'x') +
                                "</p><p>A long story about ferries, and what they carry.</p>";
  const Case cases[] = {
      {"plain before HTML", multipart("alternative", {plain_part, html_part}), "The ferry sails.",
       0},
      {"HTML alone", multipart("alternative", {html_part}), "The ferry sails.", 0},
      {"a stub", multipart("alternative", {"Content-Type: text/plain\r\n\r\nNo HTML.", long_html}),
       std::string(50, 'x') + "\n\nA long story about ferries, and what they carry.", 0},
      {"two texts", multipart("mixed", {plain_part, plain_part}),
       "The ferry sails.\n\nThe ferry sails.", 0},
      {"an attachment",
       multipart("mixed",
                 {plain_part,
                  "Content-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\n%PDF"}),
       "The ferry sails.", 1},
      {"a text as attachment",
       multipart("mixed", {plain_part, "Content-Type: text/plain; name=\"a.txt\"\r\n\r\nNotes."}),
       "The ferry sails.", 1},
      {"a mail that is forwarded",
       multipart(
           "mixed",
           {plain_part, "Content-Type: message/rfc822\r\n\r\nSubject: Inner\r\n\r\nInner text."}),
       "The ferry sails.", 1},
      {"nothing but a mail that is forwarded",
       multipart("mixed",
                 {"Content-Type: message/rfc822\r\n\r\nSubject: Inner\r\n\r\nInner text."}),
       "Inner text.", 1},
      {"no end of the boundary",
       header + "Content-Type: multipart/mixed; boundary=xx\r\n\r\n--xx\r\n" + plain_part,
       "The ferry sails.", 0},
      {"a boundary that is not there",
       header + "Content-Type: multipart/mixed; boundary=xx\r\n\r\nThe ferry sails.", "", 0},
  };
  for (const auto& [what, mail, text, attachments] : cases) {
    CAPTURE(what);
    const auto sink = read_mail(mail);
    REQUIRE(sink.documents.size() == 1);
    CHECK(sink.documents[0].text == text);
    CHECK(sink.left_out_counts.attachments == attachments);
  }
}

TEST_CASE("an mbox is cut at its separators only") {
  const std::string separator = "From jane@example.org Tue May 14 10:00:00 2024\n";
  const std::string box = separator +
                          "Subject: One\nMessage-ID: <1@x>\n\n>From here on.\nFrom the "
                          "port.\n\nFrom noon on it rains.\n\n" +
                          separator + "Subject: Two\n\nText.\n\n" + separator +
                          "Subject: Three\n\n>>From quotes.\n";
  for (const std::size_t chunk : {std::size_t{1} << 18, std::size_t{5}}) {
    const auto sink = read_mail(box, {}, chunk);
    CHECK(sink.rejects.empty());
    CHECK(sink.keys() == std::vector<std::string>{"<1@x>", "news#2", "news#3"});
    CHECK(sink.documents[0].text == "From here on.\nFrom the port.\n\nFrom noon on it rains.");
    CHECK(sink.documents[2].text == ">From quotes.");
    CHECK(sink.positions[1].line == 10);
  }
}

TEST_CASE("the files of a Maildir are found by their content") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "cur");
  std::filesystem::create_directories(folder / "new");
  write_file(folder / "cur/1715680000.M1.host:2,S",
             "Return-Path: <a@x>\nFrom: A <a@x>\nSubject: One\nMessage-ID: <1@x>\n\nText.\n");
  write_file(folder / "new/1715680001.M2.host",
             "Received: by x; Tue, 14 May 2024 10:00:00 +0000\nFrom: B <b@x>\nSubject: "
             "Two\nMessage-ID: <2@x>\n\nText.\n");
  CollectingSink sink;
  REQUIRE(read_paths({folder.path().string()}, {}, sink));
  CHECK(sink.rejects.empty());
  CHECK(sink.keys() == std::vector<std::string>{"<1@x>", "<2@x>"});
}

TEST_CASE("texts that have lines like a header are no mails") {
  CHECK(detect_format("From: A <a@x>\nSubject: One\n\nText.", "x") == Format::mail);
  CHECK(detect_format("From jane@x Tue May 14 10:00:00 2024\nSubject: One\n", "x") == Format::mail);
  CHECK(detect_format("Subject: just words\n", "x") == Format::automatic);
  CHECK(detect_format("From noon on, it rained.\n", "x") == Format::automatic);
  CHECK(detect_format("From: here\nThe story goes on: it rained.\n", "x.txt") == Format::text);
  CHECK(detect_format("date: 2024-05-14\nFrom: here\n", "x") == Format::text);
}

TEST_CASE("hostile mails are read in bounded depth, or rejected") {
  std::string deep = header;
  for (int i = 0; i < 10'000; ++i)
    deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\r\n\r\n--b" +
            std::to_string(i) + "\r\n";
  deep += plain_part;
  CHECK(read_mail(deep).documents.size() == 1);

  std::string mails_in_mails = header;
  for (int i = 0; i < 10'000; ++i)
    mails_in_mails += "Content-Type: message/rfc822\r\n\r\nSubject: x\r\n";
  CHECK(read_mail(mails_in_mails).documents.size() == 1);

  std::string many_fields = header;
  for (int i = 0; i < 100'000; ++i) many_fields += "X-Field: value\r\n";
  CHECK(read_mail(many_fields + "\r\ntext").documents.size() == 1);

  CHECK(read_mail(header + "Subject: " + std::string(1u << 20, '=') + "\r\n\r\ntext")
            .documents.size() == 1);
  CHECK(read_mail("From: " + std::string(200'000, '<') + "\r\nSubject: x\r\n\r\ntext")
            .documents.size() == 1);
  CHECK(read_mail("From: a@x\r\nSubject: \r\n\r\n").reject_counts() ==
        std::map<RejectReason, std::size_t>{{RejectReason::missing_text, 1}});

  ReaderOptions small;
  small.max_document_bytes = 1000;
  const auto sink =
      read_mail("From a@x Tue May 14 10:00:00 2024\nSubject: big\n\n" + std::string(20'000, 'x') +
                    "\n\nFrom a@x Tue May 14 10:00:00 2024\nSubject: small\n\ntext\n",
                small);
  CHECK(sink.reject_counts() == std::map<RejectReason, std::size_t>{{RejectReason::too_large, 1}});
  CHECK(sink.documents.size() == 1);
}
