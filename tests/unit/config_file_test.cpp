// The configuration file: what TOML may look like, whose settings count, and what is wrong with it.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/cli/command_line.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;
using Catch::Matchers::Contains;
using dateline::test::TemporaryFolder;

namespace {

/// A program with two verbs whose options are of every kind.
struct Tool {
  CLI::App app{"makes things", "tool"};
  std::string index;
  std::string label;
  std::string day;
  std::vector<std::string> pairs;
  unsigned jobs = 0;
  double ratio = 0;
  bool quiet = false;
  std::int64_t wait = 0;
  std::string looked_at;

  Tool() {
    app.add_option("--index", index)->type_name("DIR")->envname("TOOL_INDEX");
    CLI::App* const make = app.add_subcommand("make", "");
    make->add_option("--index", index)->type_name("DIR");
    make->add_option("--label", label)->type_name("NAME");
    make->add_option("--day", day)->type_name("DATE");
    make->add_option("--pair", pairs)->type_name("A=B")->allow_extra_args(false);
    make->add_option("--jobs", jobs)->type_name("N")->check(CLI::Range(0u, 64u));
    make->add_option("--ratio", ratio)->type_name("N")->check(CLI::Range(1.0, 100.0));
    make->add_flag("-q,--quiet", quiet);
    make->add_flag_function("--wait{-1}", [this](std::int64_t n) { wait = n; })
        ->type_name("[=SECONDS]");
    CLI::App* const look = app.add_subcommand("look", "");
    look->add_flag("-q,--quiet", quiet);
    look->add_option("--at", looked_at)->type_name("NAME");
    add_config_option(app, {});
  }

  /// The error's message; empty if there is none.
  std::string run(const std::string& toml, std::vector<std::string> arguments) {
    const TemporaryFolder folder;
    test::write_file(folder / "c.toml", toml);
    arguments.insert(arguments.begin(), {"--config", (folder / "c.toml").string()});
    const auto parsed = parse_command_line(app, std::move(arguments),
                                           {.program = "tool", .settings = "hint", .explain = {}});
    return parsed ? std::string() : parsed.error().message;
  }
};

struct Read {
  const char* toml;
  std::function<bool(const Tool&)> holds;
};

struct Wrong {
  const char* toml;
  const char* message;  ///< part of it
};

}  // namespace

TEST_CASE("the configuration is TOML", "[part1-26]") {
  const auto label = [](std::string text) {
    return [text](const Tool& tool) { return tool.label == text; };
  };
  const std::vector<Read> cases{
      {"[make]\nlabel = \"Weber # Daughters\"\n", label("Weber # Daughters")},
      {"[make]\nlabel = 'C:\\new'  # literal\n", label("C:\\new")},
      {"[make] # how things are made\nlabel = \"x\"\n", label("x")},
      {"[make]\r\nlabel = \"x\"\r\n", label("x")},
      {"\xEF\xBB\xBF[make]\nlabel = \"x\"\n", label("x")},
      {"[make]\nlabel = \"\\u00fcber \\U0001F426 \\\"q\\\" \\t.\"\n", label("über 🐦 \"q\" \t.")},
      {"[make]\nlabel = \"\"\"\nfirst\nsecond\"\"\"\n", label("first\nsecond")},
      {"[make]\nlabel = '''[in brackets]'''\n", label("[in brackets]")},
      {"[make]\nlabel = \"[a, b]\"\n", label("[a, b]")},
      {"[make]\nlabel = \"\"\n", label("")},
      {"make.label = \"x\"\n", label("x")},
      {"make = {label = \"x\", jobs = 3}\n", label("x")},
      {"[ make ]\n\"label\" = \"x\"", label("x")},
      {"[make]\npair = [\n  \"a=1\",  # the first\n  \"b=2\",\n]\n",
       [](const Tool& tool) {
         return tool.pairs == std::vector<std::string>{"a=1", "b=2"};
       }},
      {"[make]\npair = \"a=1,2\"\n",
       [](const Tool& tool) { return tool.pairs == std::vector<std::string>{"a=1,2"}; }},
      {"[make]\npair = []\n", [](const Tool& tool) { return tool.pairs.empty(); }},
      {"[make]\njobs = 0x1_0\nratio = 2.5\n",
       [](const Tool& tool) { return tool.jobs == 16 && tool.ratio == 2.5; }},
      {"[make]\nratio = 3\n", [](const Tool& tool) { return tool.ratio == 3; }},
      {"[make]\nday = 2024-05-14\n", [](const Tool& tool) { return tool.day == "2024-05-14"; }},
      {"[make]\nday = 2024\n", [](const Tool& tool) { return tool.day == "2024"; }},
      {"[make]\nday = \"2024-05\"\n", [](const Tool& tool) { return tool.day == "2024-05"; }},
      {"[make]\nquiet = true\n", [](const Tool& tool) { return tool.quiet; }},
      {"[make]\nquiet = false\n", [](const Tool& tool) { return !tool.quiet; }},
      {"[make]\nwait = true\n", [](const Tool& tool) { return tool.wait == -1; }},
      {"[make]\nwait = 90\n", [](const Tool& tool) { return tool.wait == 90; }},
      {"[make]\nwait = false\n", [](const Tool& tool) { return tool.wait == 0; }},
      {"# nothing\n", [](const Tool& tool) { return tool.label.empty(); }},
      {"", [](const Tool& tool) { return tool.label.empty(); }},
  };
  for (const Read& read : cases) {
    CAPTURE(read.toml);
    Tool tool;
    CHECK(tool.run(read.toml, {"make"}) == "");
    CHECK(read.holds(tool));
  }
}

