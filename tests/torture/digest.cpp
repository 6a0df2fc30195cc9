// torture_digest INDEX QUERIES [--all]: what the live generation answers, in one line:
//   GENERATION DOCUMENTS HASH-OF-ANSWERS HASH-OF-DOCUMENTS
// QUERIES holds a query a line. Without --all an answer is its first ten hits in their order; with
// it, all hits ordered by score and key, so that ties do not depend on the order in which documents
// came. The documents' hash does not depend on their order.
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/maintenance.hpp"
#include "dateline/searcher.hpp"

namespace dateline::torture {
namespace {

constexpr std::size_t first_page = 10;
constexpr std::size_t all_hits = 10000;  // the most that a page can hold
constexpr Day fixed_today = 20000;       // so that date:7d means the same each day

std::uint64_t hash_of(std::string_view text) noexcept {
  return XXH3_64bits(text.data(), text.size());
}

/// Scores as far as they do not depend on the order of additions.
std::string text_of(const Hit& hit) {
  return fmt::format("{:.9g}\t{}\t{}\n", hit.score, hit.key, hit.title);
}

Result<std::string> answer(const Searcher& searcher, const std::string& text, bool all) {
  DATELINE_ASSIGN(const ResultPage page, searcher.search({.text = text,
                                                          .limit = all ? all_hits : first_page,
                                                          .snippet_bytes = 0,
                                                          .today = fixed_today}));
  std::vector<std::string> lines;
  for (const Hit& hit : page.hits) lines.push_back(text_of(hit));
  if (all) std::sort(lines.begin(), lines.end());
  std::string whole = text + "\n";
  for (const std::string& line : lines) whole += line;
  return whole;
}

struct Answers {
  std::uint64_t generation = 0;
  std::uint64_t hash = 0;
};

Result<Answers> digest_answers(const std::string& index, const std::string& queries, bool all) {
  DATELINE_ASSIGN(const Searcher searcher, Searcher::open(index));
  std::ifstream lines(queries);
  if (!lines) return failure(ErrorCode::usage, "cannot read " + queries);
  Answers answers{searcher.generation(), 0};
  for (std::string line; std::getline(lines, line);) {
    DATELINE_ASSIGN(const std::string text, answer(searcher, line, all));
    answers.hash = hash_of(fmt::format("{:016x}", answers.hash) + text);
  }
  return answers;
}

struct Documents {
  std::uint64_t count = 0;
  std::uint64_t hash = 0;
};

Result<Documents> digest_documents(const std::string& index) {
  Documents documents;
  DATELINE_ASSIGN(documents.count, export_documents(index, [&](std::string_view line) -> Status {
                    documents.hash += hash_of(line);
                    return {};
                  }));
  return documents;
}

Status run(const std::string& index, const std::string& queries, bool all) {
  DATELINE_ASSIGN(const Answers answers, digest_answers(index, queries, all));
  DATELINE_ASSIGN(const Documents documents, digest_documents(index));
  fmt::print("{} {} {:016x} {:016x}\n", answers.generation, documents.count, answers.hash,
             documents.hash);
  return {};
}

}  // namespace
}  // namespace dateline::torture

int main(int argc, char** argv) {
  const bool all = argc == 4 && std::string_view(argv[3]) == "--all";
  if (argc != 3 && !all) {
    std::cerr << "usage: torture_digest INDEX QUERIES [--all]\n";
    return 2;
  }
  const auto status = dateline::torture::run(argv[1], argv[2], all);
  if (status) return 0;
  std::cerr << "torture_digest: " << status.error().message << "\n";
  return static_cast<int>(dateline::exit_code(status.error().code));
}
