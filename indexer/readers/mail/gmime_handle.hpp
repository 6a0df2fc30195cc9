// GMime's objects as C++ owns things.
#pragma once

#include <gmime/gmime.h>

#include <memory>

namespace dateline {

struct Unref {
  template <typename Object>
  void operator()(Object* object) const noexcept {
    g_object_unref(object);
  }
};
template <typename Object>
using GmimeHandle = std::unique_ptr<Object, Unref>;

struct GFree {
  void operator()(char* text) const noexcept { g_free(text); }
};
using GString8 = std::unique_ptr<char, GFree>;

/// To be called before anything else of GMime. Thread-safe.
void start_gmime();

}  // namespace dateline
