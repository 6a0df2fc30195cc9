// The one place where Xapian's exceptions become errors.
//
// Internal: include it only where xapian.h is included anyway, never in a public header.
#pragma once

#include <xapian.h>

#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "common/base/exception_guard.hpp"
#include "common/format/damaged_data.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// `what` says what failed, as in "cannot search segments/000017".
[[nodiscard]] Error xapian_failure(const std::string& what, const Xapian::Error& error);
/// As above, for what Xapian lets through of the standard library: it takes lengths from damaged
/// blocks.
[[nodiscard]] Error xapian_failure(const std::string& what, const std::logic_error& error);
[[nodiscard]] Error damage_failure(const std::string& what, const DamagedData& damage);

/// What guard_xapian returns for work that returns T: a Result stays one, anything else becomes
/// one.
template <typename T>
struct Guarded {
  using type = Result<T>;
};
template <typename T>
struct Guarded<Result<T>> {
  using type = Result<T>;
};

/// Runs `work` and returns its result; an exception, be it of Xapian, the standard library,
/// DamagedData or for want of memory, is returned as an Error that begins with the action.
template <typename Work>
auto guard_xapian(const Action& action, Work&& work) ->
    typename Guarded<std::invoke_result_t<Work>>::type {
  using Outcome = typename Guarded<std::invoke_result_t<Work>>::type;
  return guard_exceptions(action, [&]() -> Outcome {
    try {
      if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
        std::forward<Work>(work)();
        return {};
      } else {
        return std::forward<Work>(work)();
      }
    } catch (const Xapian::Error& error) {
      return tl::unexpected<Error>(xapian_failure(action.text(), error));
    } catch (const DamagedData& damage) {
      return tl::unexpected<Error>(damage_failure(action.text(), damage));
    } catch (const std::logic_error& error) {
      return tl::unexpected<Error>(xapian_failure(action.text(), error));
    }
  });
}

}  // namespace dateline
