#include "indexer/run/key_base.hpp"

#include <utility>

namespace dateline {

KeyBase::KeyBase(std::string prefix, std::string base, std::string path)
    : prefix_(std::move(prefix)), base_(std::move(base)), path_(std::move(path)) {}

void KeyBase::adopt(std::string_view longer) {
  const bool is_of_this_path =
      longer.size() > base_.size() && longer.ends_with("/" + base_) && path_.ends_with(longer);
  if (is_of_this_path) longer_ = longer;
}

/// Readers put a number after "#", archives a name after "!".
bool KeyBase::begins_with(std::string_view key, std::string_view base) const noexcept {
  if (!key.starts_with(prefix_)) return false;
  key.remove_prefix(prefix_.size());
  if (!key.starts_with(base)) return false;
  return key.size() == base.size() || key[base.size()] == '#' || key[base.size()] == '!';
}

bool KeyBase::has_made(std::string_view key) const noexcept {
  return !base_.empty() && begins_with(key, present());
}

void KeyBase::apply(std::string& key) const {
  if (longer_.empty() || !begins_with(key, base_)) return;
  key.replace(prefix_.size(), base_.size(), longer_);
}

bool KeyBase::lengthen(std::string& key) {
  const std::string before = present();
  if (before == path_) return false;
  if (path_.size() > before.size() + 1 && path_.ends_with("/" + before)) {
    const std::size_t slash = path_.rfind('/', path_.size() - before.size() - 2);
    // The last step takes the slash too, with which no path below a folder begins.
    longer_ = slash == 0 || slash == std::string::npos ? path_ : path_.substr(slash + 1);
  } else {
    longer_ = path_;
  }
  key.replace(prefix_.size(), before.size(), longer_);
  return true;
}

}  // namespace dateline
