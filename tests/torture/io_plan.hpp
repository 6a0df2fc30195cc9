// What is to happen at which call: nothing, a kill, or an error.
#pragma once

#include "tests/torture/io_call.hpp"

namespace dateline::torture {

/// Counts the call, over all threads. Kills the process if DATELINE_IO_FAULT is `kill:N` and this
/// is call N; returns an errno that the call must fail with if it is `once:ERRNO:N` and this is
/// call N, or `forever:ERRNO:N` and this is call N or a later one; else 0. DATELINE_IO_REPORT names
/// a file that gets a line for each call (without a fault), or for the first that was made to fail
/// and the syncs after it.
[[nodiscard]] int fault_at(IoKind kind, const IoPath& path) noexcept;

}  // namespace dateline::torture
