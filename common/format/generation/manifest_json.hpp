// What MANIFEST.json says, member by member, from untrusted bytes.
#pragma once

#include <array>
#include <memory>
#include <stdexcept>
#include <string_view>

#include "common/format/generation/manifest.hpp"

namespace dateline {

/// What the weights of text fields are called.
inline constexpr std::array<std::string_view, text_field_count> manifest_field_names{
    "title", "lead", "body"};

/// Not JSON, or a member that is missing or has another type; the message names it.
struct NoManifest : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// All functions throw NoManifest and std::bad_alloc. simdjson reads it, and not the library that
/// writes it: nlohmann_json's destructors allocate, and a searcher that follows a new generation
/// must not end its process for want of memory.
class ManifestJson {
 public:
  explicit ManifestJson(std::string_view text);
  ~ManifestJson();
  ManifestJson(const ManifestJson&) = delete;
  ManifestJson& operator=(const ManifestJson&) = delete;

  [[nodiscard]] bool has(std::string_view member) const;
  /// Format, features and analysis: by them one sees whether the rest can be read.
  void read_versions(Manifest& manifest) const;
  void read_contents(Manifest& manifest) const;

 private:
  struct Document;
  std::unique_ptr<const Document> document_;
};

}  // namespace dateline
