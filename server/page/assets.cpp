#include "server/page/assets.hpp"

#include <algorithm>
#include <cassert>

#include "server/page/embedded_assets.hpp"

namespace dateline {
namespace {

std::string asset_folder() {
  return "/assets/" + std::string(embedded_assets_hash()) + "/";
}

const Asset* asset_named(std::string_view name) noexcept {
  const auto assets = embedded_assets();
  const auto found = std::find_if(assets.begin(), assets.end(),
                                  [name](const Asset& asset) { return asset.name == name; });
  return found == assets.end() ? nullptr : &*found;
}

}  // namespace

const Asset* find_asset(std::string_view path) noexcept {
  static const std::string folder = asset_folder();
  if (path.substr(0, folder.size()) != folder) return nullptr;
  return asset_named(path.substr(folder.size()));
}

std::string asset_url(std::string_view name) {
  assert(asset_named(name) != nullptr);
  return asset_folder() + std::string(name);
}

}  // namespace dateline
