#include "common/generation/manifest.hpp"

#include <fmt/format.h>

#include <xxhash.h>
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "common/schema.hpp"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, text_field_count> field_names{"title", "lead", "body"};

/// Features that this version knows; there are none yet.
bool known_feature(std::string_view) noexcept {
  return false;
}

Json day_json(Day day) {
  return day == unknown_day ? Json(nullptr) : Json(to_string(day));
}

/// A number of the member's type. nlohmann converts any number to any type, and what does not fit
/// undefinedly.
template <typename Number>
void read_number(const Json& value, Number& number) {
  const bool fits =
      value.is_number_unsigned()
          ? std::in_range<Number>(value.get<std::uint64_t>())
          : value.is_number_integer() && std::in_range<Number>(value.get<std::int64_t>());
  if (!fits) throw Json::other_error::create(600, "no whole number, or one out of range", &value);
  value.get_to(number);
}

Day day_of(const Json& value) {
  if (value.is_null()) return unknown_day;
  const auto date = parse_date(value.get<std::string>());
  if (!date) throw Json::other_error::create(600, "no date", &value);
  return date->day;
}

Json scoring_json(const Scoring& scoring) {
  Json json{{"k1", scoring.k1}, {"wdf_scale", wdf_scale}, {"lead_words", lead_words}};
  for (std::size_t i = 0; i < text_field_count; ++i) {
    const FieldWeights& field = scoring.fields[i];
    json["fields"][std::string(field_names[i])] = {
        {"weight", field.weight}, {"b", field.b}, {"average_length", field.average_length}};
  }
  return json;
}

Scoring scoring_of(const Json& json) {
  Scoring scoring{};
  scoring.k1 = json.at("k1");
  for (std::size_t i = 0; i < text_field_count; ++i) {
    const Json& field = json.at("fields").at(std::string(field_names[i]));
    scoring.fields[i] = {field.at("weight"), field.at("b"), field.at("average_length")};
  }
  return scoring;
}

Json segment_json(const SegmentInfo& segment) {
  return {{"name", segment.name},
          {"documents", segment.documents},
          {"dead", segment.dead},
          {"first_number", segment.first_number},
          {"last_number", segment.last_number},
          {"first_day", day_json(segment.first_day)},
          {"last_day", day_json(segment.last_day)},
          {"has_undated", segment.has_undated},
          {"text_bytes", segment.text_bytes}};
}

SegmentInfo segment_of(const Json& json) {
  SegmentInfo segment;
  segment.name = json.at("name");
  read_number(json.at("documents"), segment.documents);
  read_number(json.at("dead"), segment.dead);
  read_number(json.at("first_number"), segment.first_number);
  read_number(json.at("last_number"), segment.last_number);
  segment.first_day = day_of(json.at("first_day"));
  segment.last_day = day_of(json.at("last_day"));
  segment.has_undated = json.at("has_undated");
  read_number(json.at("text_bytes"), segment.text_bytes);
  return segment;
}

/// Names and paths become parts of file names: nothing may lead out of the generation.
bool safe_path(std::string_view path) noexcept {
  return !path.empty() && path.front() != '/' && path.find("..") == std::string_view::npos;
}

Status check_format(const Manifest& manifest, const std::string& path) {
  const std::string hint =
      "make the index anew with this version: export it with the old version, then update";
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
      "dateline-index rebuild makes it anew from its stored documents");
}

void read_contents(const Json& json, Manifest& manifest) {
  manifest.language = json.at("analysis").at("language");
  manifest.scoring = scoring_of(json.at("scoring"));
  read_number(json.at("generation"), manifest.generation);
  if (const auto base = json.find("base"); base != json.end()) read_number(*base, manifest.base);
  manifest.created = json.at("created");
  read_number(json.at("documents"), manifest.documents);
  read_number(json.at("text_bytes"), manifest.text_bytes);
  for (const Json& segment : json.at("segments")) manifest.segments.push_back(segment_of(segment));
  for (const Json& file : json.at("files")) {
    auto& entry = manifest.files.emplace_back();
    entry.path = file.at("path");
    read_number(file.at("bytes"), entry.bytes);
    entry.xxh3 = file.at("xxh3");
  }
}

void read_versions(const Json& json, Manifest& manifest) {
  read_number(json.at("format"), manifest.format);
  manifest.features = json.at("features").get<std::vector<std::string>>();
  read_number(json.at("analysis").at("version"), manifest.analysis);
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
Status check_checksum(const Json& json, std::string_view text, const std::string& path) {
  if (!json.contains(checksum_member) || has_checksum(text)) return {};
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
    const Json json = Json::parse(text);
    DATELINE_TRY(check_checksum(json, text, path));
    read_versions(json, manifest);
    DATELINE_TRY(check_format(manifest, path));
    if (accepted == AnalysisVersion::ours) DATELINE_TRY(check_analysis(manifest, path));
    read_contents(json, manifest);
  } catch (const Json::exception& error) {
    return failure(ErrorCode::corrupt, path + " is no manifest: " + error.what());
  }
  if (!sound(manifest)) return failure(ErrorCode::corrupt, path + " names files outside the index");
  return manifest;
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
