// dateline-serve on an index of data/, on a port of its own.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/http_client.hpp"
#include "tests/support/run_process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline::test {

/// An index of the project's own news, in a folder that goes with it.
class ServedIndex {
 public:
  ServedIndex() { update({DATELINE_SOURCE_DIR "/data"}); }

  [[nodiscard]] std::string path() const { return (folder_ / "index").string(); }
  [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }

  void update(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(),
                     {DATELINE_INDEX_PROGRAM, "update", "--quiet", "--index", path()});
    const ProcessResult made = run_process({arguments});
    INFO(made.errors);
    REQUIRE((made.exit_code == 0 || made.exit_code == 3));
  }

 private:
  TemporaryFolder folder_;
};

/// The index that tests share which do not change it.
inline const ServedIndex& shared_index() {
  static const ServedIndex index;
  return index;
}

/// A server that runs; killed at the end unless it was stopped.
class RunningServer {
 public:
  explicit RunningServer(const std::vector<std::string>& options = {},
                         const ServedIndex& index = shared_index()) {
    Command command;
    command.arguments = {DATELINE_SERVE_PROGRAM, "--index", index.path(), "--listen",
                         "127.0.0.1:0"};
    command.arguments.insert(command.arguments.end(), options.begin(), options.end());
    command.environment["XDG_CONFIG_HOME"] = "/nonexistent";
    process_ = std::make_unique<RunningProcess>(command);
    const std::string line = process_->wait_for_error_line("listening on http://127.0.0.1:");
    REQUIRE_FALSE(line.empty());
    port_ = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  /// A request on a connection of its own.
  [[nodiscard]] HttpReply get(const std::string& target,
                              const std::vector<std::string>& lines = {}) const {
    return HttpClient(port_).get(target, lines);
  }
  void send_signal(int number) const { process_->send_signal(number); }
  ProcessResult wait() { return process_->wait(); }

 private:
  std::unique_ptr<RunningProcess> process_;
  std::uint16_t port_ = 0;
};

}  // namespace dateline::test
