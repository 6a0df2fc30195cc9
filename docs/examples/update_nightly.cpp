// How do I run the nightly update from my own program, and see what was rejected?
//   update_nightly INDEX PATH...
// Does what dateline-index update --prune does, and ends with the same exit codes.
#include <atomic>
#include <csignal>
#include <dateline/update.hpp>
#include <iostream>

namespace {

std::atomic<bool> stop{false};  // what was read is published when it becomes true

void stop_reading(int /*signal*/) {
  stop = true;
}

void report_reject(const dateline::Reject& reject) {
  std::cerr << to_string(reject) << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  std::signal(SIGTERM, stop_reading);
  dateline::UpdateOptions options;
  options.indexer.index = argv[1];
  options.indexer.wait = std::chrono::hours(1);  // for another writer
  options.paths.assign(argv + 2, argv + argc);
  options.prune = true;
  options.on_reject = report_reject;
  options.stop = &stop;
  const auto report = dateline::update(options);
  if (!report) {
    std::cerr << report.error().message << '\n' << report.error().hint << '\n';
    return static_cast<int>(exit_code(report.error().code));
  }
  for (const std::string& warning : report->warnings) std::cerr << warning << '\n';
  const dateline::IndexCounts& counts = report->counts;
  std::cout << "generation " << report->generation << ": " << counts.added << " added, "
            << counts.replaced << " replaced, " << counts.removed << " removed, "
            << report->rejected << " rejected\n";
  return static_cast<int>(report->rejected == 0 ? dateline::ExitCode::done
                                                : dateline::ExitCode::some_rejected);
}
