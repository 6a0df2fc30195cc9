// What the handles of dateline.h hold, and how results are passed to C.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <new>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "dateline.h"
#include "dateline/document.hpp"
#include "dateline/error.hpp"
#include "dateline/indexer.hpp"
#include "dateline/searcher.hpp"

struct dateline_error {
  dateline::Error error;
};

struct dateline_query {
  dateline::SearchRequest query;
  /// Why parameters, by their names, cannot be applied: a search without them would be another.
  std::map<std::string, dateline::Error, std::less<>> faults;
  std::uint64_t timeout_ms = 0;
  std::stop_source stop;
};

struct dateline_searcher {
  dateline::Searcher searcher;
};

struct dateline_page {
  dateline::ResultPage page;
  std::string json;
  std::vector<std::string> dates;  ///< of the hits, as text
};

struct dateline_indexer {
  dateline::Indexer indexer;
};

struct dateline_document {
  dateline::Document document;
};

namespace dateline {

/// Hands the error to the caller, who may not want it.
void give_error(dateline_error** to, Error&& error) noexcept;

/// Error usage where a pointer that must not be NULL is.
Status require_argument(const void* pointer, const char* name);

/// The value that `work` returns as a Result; `failed`, and an error for the caller, where it
/// returns one or throws.
template <typename T, typename Work>
T guard_c(dateline_error** error, T failed, Work&& work) noexcept {
  try {
    auto result = std::forward<Work>(work)();
    if (result) return static_cast<T>(*result);
    give_error(error, std::move(result.error()));
  } catch (const std::bad_alloc&) {
    give_error(error, Error{ErrorCode::internal, "out of memory", {}, {}});
  } catch (...) {
    give_error(error, Error{ErrorCode::internal, "a bug", {}, {}});
  }
  return failed;
}

/// The value that `work` returns, or `failed` where it throws: for want of memory, as a rule.
template <typename T, typename Work>
T guard_memory(T failed, Work&& work) noexcept {
  try {
    return std::forward<Work>(work)();
  } catch (...) {
    return failed;
  }
}

}  // namespace dateline
