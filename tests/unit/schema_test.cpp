// What is on disk must never change its meaning: prefixes, numbers and magic bytes are held fixed
// here.
#include "common/format/schema.hpp"

#include <catch2/catch.hpp>

#include "common/format/generation/manifest.hpp"
#include "common/format/segment/segment_files.hpp"

namespace dateline {
namespace {

TEST_CASE("terms of filters keep their form") {
  CHECK(year_term(2024) == "Y2024");
  CHECK(year_term(987) == "Y0987");
  CHECK(month_term(2024, 5) == "M202405");
  CHECK(day_term({2024, 5, 14}) == "D20240514");
  CHECK(undated_term == "DN");
  const FieldSpec& source = field_of(FieldId::source);
  CHECK(filter_term(source, "US Senate: Akaka") == "Pus senate: akaka");
  CHECK(filter_term(source, "C++") != filter_term(source, "C"));
  CHECK(filter_term(field_of(FieldId::language), "en_GB") == "Len-gb");
  const std::string a = filter_term(source, std::string(300, 'a') + "1"),
                    b = filter_term(source, std::string(300, 'a') + "2");
  CHECK(a.size() <= 245);
  CHECK(a != b);
}

TEST_CASE("files begin with the magic of their version") {
  CHECK(documents_magic == std::string_view("DLdocs\x01\n", 8));
  CHECK(tokens_magic == std::string_view("DLtoks\x01\n", 8));
  CHECK(format_version == 3);
  CHECK(analysis_version == 2);
}

Manifest sample_manifest() {
  Manifest manifest;
  manifest.format = format_version;
  manifest.analysis = analysis_version;
  manifest.language = "en";
  manifest.scoring.fields = {{{2.0, 0.5, 9.0}, {1.5, 0.75, 400.0}, {1.0, 0.75, 400.0}}};
  manifest.generation = 7;
  manifest.created = "2024-05-14T00:00:00Z";
  manifest.documents = 3;
  manifest.text_bytes = 1000;
  manifest.segments = {{"000001", 4, 1, 1, 4, -5, 19000, true, 1000},
                       {"000002", 1, 0, 5, 5, unknown_day, unknown_day, true, 9}};
  manifest.files = {{"store/CURRENT", 16, "00ff"}};
  return manifest;
}

TEST_CASE("a manifest comes back as it was written") {
  const Manifest manifest = sample_manifest();
  const std::string json = serialize_manifest(manifest);
  const auto parsed = parse_manifest(json, "MANIFEST.json");
  REQUIRE(parsed);
  CHECK(serialize_manifest(*parsed) == json);
  CHECK(parsed->segments[0].first_day == -5);
  CHECK(parsed->segments[1].first_day == unknown_day);
}

TEST_CASE("a manifest says whether records have times of day, and then names the feature",
          "[part1-15]") {
  Manifest manifest = sample_manifest();
  CHECK(features_of(manifest.segments).empty());
  manifest.segments[1].has_times = true;
  CHECK(features_of(manifest.segments) == std::vector<std::string>{"times"});
  const auto parsed = parse_manifest(serialize_manifest(manifest), "MANIFEST.json");
  REQUIRE(parsed);
  CHECK_FALSE(parsed->segments[0].has_times);
  CHECK(parsed->segments[1].has_times);
}

TEST_CASE("a manifest of another version is refused with a hint, and a damaged one is corrupt") {
  const auto refuse = [](auto change) {
    Manifest manifest = sample_manifest();
    change(manifest);
    return parse_manifest(serialize_manifest(manifest), "MANIFEST.json");
  };
  const auto format = refuse([](Manifest& m) { m.format = format_version + 1; });
  REQUIRE_FALSE(format);
  CHECK(format.error().code == ErrorCode::format_mismatch);
  CHECK_FALSE(format.error().hint.empty());
  const auto analysis = refuse([](Manifest& m) { m.analysis = analysis_version + 1; });
  REQUIRE_FALSE(analysis);
  CHECK(analysis.error().hint.find("rebuild") != std::string::npos);
  const auto feature = refuse([](Manifest& m) { m.features = {"time-travel"}; });
  REQUIRE_FALSE(feature);
  CHECK(feature.error().code == ErrorCode::format_mismatch);
  CHECK(refuse([](Manifest& m) { m.features = {std::string(times_feature)}; }));
  const auto path = refuse([](Manifest& m) { m.files[0].path = "../../etc/passwd"; });
  REQUIRE_FALSE(path);
  CHECK(path.error().code == ErrorCode::corrupt);
  for (const char* text : {"", "{", "[]", "{\"format\":\"one\"}", "null"}) {
    const auto damaged = parse_manifest(text, "MANIFEST.json");
    REQUIRE_FALSE(damaged);
    CHECK(damaged.error().code == ErrorCode::corrupt);
  }
}

TEST_CASE("an error of a manifest names the member") {
  const std::string json = serialize_manifest(sample_manifest());
  const auto replaced = [&json](const std::string& what, const std::string& by) {
    std::string text = json;
    text.replace(text.find(what), what.size(), by);
    text.replace(text.rfind("xxh3"), 4, "none");  // as if it had no checksum
    const auto parsed = parse_manifest(text, "MANIFEST.json");
    return parsed ? std::string() : parsed.error().message;
  };
  CHECK(replaced("\"created\"", "\"creatrd\"").find("created: ") != std::string::npos);
  CHECK(replaced("\"dead\": 1", "\"dead\": 4294967296").find("dead: out of range") !=
        std::string::npos);
  CHECK(replaced("\"dead\": 1", "\"dead\": -1").find("dead: ") != std::string::npos);
  CHECK(replaced("2022-01-08", "someday").find("last_day: no date") != std::string::npos);
  CHECK(replaced("\"documents\": 3", "\"documents\": 3").empty());
}

}  // namespace
}  // namespace dateline
