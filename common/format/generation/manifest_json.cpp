#include "common/format/generation/manifest_json.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <new>
#include <string>
#include <utility>

#include "dateline/date.hpp"

namespace dateline {
namespace {

using simdjson::dom::element;

[[noreturn]] void fail(std::string_view member, std::string_view what) {
  throw NoManifest(fmt::format("{}: {}", member, what));
}

template <typename Value>
Value get(element json, std::string_view name) {
  Value value;
  if (const auto error = json.at_key(name).get(value)) fail(name, simdjson::error_message(error));
  return value;
}

std::string get_text(element json, std::string_view name) {
  return std::string(get<std::string_view>(json, name));
}

template <typename Number>
void read_number(element json, std::string_view name, Number& number) {
  const auto value = get<std::uint64_t>(json, name);
  if (!std::in_range<Number>(value)) fail(name, "out of range");
  number = static_cast<Number>(value);
}

Day get_day(element json, std::string_view name) {
  if (get<element>(json, name).is_null()) return unknown_day;
  const auto date = parse_date(get<std::string_view>(json, name));
  if (!date) fail(name, "no date");
  return date->day;
}

Scoring get_scoring(element json) {
  Scoring scoring{};
  scoring.k1 = get<double>(json, "k1");
  const auto fields = get<element>(json, "fields");
  for (std::size_t i = 0; i < text_field_count; ++i) {
    const auto field = get<element>(fields, manifest_field_names[i]);
    scoring.fields[i] = {get<double>(field, "weight"), get<double>(field, "b"),
                         get<double>(field, "average_length")};
  }
  return scoring;
}

/// Of a member that earlier programs do not write.
bool is_true(element json, std::string_view name) {
  bool value = false;
  return json[name].get(value) == simdjson::SUCCESS && value;
}

SegmentInfo segment_of(element json) {
  SegmentInfo segment;
  segment.name = get_text(json, "name");
  read_number(json, "documents", segment.documents);
  read_number(json, "dead", segment.dead);
  read_number(json, "first_number", segment.first_number);
  read_number(json, "last_number", segment.last_number);
  segment.first_day = get_day(json, "first_day");
  segment.last_day = get_day(json, "last_day");
  segment.has_undated = get<bool>(json, "has_undated");
  read_number(json, "text_bytes", segment.text_bytes);
  segment.has_times = is_true(json, "has_times");
  segment.has_columns = is_true(json, "has_columns");
  return segment;
}

FileInfo file_of(element json) {
  FileInfo file;
  file.path = get_text(json, "path");
  read_number(json, "bytes", file.bytes);
  file.xxh3 = get_text(json, "xxh3");
  return file;
}

std::string feature_of(element json) {
  std::string_view feature;
  if (const auto error = json.get(feature)) fail("features", simdjson::error_message(error));
  return std::string(feature);
}

/// Of each member of an array.
template <typename Made>
std::vector<Made> get_all(element json, std::string_view name, Made (*make)(element)) {
  std::vector<Made> made;
  for (const element each : get<simdjson::dom::array>(json, name)) made.push_back(make(each));
  return made;
}

}  // namespace

struct ManifestJson::Document {
  simdjson::dom::parser parser;  // holds what `root` refers to
  element root;
};

ManifestJson::ManifestJson(std::string_view text) {
  auto document = std::make_unique<Document>();
  const auto error = document->parser.parse(text.data(), text.size()).get(document->root);
  if (error == simdjson::MEMALLOC) throw std::bad_alloc();
  if (error != simdjson::SUCCESS) throw NoManifest(simdjson::error_message(error));
  document_ = std::move(document);
}

ManifestJson::~ManifestJson() = default;

bool ManifestJson::has(std::string_view member) const {
  return document_->root.at_key(member).error() == simdjson::SUCCESS;
}

void ManifestJson::read_versions(Manifest& manifest) const {
  const element json = document_->root;
  read_number(json, "format", manifest.format);
  manifest.features = get_all<std::string>(json, "features", feature_of);
  read_number(get<element>(json, "analysis"), "version", manifest.analysis);
}

void ManifestJson::read_contents(Manifest& manifest) const {
  const element json = document_->root;
  manifest.language = get_text(get<element>(json, "analysis"), "language");
  manifest.scoring = get_scoring(get<element>(json, "scoring"));
  read_number(json, "generation", manifest.generation);
  if (has("base")) read_number(json, "base", manifest.base);
  manifest.created = get_text(json, "created");
  read_number(json, "documents", manifest.documents);
  read_number(json, "text_bytes", manifest.text_bytes);
  manifest.segments = get_all<SegmentInfo>(json, "segments", segment_of);
  manifest.files = get_all<FileInfo>(json, "files", file_of);
}

}  // namespace dateline
