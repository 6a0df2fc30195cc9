// Where exceptions of the C++ library end: memory that is not there, above all.
#pragma once

#include <exception>
#include <new>
#include <string>
#include <type_traits>
#include <utility>

#include "dateline/error.hpp"

namespace dateline {

/// Runs `work`, which returns a Result or Status, and returns what it returns; an exception is
/// returned as an Error of the code internal. `what` says what failed, as in "cannot update x.idx".
template <typename Work>
auto guard_exceptions(const std::string& what, Work&& work) -> std::invoke_result_t<Work> {
  try {
    return std::forward<Work>(work)();
  } catch (const std::bad_alloc&) {
    return failure(ErrorCode::internal, what + ": not enough memory");
  } catch (const std::exception& error) {
    return failure(ErrorCode::internal, what + ": " + error.what());
  }
}

}  // namespace dateline
