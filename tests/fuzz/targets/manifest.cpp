#include "common/format/generation/manifest.hpp"

#include "common/format/schema.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace dateline::fuzz {

namespace {

Manifest small_manifest() {
  Manifest manifest;
  manifest.format = format_version;
  manifest.analysis = analysis_version;
  manifest.language = "english";
  manifest.generation = 42;
  manifest.created = "2024-05-14T10:00:00Z";
  manifest.documents = 2;
  manifest.text_bytes = 1234;
  manifest.segments = {{.name = "000017",
                        .documents = 3,
                        .dead = 1,
                        .first_number = 1,
                        .last_number = 3,
                        .first_day = 19857,
                        .last_day = 19858,
                        .has_undated = true,
                        .text_bytes = 1234}};
  manifest.files = {{"segments/000017/tokens", 77, std::string(32, 'a')}};
  return manifest;
}

}  // namespace

void run_manifest(std::string_view bytes) {
  const auto manifest = parse_manifest(bytes, "MANIFEST.json");
  if (!manifest) {
    const ErrorCode code = manifest.error().code;
    require(code == ErrorCode::corrupt || code == ErrorCode::format_mismatch,
            "what is no manifest of ours is corrupt or of another format");
    return;
  }
  const std::string written = serialize_manifest(*manifest);
  const auto again = parse_manifest(written, "MANIFEST.json");
  require(again && serialize_manifest(*again) == written, "a manifest reads back as written");
}

std::vector<std::string> manifest_examples() {
  Manifest empty = small_manifest();
  empty.segments.clear();
  empty.files.clear();
  Manifest other = small_manifest();
  other.format = format_version + 1;
  return {serialize_manifest(small_manifest()),
          serialize_manifest(empty),
          serialize_manifest(other),
          "{}",
          "[]",
          "",
          "{\"format\":\"1\"}",
          std::string(2000, '['),
          "{\"format\":1e300}"};
}

}  // namespace dateline::fuzz
