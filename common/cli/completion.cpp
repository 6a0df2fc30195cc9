#include "common/cli/completion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "common/cli/command_table.hpp"

namespace dateline {
namespace {

/// Every name as it is typed: --limit, -h.
std::vector<std::string> dashed_names(const CompletedOption& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.long_names) names.push_back("--" + name);
  for (const std::string& name : option.short_names) names.push_back("-" + name);
  return names;
}

/// In single quotes of sh and zsh.
std::string sh_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string function_name(const std::string& program) {
  std::string name = "_" + program;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

// ---- bash

/// The words to choose from where an option or verb can stand.
std::string bash_words(const CompletedCommand& command) {
  std::vector<std::string> words;
  for (const CompletedCommand& verb : command.verbs) words.push_back(verb.name);
  for (const CompletedOption& option : command.options) {
    const auto names = dashed_names(option);
    words.insert(words.end(), names.begin(), names.end());
  }
  return fmt::format("{}", fmt::join(words, " "));
}

std::string bash_compgen(ValueKind kind, const std::vector<std::string>& choices) {
  switch (kind) {
    case ValueKind::none:
    case ValueKind::any:
      return ":";
    case ValueKind::folder:
      return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")";
    case ValueKind::file:
      return "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")";
    case ValueKind::choice:
      return fmt::format("mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$cur\")",
                         fmt::join(choices, " "));
  }
  return {};
}

std::string bash_values(const CompletedCommand& command, const std::string& verb) {
  std::string cases;
  for (const CompletedOption& option : command.options) {
    if (option.value == ValueKind::none) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : dashed_names(option)) patterns.push_back(verb + ":" + name);
    cases += fmt::format("    {}) {}; return ;;\n", fmt::join(patterns, "|"),
                         bash_compgen(option.value, option.choices));
  }
  return cases;
}

std::string bash_script(const CompletedCommand& program) {
  std::vector<std::string> verbs;
  std::string values;
  std::string words;
  std::string positionals;
  for (const CompletedCommand& verb : program.verbs) {
    verbs.push_back(verb.name);
    values += bash_values(verb, verb.name);
    words += fmt::format("    {}) words='{}' ;;\n", verb.name, bash_words(verb));
    positionals += fmt::format("    {}) {} ;;\n", verb.name, bash_compgen(verb.positional, {}));
  }
  values += bash_values(program, "*");
  words += fmt::format("    *) words='{}' ;;\n", bash_words(program));
  positionals += fmt::format("    *) {} ;;\n", bash_compgen(program.positional, {}));
  return fmt::format(
      R"(# bash completion for {program}, made by {program} --completion bash
{function}() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} verb='' words='' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case " {verbs} " in *" ${{COMP_WORDS[i]}} "*) verb=${{COMP_WORDS[i]}}; break ;; esac
  done
  case $verb:$prev in
{values}  esac
  case $verb in
{words}  esac
  if [[ $cur == -* || ( -z $verb && -n '{verbs}' ) ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
    return
  fi
  case $verb in
{positionals}  esac
}}
complete -F {function} {program}
)",
      fmt::arg("program", program.name), fmt::arg("function", function_name(program.name)),
      fmt::arg("verbs", fmt::join(verbs, " ")), fmt::arg("values", values),
      fmt::arg("words", words), fmt::arg("positionals", positionals));
}

// ---- zsh

