// A search that stops where the peers' stop: at the numbers of the ten best documents, before
// anything is loaded from the store. Made of the searcher's internal stages, in their order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "dateline/error.hpp"
#include "dateline/searcher.hpp"

namespace dateline::bench {

/// One thread at a time.
class MatchOnly {
 public:
  /// Keeps at most `posting_bytes` of unpacked postings: with 0, each word is looked up as if it
  /// had not been asked for before. Errors: as those of Searcher::open.
  static Result<MatchOnly> open(const std::filesystem::path& index, std::size_t posting_bytes);
  MatchOnly(MatchOnly&&) noexcept;
  ~MatchOnly();

  /// Parses, plans and matches; how many documents there are on the page. Of the query, text and
  /// sort count. Throws Xapian's errors.
  [[nodiscard]] Result<std::size_t> run(const SearchRequest& query) const;
  /// How many documents match, by visiting them. Throws Xapian's errors.
  [[nodiscard]] Result<std::uint64_t> count(const std::string& text) const;

 private:
  struct Impl;
  explicit MatchOnly(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline::bench
