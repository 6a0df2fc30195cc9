#include "common/format/generation/manifest.hpp"

#include <fmt/format.h>

#include <xxhash.h>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "common/format/generation/manifest_json.hpp"
#include "common/format/schema.hpp"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

bool known_feature(std::string_view name) noexcept {
  return name == times_feature || name == columns_feature;
}

Json day_json(Day day) {
  return day == unknown_day ? Json(nullptr) : Json(to_string(day));
}

Json scoring_json(const Scoring& scoring) {
  Json json{{"k1", scoring.k1}, {"wdf_scale", wdf_scale}, {"lead_words", lead_words}};
  for (std::size_t i = 0; i < text_field_count; ++i) {
    const FieldWeights& field = scoring.fields[i];
    json["fields"][std::string(manifest_field_names[i])] = {
        {"weight", field.weight}, {"b", field.b}, {"average_length", field.average_length}};
  }
  return json;
}

Json segment_json(const SegmentInfo& segment) {
  Json json{{"name", segment.name},
            {"documents", segment.documents},
            {"dead", segment.dead},
            {"first_number", segment.first_number},
            {"last_number", segment.last_number},
            {"first_day", day_json(segment.first_day)},
            {"last_day", day_json(segment.last_day)},
            {"has_undated", segment.has_undated},
            {"text_bytes", segment.text_bytes}};
  if (segment.has_times) json["has_times"] = true;
  if (segment.has_columns) json["has_columns"] = true;
  return json;
}

/// Names and paths become parts of file names: nothing may lead out of the generation.
bool safe_path(std::string_view path) noexcept {
  return !path.empty() && path.front() != '/' && path.find("..") == std::string_view::npos;
}

Status check_format(const Manifest& manifest, const std::string& path) {
  const std::string hint =
      "rebuild the index with this version: export it with the old version, then update";
  if (manifest.format != format_version)
    return failure(ErrorCode::format_mismatch,
                   fmt::format("{}: the index has format {}, this program reads format {}", path,
                               manifest.format, format_version),
                   hint);
  for (const std::string& feature : manifest.features)
    if (!known_feature(feature))
      return failure(
          ErrorCode::format_mismatch,
          fmt::format("{}: the index uses the feature \"{}\", which this program does not know",
                      path, feature),
          hint);
  return {};
}

Status check_analysis(const Manifest& manifest, const std::string& path) {
  if (manifest.analysis == analysis_version) return {};
  return failure(
      ErrorCode::format_mismatch,
      fmt::format("{}: the index was analysed with version {}, this program uses version {}", path,
                  manifest.analysis, analysis_version),
      "dateline-index rebuild rebuilds it from its stored documents");
}

/// The last line of a manifest, and the end of its JSON.
constexpr std::string_view checksum_member = "xxh3";

std::string checksum_lines(std::string_view text_before) {
  const XXH128_hash_t hash = XXH3_128bits(text_before.data(), text_before.size());
  return fmt::format(" \"{}\": \"{:016x}{:016x}\"\n}}\n", checksum_member, hash.high64, hash.low64);
}

/// What precedes the line of the checksum; as long as all of it where there is no such line.
std::string_view text_before_checksum(std::string_view text) {
  static const std::size_t length = checksum_lines({}).size();
  return text.substr(0, text.size() > length ? text.size() - length : 0);
}

/// A manifest of an earlier version has none.
Status check_checksum(const ManifestJson& json, std::string_view text, const std::string& path) {
  if (!json.has(checksum_member) || has_checksum(text)) return {};
  return failure(ErrorCode::corrupt, path + " is not what was written (checksum)",
                 "dateline-index repair makes a new generation from what is stored");
}

bool sound(const Manifest& manifest) {
  const auto safe_segment = [](const SegmentInfo& s) { return safe_path(s.name); };
  const auto safe_file = [](const FileInfo& f) { return safe_path(f.path); };
  return std::all_of(manifest.segments.begin(), manifest.segments.end(), safe_segment) &&
         std::all_of(manifest.files.begin(), manifest.files.end(), safe_file);
}

}  // namespace

Result<Manifest> parse_manifest(std::string_view text, const std::string& path,
                                AnalysisVersion accepted) {
  Manifest manifest;
  try {
    const ManifestJson json(text);
    DATELINE_TRY(check_checksum(json, text, path));
    json.read_versions(manifest);
    DATELINE_TRY(check_format(manifest, path));
    if (accepted == AnalysisVersion::ours) DATELINE_TRY(check_analysis(manifest, path));
    json.read_contents(manifest);
  } catch (const NoManifest& error) {
    return failure(ErrorCode::corrupt, path + " is not a manifest: " + error.what());
  }
  if (!sound(manifest)) return failure(ErrorCode::corrupt, path + " names files outside the index");
  return manifest;
}

std::vector<std::string> features_of(const std::vector<SegmentInfo>& segments) {
  const auto any_has = [&](bool SegmentInfo::*has) {
    return std::any_of(segments.begin(), segments.end(),
                       [&](const SegmentInfo& segment) { return segment.*has; });
  };
  std::vector<std::string> features;
  if (any_has(&SegmentInfo::has_times)) features.emplace_back(times_feature);
  if (any_has(&SegmentInfo::has_columns)) features.emplace_back(columns_feature);
  return features;
}

std::string serialize_manifest(const Manifest& manifest) {
  Json json{{"format", manifest.format},
            {"features", manifest.features},
            {"analysis", {{"version", manifest.analysis}, {"language", manifest.language}}},
            {"scoring", scoring_json(manifest.scoring)},
            {"generation", manifest.generation},
            {"base", manifest.base},
            {"created", manifest.created},
            {"documents", manifest.documents},
            {"text_bytes", manifest.text_bytes},
            {"segments", Json::array()},
            {"files", Json::array()}};
  for (const SegmentInfo& segment : manifest.segments)
    json["segments"].push_back(segment_json(segment));
  for (const FileInfo& file : manifest.files)
    json["files"].push_back({{"path", file.path}, {"bytes", file.bytes}, {"xxh3", file.xxh3}});
  std::string text = json.dump(1);
  text.resize(text.size() - 2);  // the line break and brace at its end
  text += ",\n";
  return text + checksum_lines(text);
}

bool has_checksum(std::string_view manifest_json) {
  const std::string_view before = text_before_checksum(manifest_json);
  return manifest_json.substr(before.size()) == checksum_lines(before);
}

}  // namespace dateline
