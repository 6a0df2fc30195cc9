// dateline-index export: every live document as a line of JSON.
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "common/cli/report.hpp"
#include "dateline/maintenance.hpp"
#include "indexer/cli/atomic_file.hpp"
#include "indexer/cli/quantities.hpp"
#include "indexer/cli/verbs.hpp"

namespace dateline {
namespace {

Result<std::uint64_t> export_to_file(const std::string& index, const std::string& path) {
  DATELINE_ASSIGN(AtomicFile file, AtomicFile::create(path));
  DATELINE_ASSIGN(const std::uint64_t documents,
                  export_documents(index, [&](std::string_view line) { return file.write(line); }));
  DATELINE_TRY(file.commit());
  return documents;
}

/// Error cancelled where standard output accepts no more data; finish() knows why.
Result<std::uint64_t> export_to_stdout(const std::string& index) {
  return export_documents(index, [](std::string_view line) -> Status {
    if (write_stdout(line)) return {};
    return failure(ErrorCode::cancelled, "standard output accepts no more data");
  });
}

int export_verb(const Settings& settings, const std::string& path) {
  const bool to_stdout = path.empty() || path == "-";
  const Result<std::uint64_t> documents =
      to_stdout ? export_to_stdout(settings.index) : export_to_file(settings.index, path);
  if (!documents && documents.error().code != ErrorCode::cancelled) return fail(documents.error());
  if (documents && !settings.quiet) say(count_of(*documents, "document") + " exported\n");
  return finish(ExitCode::done);
}

}  // namespace

void add_export_verb(CLI::App& app, Program& program) {
  CLI::App* command =
      program.add_verb(app, "export", "Write every document as a line of JSON, as update reads it");
  const auto path = std::make_shared<std::string>();
  command
      ->add_option("--output", *path,
                   "Appears under this name when it is complete (default: standard output)")
      ->type_name("FILE");
  command->footer(
      "Example, a copy of an index:\n"
      "  dateline-index export --index old.idx | dateline-index update --index new.idx -");
  program.on_chosen(command, [&program, path] { return export_verb(program.settings, *path); });
}

}  // namespace dateline
