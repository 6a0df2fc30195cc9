// A temporary folder with news and an index in it, and dateline-index run on them.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/run_process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline::test {

/// One line of JSON Lines.
inline std::string news_line(const std::string& id, const std::string& text,
                             const std::string& date = "2024-05-14") {
  return nlohmann::ordered_json{{"id", id}, {"date", date}, {"title", "News " + id}, {"text", text}}
             .dump() +
         "\n";
}

class IndexFixture {
 public:
  [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] std::filesystem::path index() const { return folder_ / "news.idx"; }

  /// Writes a file into the folder, and gives its path.
  std::string write(const std::string& name, const std::string& content) const {
    std::filesystem::create_directories(path(name).parent_path());
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name).string();
  }

  [[nodiscard]] static std::string read(const std::filesystem::path& file) {
    std::ostringstream content;
    content << std::ifstream(file, std::ios::binary).rdbuf();
    return content.str();
  }

  /// `dateline-index VERB --index INDEX ARGUMENTS...`
  [[nodiscard]] Command command(const std::string& verb,
                                const std::vector<std::string>& arguments = {}) const {
    Command command = bare_command({verb, "--index", index().string()});
    command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
    return command;
  }

  /// `dateline-index ARGUMENTS...`, at home in the folder.
  [[nodiscard]] Command bare_command(const std::vector<std::string>& arguments) const {
    Command command;
    command.arguments = {DATELINE_INDEX_PROGRAM};
    command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
    command.environment = {{"HOME", folder_.path().string()}};
    command.directory = folder_.path();
    return command;
  }

  [[nodiscard]] ProcessResult run(const std::string& verb,
                                  const std::vector<std::string>& arguments = {}) const {
    return run_process(command(verb, arguments));
  }

  /// Runs the verb, which must do its work without any complaint.
  ProcessResult run_well(const std::string& verb,
                         const std::vector<std::string>& arguments = {}) const {
    ProcessResult result = run(verb, arguments);
    INFO(verb << ": " << result.errors);
    REQUIRE(result.exit_code == 0);
    return result;
  }

  [[nodiscard]] nlohmann::json stats() const {
    return nlohmann::json::parse(run_well("stats", {"--format", "json"}).output);
  }

  /// Updates from the file and gives the report.
  [[nodiscard]] nlohmann::json report_of_update(const std::vector<std::string>& arguments) const {
    std::vector<std::string> all = arguments;
    all.insert(all.end(), {"--report", "-"});
    return nlohmann::json::parse(run("update", all).output);
  }

  /// The exported documents, one a line.
  [[nodiscard]] std::vector<nlohmann::json> exported() const {
    std::istringstream lines(run_well("export").output);
    std::vector<nlohmann::json> documents;
    for (std::string line; std::getline(lines, line);)
      documents.push_back(nlohmann::json::parse(line));
    return documents;
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace dateline::test
