#pragma once

#include "cli/command.hpp"

namespace evolve::cli {

extern const Command status_command;
extern const Command diff_command;
extern const Command plan_command;
extern const Command prove_command;
extern const Command evidence_command;
extern const Command apply_command;
extern const Command rollback_command;
extern const Command verify_command;
extern const Command create_command;
extern const Command restore_command;
extern const Command purge_command;
extern const Command snapshot_command;
extern const Command fuzz_command;
extern const Command selftest_command;
extern const Command init_command;
extern const Command add_command;

}  // namespace evolve::cli
