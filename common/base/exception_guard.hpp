// Where exceptions of the C++ library end: memory that is not there, above all.
#pragma once

#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <type_traits>
#include <utility>

#include "dateline/error.hpp"

namespace dateline {

/// What may fail, as in {"cannot update", "x.idx"}. It refers to what it is made from, and becomes
/// text only after the failure: composing text before the guard could itself want for memory.
class Action {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): a guard's first argument is written as a literal.
  Action(const char* what) noexcept : what_(what) {}
  Action(const char* what, const std::filesystem::path& path) noexcept
      : what_(what), path_(&path) {}

  [[nodiscard]] std::string text() const {
    return path_ == nullptr ? what_ : what_ + (" " + path_->string());
  }

 private:
  const char* what_;
  const std::filesystem::path* path_ = nullptr;
};

/// Runs `work`, which returns a Result or Status, and returns what it returns; an exception is
/// returned as an Error of the code internal that begins with the action.
template <typename Work>
auto guard_exceptions(const Action& action, Work&& work) -> std::invoke_result_t<Work> {
  try {
    return std::forward<Work>(work)();
  } catch (const std::bad_alloc&) {
    return failure(ErrorCode::internal, action.text() + ": not enough memory");
  } catch (const std::exception& error) {
    return failure(ErrorCode::internal, action.text() + ": " + error.what());
  }
}

}  // namespace dateline
