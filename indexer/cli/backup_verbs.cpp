// dateline-index backup and restore: copies of a generation.
#include <fmt/format.h>

#include <memory>

#include "common/cli/report.hpp"
#include "dateline/backup.hpp"
#include "indexer/cli/progress.hpp"
#include "indexer/cli/quantities.hpp"
#include "indexer/cli/verbs.hpp"

namespace dateline {
namespace {

struct CopyArguments {
  std::string folder;
  std::uint64_t generation = 0;  ///< 0: the newest
  CopyOptions options;
};

std::string copy_summary(const CopyReport& report) {
  return fmt::format("generation {}: {}, {}, {} verified; {} there already, {} linked, {} copied\n",
                     report.generation, count_of(report.documents, "document"),
                     count_of(report.files, "file"), as_megabytes(report.bytes),
                     with_thousands(report.reused_files), with_thousands(report.linked_files),
                     with_thousands(report.copied_files));
}

template <typename Job>
int run_job(const Settings& settings, CopyOptions options, Job&& job) {
  ProgressLine line(settings.quiet);
  options.on_step = [&line](std::string_view step) { line.show(step); };
  options.on_warning = [&line](std::string_view warning) {
    line.clear();
    warn(warning);
  };
  const Result<CopyReport> report = job(options);
  line.clear();
  if (!report) return fail(report.error());
  if (!settings.quiet) say(copy_summary(*report));
  return finish(ExitCode::done);
}

int backup_verb(const Settings& settings, const CopyArguments& arguments) {
  return run_job(settings, arguments.options, [&](const CopyOptions& options) {
    return backup_index(settings.index, arguments.folder, options);
  });
}

int restore_verb(const Settings& settings, const CopyArguments& arguments) {
  return run_job(settings, arguments.options, [&](const CopyOptions& options) {
    const auto generation =
        arguments.generation == 0 ? std::nullopt : std::optional(arguments.generation);
    return restore_index(arguments.folder, settings.index, generation, options);
  });
}

void add_copy_options(CLI::App& command, CopyArguments& arguments, const char* keep_help) {
  command.add_option("DIR", arguments.folder, "The folder of backups")->type_name("")->required();
  command.add_flag("--copy", arguments.options.copy,
                   "Copy files even where they could be hard links");
  command.add_option("--keep", arguments.options.keep, keep_help)
      ->type_name("N")
      ->check(CLI::PositiveNumber.description(""));
}

}  // namespace

void add_backup_verb(CLI::App& app, Program& program) {
  CLI::App* command =
      program.add_verb(app, "backup", "Copy the live generation into a folder of backups");
  const auto arguments = std::make_shared<CopyArguments>();
  add_copy_options(*command, *arguments, "Newest backups that stay in the folder (default 2)");
  command->footer(
      "Files that an earlier backup in DIR holds are used again. All are compared with their\n"
      "checksums. On the file system of the index files are hard links unless --copy is given.\n"
      "Example:\n  dateline-index backup --index news.idx /backup/news");
  program.on_chosen(command,
                    [&program, arguments] { return backup_verb(program.settings, *arguments); });
}

void add_restore_verb(CLI::App& app, Program& program) {
  CLI::App* command =
      program.add_verb(app, "restore", "Make a backup the live generation of the index");
  const auto arguments = std::make_shared<CopyArguments>();
  add_copy_options(*command, *arguments, "Newest generations that stay in the index (default 2)");
  command
      ->add_option("--generation", arguments->generation,
                   "The generation of the backup (default: the newest)")
      ->type_name("N")
      ->check(CLI::PositiveNumber.description(""));
  command->footer(
      "The index may be there or not; what it held last can be rolled back to.\n"
      "Example:\n  dateline-index restore --index news.idx /backup/news");
  program.on_chosen(command,
                    [&program, arguments] { return restore_verb(program.settings, *arguments); });
}

}  // namespace dateline
