// dateline-index formats: what can be read, and how it is recognised.
#include <memory>

#include "common/cli/report.hpp"
#include "indexer/cli/formats_output.hpp"
#include "indexer/cli/verbs.hpp"

namespace dateline {
namespace {

int formats_verb(const std::string& format) {
  if (format == "json")
    write_stdout(formats_json());
  else if (format == "markdown")
    write_stdout(formats_markdown());
  else
    write_stdout(formats_text());
  return finish(ExitCode::done);
}

}  // namespace

void add_formats_verb(CLI::App& app, Program& program) {
  CLI::App* command = program.add_verb_without_index(
      app, "formats", "List the formats that can be read, and how each is recognised");
  const auto format = std::make_shared<std::string>("text");
  command->add_option("--format", *format, "text, json or markdown (default text)")
      ->type_name("NAME")
      ->check(CLI::IsMember({"text", "json", "markdown"}).description(""));
  program.on_chosen_without_index(command, [format] { return formats_verb(*format); });
}

}  // namespace dateline
