#include "tests/torture/failing_new.hpp"

#include <dlfcn.h>
#include <execinfo.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>

namespace dateline::torture {
namespace {

std::atomic<long> calls{0};
std::atomic<long> failing_call{0};
std::atomic<long> live{0};

std::atomic<const char*> culprit{nullptr};

/// Code of a header is in the object file of whoever includes it.
struct HeaderCode {
  const char* symbol;  ///< how its symbols begin
  const char* library;
};
constexpr HeaderCode header_code[]{
    {"_ZN8nlohmann", "nlohmann_json"},
    {"_ZNK8nlohmann", "nlohmann_json"},
    {"_ZN7rocksdb", "rocksdb"},
    {"_ZNK7rocksdb", "rocksdb"},
    {"_ZSt", nullptr},
    {"_ZNSt", nullptr},
    {"_ZNKSt", nullptr},
    {"_ZN9__gnu_cxx", nullptr},
    {"_ZNK9__gnu_cxx", nullptr},
};

/// The library that the code belongs to: its object file or, of headers, its name; null for code of
/// the C++ library, which is in its shared object and, from templates, in everyone's.
const char* library_of(void* code) noexcept {
  Dl_info info{};
  if (::dladdr(code, &info) == 0 || info.dli_fname == nullptr) return nullptr;
  const char* symbol = info.dli_sname != nullptr ? info.dli_sname : "";
  for (const HeaderCode& header : header_code)
    if (std::strncmp(symbol, header.symbol, std::strlen(header.symbol)) == 0) return header.library;
  const char* slash = std::strrchr(info.dli_fname, '/');
  const char* name = slash != nullptr ? slash + 1 : info.dli_fname;
  return std::strncmp(name, "libstdc++", 9) == 0 ? nullptr : name;
}

/// The first caller from `caller` outwards that is not the C++ library's.
const char* find_culprit(void* caller) noexcept {
  void* frames[64];
  void** const end = frames + ::backtrace(frames, 64);
  for (void** frame = std::find(frames, end, caller); frame != end; ++frame)
    if (const char* library = library_of(*frame)) return library;
  return "?";
}

void* allocate(std::size_t size, std::size_t alignment, void* caller) {
  if (++calls == failing_call.load(std::memory_order_relaxed)) {
    culprit = find_culprit(caller);
    throw std::bad_alloc();
  }
  void* memory = alignment == 0 ? std::malloc(size > 0 ? size : 1)
                                : std::aligned_alloc(
                                      alignment, (size + alignment - 1) / alignment * alignment);
  if (memory == nullptr) throw std::bad_alloc();
  ++live;
  return memory;
}

void release(void* memory) noexcept {
  if (memory == nullptr) return;
  --live;
  std::free(memory);
}

}  // namespace

void fail_allocation(long number) noexcept {
  failing_call = 0;
  calls = 0;
  failing_call = number;
}

long allocations() noexcept {
  return calls;
}

long live_allocations() noexcept {
  return live;
}

const char* failed_in() noexcept {
  const char* name = culprit;
  return name != nullptr ? name : "-";
}

const char* fragile_library() noexcept {
  void* frames[64];
  void** const end = frames + ::backtrace(frames, 64);
  for (void** frame = frames; frame != end; ++frame) {
    const char* library = library_of(*frame);
    if (library == nullptr) continue;
    for (const char* fragile : {"nlohmann_json", "rocksdb"})
      if (std::strstr(library, fragile) != nullptr) return library;
  }
  return nullptr;
}

}  // namespace dateline::torture

// The other forms of new and delete are defined by these.
void* operator new(std::size_t size) {
  return dateline::torture::allocate(size, 0, __builtin_return_address(0));
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return dateline::torture::allocate(size, static_cast<std::size_t>(alignment),
                                     __builtin_return_address(0));
}
void operator delete(void* memory) noexcept {
  dateline::torture::release(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  dateline::torture::release(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  dateline::torture::release(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  dateline::torture::release(memory);
}