TEST_CASE("what is wrong with a configuration is said with its line", "[part1-26]") {
  const Wrong cases[] = {
      {"\n[maek]\nlabel = \"x\"\n", "line 2: unknown section [maek]; did you mean make?"},
      {"[search.deep]\nx = 1\n[zzz]\n", "line 3: unknown section [zzz]"},
      {"label = \"x\"\n", "line 1: unknown setting label before the first section"},
      {"[make]\n\n\nlable = \"x\"\n", "line 4: unknown setting make.lable; did you mean label?"},
      {"[make]\nq = true\n", "line 2: unknown setting make.q"},
      {"[make]\nhelp = true\n", "line 2: unknown setting make.help"},
      {"[look]\nlabel = \"x\"\n", "line 2: unknown setting look.label"},
      {"[make]\njobs = \"3\"\n", "line 2: jobs must be a number, without quotation marks"},
      {"[make]\njobs = 2.5\n", "line 2: "},
      {"[make]\njobs = -1\n", "line 2: "},
      {"[make]\njobs = 65\n", "line 2: --jobs: Value 65 not in range"},
      {"[make]\n\nday = \"\"\n", "line 3: day must not be empty"},
      {"index = \"\"\n", "line 1: index must not be empty"},
      {"[make]\nratio = nan\n", "line 2: ratio must be a number"},
      {"[make]\nratio = inf\n", "line 2: ratio must be a number"},
      {"[make]\njobs = true\n", "line 2: jobs must be a number"},
      {"[make]\njobs = [1]\n", "line 2: jobs must be a number"},
      {"[make]\nlabel = 7\n", "line 2: label must be text in quotation marks"},
      {"[make]\nlabel = 10:30:00\n", "line 2: label must be text"},
      {"[make]\nlabel = [\"x\"]\n", "line 2: label must be text"},
      {"[make]\nlabel = {a = 1}\n", "line 2: label must be text"},
      {"[make.label]\na = 1\n", "line 1: label must be text"},
      {"[make]\npair = [\n \"a\",\n 3]\n", "line 4: pair must be a list of text"},
      {"[make]\npair = [[\"a\"]]\n", "line 2: pair must be a list of text"},
      {"[make]\nquiet = \"true\"\n", "line 2: quiet must be true or false"},
      {"[make]\nquiet = 1\n", "line 2: quiet must be true or false"},
      {"[make]\nwait = \"long\"\n", "line 2: wait must be true, false or a number"},
      {"[[make]]\nlabel = \"x\"\n", "line 1: make is a section"},
      {"make = 3\n", "line 1: make is a section"},
      {"index = 3\n", "line 1: index must be text"},
      {"index = \"a\"\n[make]\nlabel = x\n", "line 3, column"},
      {"[make]\njobs = 1\njobs = 2\n", "line 3, column"},
      {"[make]\nlabel = \"x\n", "line 2, column"},
      {"[make]\n[make]\n", "line 2, column"},
      {"[make]\nlabel = \"\xFF\"\n", "line 2, column"},
  };
  for (const Wrong& wrong : cases) {
    CAPTURE(wrong.toml);
    Tool tool;
    const std::string message = tool.run(wrong.toml, {"make"});
    CHECK_THAT(message, Catch::StartsWith("configuration file /") && Contains("c.toml, ") &&
                            Contains(wrong.message));
  }
}

