// The fuzz targets, one file each. FuzzTarget says what each pair of functions is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline::fuzz {

/// Containers within containers, down to documents.
void run_archive(std::string_view bytes);
std::vector<std::string> archive_examples();

/// The C interface: an index of a few documents, searched and added to.
void run_c(std::string_view bytes);
std::vector<std::string> c_examples();

/// Dates as news carries them.
void run_date(std::string_view bytes);
std::vector<std::string> date_examples();

/// Feeds in XML; the first byte says how the input is cut into chunks.
void run_feed(std::string_view bytes);
std::vector<std::string> feed_examples();

/// The version file and the postings of a segment.
void run_glass(std::string_view bytes);
std::vector<std::string> glass_examples();

/// Pages; the first byte says how the input is cut into chunks.
void run_html(std::string_view bytes);
std::vector<std::string> html_examples();

/// A connection's bytes to a request, its target and its parameters.
void run_http(std::string_view bytes);
std::vector<std::string> http_examples();

/// JSON Lines to documents, and these back to lines.
void run_jsonl(std::string_view bytes);
std::vector<std::string> jsonl_examples();

/// Mails and mboxes.
void run_mail(std::string_view bytes);
std::vector<std::string> mail_examples();

/// MANIFEST.json.
void run_manifest(std::string_view bytes);
std::vector<std::string> manifest_examples();

/// The query language.
void run_query(std::string_view bytes);
std::vector<std::string> query_examples();

/// TREC's and Reuters' SGML; the first byte says which, and how the input is cut into chunks.
void run_sgml(std::string_view bytes);
std::vector<std::string> sgml_examples();

/// CSV and TSV.
void run_table(std::string_view bytes);
std::vector<std::string> table_examples();

/// Plain text with date headers; the first byte says how the input is cut into chunks.
void run_text(std::string_view bytes);
std::vector<std::string> text_examples();

/// WARC and ARC, with what is in the bodies.
void run_warc(std::string_view bytes);
std::vector<std::string> warc_examples();

/// Wires of agencies; the first byte says which, and how the input is cut into chunks.
void run_wire(std::string_view bytes);
std::vector<std::string> wire_examples();

}  // namespace dateline::fuzz
