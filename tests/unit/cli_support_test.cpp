// common/cli: what is printed, and that it is safe to print.
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "common/base/terminal_text.hpp"
#include "common/base/utf8.hpp"
#include "common/cli/brackets.hpp"
#include "common/cli/color.hpp"
#include "common/cli/config_path.hpp"
#include "common/cli/report.hpp"

using namespace dateline;
namespace fs = std::filesystem;

namespace {

Error query_error(std::size_t offset) {
  return Error{ErrorCode::bad_query, "unknown field \"titel\"", "did you mean title:?", offset, {}};
}

/// A folder for one test, removed with it.
struct TemporaryFolder {
  fs::path path;
  TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "dateline-cli-XXXXXX").string();
    path = mkdtemp(pattern.data());
  }
  ~TemporaryFolder() { fs::remove_all(path); }
};

}  // namespace

TEST_CASE("an argument in square brackets is read as it was typed", "[part1-01][part1-09]") {
  using Strings = std::vector<std::string>;
  for (const Strings& typed : {Strings{"[2024]"}, Strings{"[a,b]", "x"}, Strings{"[]"},
                               Strings{"[[a]]"}, Strings{"\x1F[a]"}, Strings{"./[a]", "a[1]"}}) {
    CAPTURE(typed);
    CLI::App app;
    Strings paths;
    std::string one;
    CLI::App* command = app.add_subcommand("update");
    command->add_option("PATH", paths);
    command->add_option("--one", one);
    Strings arguments{"update", "--one", typed.front()};
    arguments.insert(arguments.end(), typed.begin(), typed.end());
    arguments = keep_brackets(app, std::move(arguments));
    std::reverse(arguments.begin(), arguments.end());
    app.parse(std::move(arguments));
    CHECK(paths == typed);
    CHECK(one == typed.front());
  }
}

TEST_CASE("control characters are spelled out, everything else stays") {
  struct Case {
    std::string in, out;
  };
  const Case cases[] = {
      {"plain text", "plain text"},
      {"\x1b[31mred", "\\x1b[31mred"},
      {"a\nb\tc\rd", "a\\nb\\tc\\rd"},
      {"bell\x07 del\x7f", "bell\\x07 del\\x7f"},
      {std::string("nul\0!", 5), "nul\\x00!"},
      {"c1 \xC2\x9B 31m", "c1 \\u009b 31m"},
      {"\xE2\x80\xAEgpj.exe", "\\u202egpj.exe"},
      {"Özlem Đinđić 東京 👍", "Özlem Đinđić 東京 👍"},
      {"bad \xFF\xC3", "bad \xEF\xBF\xBD\xEF\xBF\xBD"},
      {"overlong \xC0\x9B", "overlong \xEF\xBF\xBD\xEF\xBF\xBD"},
  };
  for (const Case& c : cases) CHECK(escape_controls(c.in) == c.out);
}

TEST_CASE("width counts columns, not bytes or characters") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("Özlem") == 5);
  CHECK(display_width("O\xCC\x88zlem") == 5);
  CHECK(display_width("東京") == 4);
  CHECK(display_width("👍") == 2);
  CHECK(display_width("") == 0);
}

TEST_CASE("a border of characters is never inside one") {
  const std::string text = "a東b";
  CHECK(utf8_border(text, 0) == 0);
  CHECK(utf8_border(text, 1) == 1);
  CHECK(utf8_border(text, 2) == 1);
  CHECK(utf8_border(text, 3) == 1);
  CHECK(utf8_border(text, 4) == 4);
  CHECK(utf8_border(text, 99) == text.size());
}

TEST_CASE("an error shows the query with a caret under the spot") {
  CHECK(describe_error(query_error(0), "p", "titel:odesa") ==
        "p: unknown field \"titel\"\n  titel:odesa\n  ^\nhint: did you mean title:?\n");
  CHECK(describe_error(query_error(9), "p", "東京 ö titel:a") ==
        "p: unknown field \"titel\"\n  東京 ö titel:a\n        ^\nhint: did you mean title:?\n");
}

TEST_CASE("the caret stays right after a control character that is spelled out") {
  CHECK(describe_error(query_error(4), "p", "a\tb titel:x") ==
        "p: unknown field \"titel\"\n  a\\tb titel:x\n       ^\nhint: did you mean title:?\n");
}

TEST_CASE("of a long query only the surroundings of the spot are shown") {
  const std::string query = std::string(500, 'a') + " titel:x " + std::string(500, 'b');
  const std::string shown = describe_error(query_error(501), "p", query);
  CHECK(shown.find("…" + std::string(59, 'a') + " titel:x b") != std::string::npos);
  CHECK(shown.find(std::string(60, ' ') + "   ^\n") != std::string::npos);
}

TEST_CASE("an error without an offset or without a query has no caret") {
  Error error = query_error(0);
  CHECK(describe_error(error, "p") == "p: unknown field \"titel\"\nhint: did you mean title:?\n");
  error.offset.reset();
  error.hint.clear();
  CHECK(describe_error(error, "p", "titel:x") == "p: unknown field \"titel\"\n");
}

TEST_CASE("a suggested query is a line of its own, on which nothing steers a terminal",
          "[part1-22]") {
  Error error = query_error(0);
  error.suggestion = "title:x\x1b[31m";
  const std::string shown = describe_error(error, "p", "titel:x");
  CHECK(shown.find("\ndid you mean: title:x") != std::string::npos);
  CHECK(shown.find('\x1b') == std::string::npos);
}

TEST_CASE("an error with an offset after the query's end does not crash") {
  CHECK(describe_error(query_error(100), "p", "ab").find("  ab\n    ^\n") != std::string::npos);
}

TEST_CASE("colours: asked for, refused, or for a terminal without NO_COLOR") {
  CHECK(use_color(ColorChoice::always, -1));
  CHECK_FALSE(use_color(ColorChoice::never, STDOUT_FILENO));
  CHECK_FALSE(use_color(ColorChoice::automatic, -1));
}

TEST_CASE("the configuration is looked for in XDG_CONFIG_HOME, then in ~/.config") {
  const TemporaryFolder folder;
  const fs::path file = folder.path / "x" / "dateline" / "config.toml";
  setenv("XDG_CONFIG_HOME", (folder.path / "x").c_str(), 1);
  CHECK_FALSE(default_config_path().has_value());
  fs::create_directories(file.parent_path());
  std::ofstream(file) << "index = \"/x\"\n";
  CHECK(default_config_path() == file);

  setenv("XDG_CONFIG_HOME", "relative/paths/are/ignored", 1);
  setenv("HOME", folder.path.c_str(), 1);
  CHECK_FALSE(default_config_path().has_value());
  fs::rename(folder.path / "x", folder.path / ".config");
  CHECK(default_config_path() == folder.path / ".config" / "dateline" / "config.toml");
}