TEST_CASE("what a program finds wrong with a setting is said with its line", "[part1-26]") {
  const std::string toml = "index = \"i\"\n[make]\nlabel = \"sideways\"\nday = \"x\"\n";
  const auto message_of = [&](std::vector<std::string> arguments, const std::string& message) {
    Tool tool;
    CHECK(tool.run(toml, std::move(arguments)) == "");
    return with_config_place(tool.app, {ErrorCode::usage, message, "hint", {}}).message;
  };
  const std::string wrong = "--label sideways: no such value";
  CHECK_THAT(message_of({"make"}, wrong), Catch::StartsWith("configuration file /") &&
                                              Catch::EndsWith("c.toml, line 3: " + wrong));
  CHECK_THAT(message_of({"make"}, "--day: x"), Contains("c.toml, line 4: --day: x"));
  CHECK_THAT(message_of({"make"}, "--index i"), Contains("c.toml, line 1: --index i"));
  // Not where the command line said it, or where the setting is not in force, or of no option.
  CHECK(message_of({"make", "--label", "sideways"}, wrong) == wrong);
  CHECK(message_of({"look"}, wrong) == wrong);
  CHECK(message_of({"make"}, "--ratio 3") == "--ratio 3");
  CHECK(message_of({"make"}, "label sideways") == "label sideways");
}

TEST_CASE("what is not TOML gets a hint about TOML", "[part1-26]") {
  const TemporaryFolder folder;
  for (const auto& [toml, hint] : {std::pair("[make]\nlabel = x\n", "name = \"text\""),
                                   {"[make]\nlable = \"x\"\n", "names of settings"}}) {
    test::write_file(folder / "c.toml", std::string(toml));
    Tool tool;
    const auto parsed =
        parse_command_line(tool.app, {"--config", (folder / "c.toml").string(), "make"},
                           {.program = "tool", .settings = "names of settings", .explain = {}});
    REQUIRE_FALSE(parsed);
    CHECK_THAT(parsed.error().hint, Contains(hint) && Contains("dateline-config(5)"));
  }
}

TEST_CASE("hostile configurations end with an error", "[part1-26]") {
  for (const std::string& toml :
       {"index = " + std::string(100'000, '['),
        "[make]\nlabel = \"" + std::string(2 << 20, 'x') + "\"\n",
        std::string("\xFF\xFEi\0n\0d\0e\0x\0", 12), "a" + std::string(50'000, '.') + "b = 1\n"}) {
    CAPTURE(toml.substr(0, 20));
    Tool tool;
    CHECK_THAT(tool.run(toml, {"make"}), Contains("c.toml"));
  }
}

TEST_CASE("only the settings of the verb that runs come into force", "[part1-26]") {
  const char* const toml = "[make]\nquiet = true\nindex = \"m\"\n[look]\nat = \"a\"\n";
  Tool looks;
  CHECK(looks.run(toml, {"look"}) == "");
  CHECK_FALSE(looks.quiet);
  CHECK(looks.index.empty());
  CHECK(looks.looked_at == "a");
  Tool makes;
  CHECK(makes.run(toml, {"make"}) == "");
  CHECK(makes.quiet);
  CHECK(makes.index == "m");
  CHECK(makes.looked_at.empty());
}

TEST_CASE("sections of other programs are passed over, whatever they hold", "[part1-26]") {
  Tool tool;
  CHECK(tool.run("[search]\nlimit = 5\nno-such = 1\n[serve]\nthreads = 2\n[make]\nlabel = \"x\"\n",
                 {"make"}) == "");
  CHECK(tool.label == "x");
}

TEST_CASE("command line, environment, section, top: what is nearer counts", "[part1-26]") {
  const std::string top = "index = \"top\"\n";
  const std::string both = top + "[make]\nindex = \"section\"\nlabel = \"file\"\n";
  const auto index_of = [](const std::string& toml, std::vector<std::string> arguments) {
    Tool tool;
    CHECK(tool.run(toml, std::move(arguments)) == "");
    return tool.index;
  };
  ::unsetenv("TOOL_INDEX");
  CHECK(index_of(top, {"make"}) == "top");
  CHECK(index_of(both, {"make"}) == "section");
  CHECK(index_of(both, {"look"}) == "top");
  CHECK(index_of(both, {"make", "--index", "option"}) == "option");
  CHECK(index_of(both, {"--index", "option", "make"}) == "option");
  ::setenv("TOOL_INDEX", "environment", 1);
  CHECK(index_of(both, {"make"}) == "environment");
  CHECK(index_of(both, {"make", "--index", "option"}) == "option");
  ::setenv("TOOL_INDEX", "", 1);
  CHECK(index_of(both, {"make"}) == "section");
  ::unsetenv("TOOL_INDEX");
  Tool tool;
  CHECK(tool.run(both, {"make", "--label", "option"}) == "");
  CHECK(tool.label == "option");
}
