// The program's operator new, which can be made to fail once.
#pragma once

namespace dateline::torture {

/// From now on, call `number` (from 1, over all threads) throws std::bad_alloc. 0: none does.
void fail_allocation(long number) noexcept;
/// Calls since fail_allocation().
[[nodiscard]] long allocations() noexcept;
/// Allocated and not freed yet, since the program began.
[[nodiscard]] long live_allocations() noexcept;
/// Whose call it was that failed: the file name of the program or library, or `-` for none yet.
/// The C++ library's own calls count as those of whoever called it.
[[nodiscard]] const char* failed_in() noexcept;
/// Which library that cannot bear a failed allocation the calling thread is in, null for none:
/// RocksDB, whose threads have nowhere to throw to, and nlohmann_json, whose destructors allocate.
/// Known of code of theirs, too, that was made part of ours.
[[nodiscard]] const char* fragile_library() noexcept;

}  // namespace dateline::torture
