// The verbs of dateline-index. Each function adds one to the command line; each is a file of its
// own.
#pragma once

#include "indexer/cli/program.hpp"

namespace dateline {

void add_update_verb(CLI::App& app, Program& program);
void add_formats_verb(CLI::App& app, Program& program);
void add_read_verb(CLI::App& app, Program& program);
void add_remove_verb(CLI::App& app, Program& program);
void add_stats_verb(CLI::App& app, Program& program);
void add_check_verb(CLI::App& app, Program& program);
void add_compact_verb(CLI::App& app, Program& program);
void add_rebuild_verb(CLI::App& app, Program& program);
void add_generations_verb(CLI::App& app, Program& program);
void add_rollback_verb(CLI::App& app, Program& program);
void add_export_verb(CLI::App& app, Program& program);
void add_repair_verb(CLI::App& app, Program& program);
void add_backup_verb(CLI::App& app, Program& program);
void add_restore_verb(CLI::App& app, Program& program);

}  // namespace dateline
