#include "tests/fuzz/fuzz_target.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/targets/targets.hpp"

namespace dateline::fuzz {

namespace {

constexpr FuzzTarget all_targets[] = {
    {"archive", run_archive, archive_examples}, {"c", run_c, c_examples},
    {"date", run_date, date_examples},          {"feed", run_feed, feed_examples},
    {"glass", run_glass, glass_examples},       {"html", run_html, html_examples},
    {"http", run_http, http_examples},          {"jsonl", run_jsonl, jsonl_examples},
    {"mail", run_mail, mail_examples},          {"manifest", run_manifest, manifest_examples},
    {"query", run_query, query_examples},       {"sgml", run_sgml, sgml_examples},
    {"table", run_table, table_examples},       {"text", run_text, text_examples},
    {"warc", run_warc, warc_examples},          {"wire", run_wire, wire_examples},
};

}  // namespace

std::span<const FuzzTarget> fuzz_targets() noexcept {
  return all_targets;
}

const FuzzTarget* find_fuzz_target(std::string_view name) noexcept {
  const auto found = std::ranges::find(all_targets, name, &FuzzTarget::name);
  return found == std::end(all_targets) ? nullptr : found;
}

void require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", property);
  std::abort();
}

}  // namespace dateline::fuzz
