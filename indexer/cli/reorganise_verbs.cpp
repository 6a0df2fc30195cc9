// dateline-index compact and rebuild: other segments, the same documents.
#include <fmt/format.h>

#include <memory>

#include "common/cli/report.hpp"
#include "dateline/maintenance.hpp"
#include "indexer/cli/progress.hpp"
#include "indexer/cli/verbs.hpp"

namespace dateline {
namespace {

using Job = Result<std::uint64_t> (*)(const IndexerOptions&);

int reorganise_verb(const Settings& settings, IndexerOptions options, Job job, const char* doing) {
  options.index = settings.index;
  options.on_warning = warn;
  ProgressLine line(settings.quiet);
  line.show(doing);
  const Result<std::uint64_t> generation = job(options);
  line.clear();
  if (!generation) return fail(generation.error());
  if (!settings.quiet) say(fmt::format("generation {}\n", *generation));
  return finish(ExitCode::done);
}

struct Verb {
  const char* name;
  const char* description;
  Job job;
  const char* doing;
};

CLI::App* add_verb_of(CLI::App& app, Program& program, const Verb& verb,
                      const std::shared_ptr<IndexerOptions>& options) {
  CLI::App* command = program.add_verb(app, verb.name, verb.description);
  add_work_options(*command, *options);
  program.on_chosen(command, [&program, options, verb] {
    return reorganise_verb(program.settings, *options, verb.job, verb.doing);
  });
  return command;
}

}  // namespace

void add_compact_verb(CLI::App& app, Program& program) {
  add_verb_of(app, program,
              {"compact", "Merge all segments into one, without replaced and removed documents",
               compact_index, "compacting"},
              std::make_shared<IndexerOptions>());
}

void add_rebuild_verb(CLI::App& app, Program& program) {
  const auto options = std::make_shared<IndexerOptions>();
  CLI::App* command = add_verb_of(
      app, program,
      {"rebuild", "Rebuild all segments from the stored documents", rebuild_index, "rebuilding"},
      options);
  command
      ->add_option("--language", options->language,
                   "Change the index to this stemmer, one that update --help lists")
      ->type_name("NAME");
}

}  // namespace dateline
