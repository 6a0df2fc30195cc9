// Where dateline-index takes its settings from, its help, and its usage errors.
#include "tests/cli/index_fixture.hpp"

using namespace dateline::test;
using Catch::Matchers::Contains;

namespace {

struct Case {
  std::vector<std::string> arguments;
  std::string part_of_error;
};

}  // namespace

TEST_CASE("wrong use ends with 2, a message and a hint") {
  const IndexFixture fixture;
  const std::vector<Case> cases{
      {{}, "no command given"},
      {{"update"}, "PATH is required"},
      {{"remove", "--index", "x"}, "KEY is required"},
      {{"frobnicate"}, "frobnicate"},
      {{"update", "--index", "x", "--frobnicate", "a"}, "--frobnicate"},
      {{"update", "a"}, "no index given"},
      {{"update", "--index", "x", "--format", "docx", "a"}, "--format"},
      {{"update", "--index", "x", "--default-date", "soon", "a"}, "--default-date soon"},
      {{"update", "--index", "x", "--map", "story=text", "a"}, "--map story=text"},
      {{"update", "--index", "x", "--language", "klingon", "-"}, "klingon"},
      {{"stats", "--index", "/nonexistent"}, "/nonexistent"},
      {{"check", "--index", "/nonexistent"}, "/nonexistent"},
      {{"export", "--index", "/nonexistent"}, "/nonexistent"},
      {{"compact", "--index", "/nonexistent"}, "/nonexistent"},
      {{"rebuild", "--index", "/nonexistent"}, "/nonexistent"},
      {{"remove", "--index", "/nonexistent", "key"}, "/nonexistent"},
      {{"stats", "--config", "/nonexistent.toml"}, "/nonexistent.toml"},
  };
  for (const Case& wrong : cases) {
    CAPTURE(wrong.arguments);
    const ProcessResult result = run_process(fixture.bare_command(wrong.arguments));
    CHECK(result.exit_code == 2);
    CHECK(result.output.empty());
    CHECK_THAT(result.errors, Catch::StartsWith("dateline-index: ") &&
                                  Contains(wrong.part_of_error) && Contains("hint: "));
  }
  CHECK_FALSE(std::filesystem::exists("/nonexistent"));
}

TEST_CASE("help and version go to standard output") {
  const IndexFixture fixture;
  const ProcessResult help = run_process(fixture.bare_command({"--help"}));
  CHECK(help.exit_code == 0);
  CHECK(help.errors.empty());
  for (const char* part : {"update", "remove", "stats", "check", "compact", "rebuild", "export",
                           "Exit codes:", "Examples:"})
    CHECK_THAT(help.output, Contains(part));
  const ProcessResult verb_help = run_process(fixture.bare_command({"update", "--help"}));
  CHECK(verb_help.exit_code == 0);
  CHECK_THAT(verb_help.output, Contains("--max-document") && Contains("german"));
  const ProcessResult version = run_process(fixture.bare_command({"--version"}));
  CHECK(version.exit_code == 0);
  CHECK_THAT(version.output, Catch::StartsWith("dateline-index "));
}

TEST_CASE("the index is named by option, environment or configuration, in this order") {
  const IndexFixture fixture;
  const std::string config = fixture.write("c.toml", "index = \"/nonexistent/config\"\n");
  Command command = fixture.bare_command({"stats", "--config", config});
  CHECK_THAT(run_process(command).errors, Contains("/nonexistent/config"));
  command.environment["DATELINE_INDEX"] = "/nonexistent/environment";
  CHECK_THAT(run_process(command).errors, Contains("/nonexistent/environment"));
  command.arguments.insert(command.arguments.end(), {"--index", "/nonexistent/option"});
  CHECK_THAT(run_process(command).errors, Contains("/nonexistent/option"));
}

TEST_CASE("the configuration is found where XDG says, and sets what verbs do") {
  const IndexFixture fixture;
  const std::string text = "index = \"" + fixture.index().string() +
                           "\"\n[update]\ndefault-source = \"Agency\"\nquiet = true\n"
                           "[search]\nlimit = 5\n";
  fixture.write(".config/dateline/config.toml", text);
  fixture.write("elsewhere/dateline/config.toml", "index = \"/nonexistent/elsewhere\"\n");
  const std::string file = fixture.write("a.jsonl", news_line("a", "x"));
  const ProcessResult result = run_process(fixture.bare_command({"update", file}));
  INFO(result.errors);
  CHECK(result.exit_code == 0);
  CHECK(result.errors.empty());
  CHECK(fixture.exported().at(0)["source"] == "Agency");
  Command xdg = fixture.bare_command({"stats"});
  xdg.environment["XDG_CONFIG_HOME"] = fixture.path("elsewhere").string();
  CHECK_THAT(run_process(xdg).errors, Contains("/nonexistent/elsewhere"));
}

TEST_CASE("a setting that no verb knows is an error that names it") {
  const IndexFixture fixture;
  const std::string config = fixture.write("c.toml", "[update]\njobz = 2\n");
  const ProcessResult result =
      run_process(fixture.bare_command({"stats", "--index", "x", "--config", config}));
  CHECK(result.exit_code == 2);
  CHECK_THAT(result.errors, Contains("update.jobz"));
}

TEST_CASE("a path may have the name of a verb") {
  const IndexFixture fixture;
  fixture.write("stats", "date 2024-05-14\n\nA ferry sails.");
  fixture.run_well("update", {"stats"});
  CHECK(fixture.stats()["documents"] == 1);
}
