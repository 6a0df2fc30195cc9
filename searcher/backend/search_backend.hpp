// What answers a Searcher's calls: an index on this machine (backend/local/), or anything else that
// has documents to search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dateline/capabilities.hpp"
#include "dateline/searcher.hpp"

namespace dateline {

/// All functions may be called from many threads at once. Searcher has looked at a request before a
/// backend sees it (check_request.hpp): it has a meaning, and asks for nothing that is not among
/// the capabilities. Exceptions of the standard library become errors in Searcher; no others may
/// leave a backend.
class SearchBackend {
 public:
  SearchBackend() = default;
  SearchBackend(const SearchBackend&) = delete;
  SearchBackend& operator=(const SearchBackend&) = delete;
  virtual ~SearchBackend() = default;

  /// As Searcher's functions of the same names.
  [[nodiscard]] virtual Result<ResultPage> search(const SearchRequest& request) const = 0;
  [[nodiscard]] virtual Result<Document> document(std::string_view key) const = 0;
  [[nodiscard]] virtual Result<DocumentMarks> marks(const SearchRequest& request,
                                                    const Document& document) const = 0;
  [[nodiscard]] virtual Result<Suggestions> suggest(std::string_view text,
                                                    std::size_t limit) const = 0;
  /// A backend that needs no preparation succeeds.
  [[nodiscard]] virtual Status prepare_suggestions() const { return {}; }

  /// Of letters, digits, - and _; never waits.
  [[nodiscard]] virtual std::string revision() const = 0;
  /// 0 where there are no generations; never waits.
  [[nodiscard]] virtual std::uint64_t generation() const noexcept { return 0; }
  [[nodiscard]] virtual Status refresh() const = 0;
  [[nodiscard]] virtual std::optional<Error> follow_error() const { return std::nullopt; }

  /// Stays the same.
  [[nodiscard]] virtual Capabilities capabilities() const noexcept = 0;
};

}  // namespace dateline