/// Within a specification of _arguments, brackets and colons have a meaning.
std::string zsh_description(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_action(ValueKind kind, const std::vector<std::string>& choices) {
  switch (kind) {
    case ValueKind::none:
    case ValueKind::any:
      return " ";
    case ValueKind::folder:
      return "_files -/";
    case ValueKind::file:
      return "_files";
    case ValueKind::choice:
      return fmt::format("({})", fmt::join(choices, " "));
  }
  return {};
}

std::string zsh_options(const CompletedCommand& command, const std::string& indent) {
  std::string specs;
  for (const CompletedOption& option : command.options) {
    for (const std::string& name : dashed_names(option)) {
      std::string spec = fmt::format("*{}[{}]", name, zsh_description(option.description));
      if (option.value != ValueKind::none) {
        spec += fmt::format(":{}:{}", zsh_description(option.value_name),
                            zsh_action(option.value, option.choices));
      }
      specs += fmt::format(" \\\n{}{}", indent, sh_quoted(spec));
    }
  }
  return specs;
}

std::string zsh_positionals(const CompletedCommand& command) {
  return sh_quoted("*: :" + zsh_action(command.positional, {}));
}

std::string zsh_script(const CompletedCommand& program) {
  const std::string head =
      fmt::format("#compdef {0}\n# made by {0} --completion zsh\n", program.name);
  if (program.verbs.empty()) {
    return fmt::format("{}_arguments -s{} \\\n  {}\n", head, zsh_options(program, "  "),
                       zsh_positionals(program));
  }
  std::string verbs;
  std::string cases;
  for (const CompletedCommand& verb : program.verbs) {
    verbs +=
        fmt::format("    {}\n", sh_quoted(verb.name + ":" + zsh_description(verb.description)));
    cases += fmt::format("  {})\n    _arguments -s{} \\\n      {} ;;\n", verb.name,
                         zsh_options(verb, "      "), zsh_positionals(verb));
  }
  return fmt::format(
      R"({head}local curcontext=$curcontext state line
_arguments -C{options} \
  '1: :->verb' '*::argument:->arguments'
case $state in
verb)
  local -a verbs=(
{verbs}  )
  _describe verb verbs ;;
arguments)
  case $words[1] in
{cases}  esac ;;
esac
)",
      fmt::arg("head", head), fmt::arg("options", zsh_options(program, "  ")),
      fmt::arg("verbs", verbs), fmt::arg("cases", cases));
}

// ---- fish

std::string fish_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string fish_value(const CompletedOption& option) {
  switch (option.value) {
    case ValueKind::none:
      return "";
    case ValueKind::any:
      return " -x";
    case ValueKind::folder:
      return " -x -a '(__fish_complete_directories)'";
    case ValueKind::file:
      return " -r -F";
    case ValueKind::choice:
      return fmt::format(" -x -a '{}'", fmt::join(option.choices, " "));
  }
  return {};
}

std::string fish_options(const CompletedCommand& command, const std::string& start) {
  std::string lines;
  for (const CompletedOption& option : command.options) {
    lines += start;
    for (const std::string& name : option.long_names) lines += " -l " + name;
    for (const std::string& name : option.short_names) lines += " -s " + name;
    lines += fish_value(option) + " -d " + fish_quoted(option.description) + "\n";
  }
  return lines;
}

std::string fish_script(const CompletedCommand& program) {
  const std::string complete = "complete -c " + program.name;
  std::string script =
      fmt::format("# fish completion for {0}, made by {0} --completion fish\n", program.name);
  script += complete + " -f\n";
  if (program.positional == ValueKind::file) script += complete + " -F\n";
  for (const CompletedCommand& verb : program.verbs) {
    script += fmt::format("{} -n __fish_use_subcommand -a {} -d {}\n", complete, verb.name,
                          fish_quoted(verb.description));
    const std::string within =
        fmt::format("{} -n '__fish_seen_subcommand_from {}'", complete, verb.name);
    if (verb.positional == ValueKind::file) script += within + " -F\n";
    script += fish_options(verb, within);
  }
  return script + fish_options(program, complete);
}

std::string script_for(const CLI::App& app, const std::string& shell) {
  if (shell == "bash") return completion_script(app, Shell::bash);
  if (shell == "zsh") return completion_script(app, Shell::zsh);
  if (shell == "fish") return completion_script(app, Shell::fish);
  throw CLI::ValidationError("--completion", shell + ": there are bash, zsh and fish");
}

}  // namespace

std::string completion_script(const CLI::App& app, Shell shell) {
  const CompletedCommand program = read_command(app);
  switch (shell) {
    case Shell::bash:
      return bash_script(program);
    case Shell::zsh:
      return zsh_script(program);
    case Shell::fish:
      return fish_script(program);
  }
  return {};
}

void add_completion_option(CLI::App& app) {
  app.add_option_function<std::string>(
         "--completion",
         [&app](const std::string& shell) {
           // As --version does: what() is printed, followed by a line break.
           std::string script = script_for(app, shell);
           script.pop_back();
           throw CLI::CallForVersion(script, 0);
         },
         "Print a script that completes this program's options: bash, zsh or fish")
      ->type_name("SHELL")
      ->trigger_on_parse()
      ->configurable(false);
}

}  // namespace dateline
