// Runs a program without root's powers, to which no permission and no owner is an obstacle.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/run_process.hpp"

namespace dateline::test {

/// Who a test runs as already, or nobody where that is root.
class Unprivileged {
 public:
  /// `folder`: what the program is to reach; others may look into it from now on.
  explicit Unprivileged(const std::filesystem::path& folder) : folder_(folder) {
    if (!is_root()) return;
    namespace fs = std::filesystem;
    fs::permissions(folder, fs::perms::others_read | fs::perms::others_exec, fs::perm_options::add);
  }

  [[nodiscard]] static bool is_root() { return ::geteuid() == 0; }
  /// False where the program cannot be run as somebody else: say so, and leave the test.
  [[nodiscard]] static bool is_possible() {
    return !is_root() || ::access("/usr/bin/setpriv", X_OK) == 0;
  }

  /// Gives all below the path to the one that programs are run as.
  void give(const std::filesystem::path& path) const {
    if (!is_root()) return;
    namespace fs = std::filesystem;
    for (const auto& entry : fs::recursive_directory_iterator(path)) own(entry.path());
    own(path);
  }
  /// Lets others read all below the path.
  void show(const std::filesystem::path& path) const {
    if (!is_root()) return;
    namespace fs = std::filesystem;
    fs::permissions(path, fs::perms::others_read | fs::perms::others_exec, fs::perm_options::add);
    for (const auto& entry : fs::recursive_directory_iterator(path))
      fs::permissions(entry.path(), fs::perms::others_read | fs::perms::others_exec,
                      fs::perm_options::add);
  }

  /// The command, as somebody without powers. The program is copied into the folder: where it lies,
  /// nobody else may look.
  [[nodiscard]] ProcessResult run(Command command) const {
    if (!is_root()) return run_process(command);
    const std::filesystem::path copy =
        folder_ / std::filesystem::path(command.arguments.front()).filename();
    if (!std::filesystem::exists(copy)) std::filesystem::copy_file(command.arguments.front(), copy);
    command.arguments.front() = copy;
    const std::vector<std::string> as_nobody{"/usr/bin/setpriv", "--reuid=65534", "--regid=65534",
                                             "--clear-groups", "--"};
    command.arguments.insert(command.arguments.begin(), as_nobody.begin(), as_nobody.end());
    return run_process(command);
  }

 private:
  static void own(const std::filesystem::path& path) {
    constexpr uid_t nobody = 65534;
    if (::lchown(path.c_str(), nobody, nobody) != 0)
      throw std::filesystem::filesystem_error("cannot give", path,
                                              std::error_code(errno, std::generic_category()));
  }

  std::filesystem::path folder_;
};

}  // namespace dateline::test
