#include "evolve/run/causes.hpp"

namespace evolve {

Explanation explain(const InsideTransaction&) {
    return {ExitCode::refused, "inside-transaction",
            "the connection is inside a transaction, where foreign keys cannot be switched off",
            "Commit or roll back first."};
}

Explanation explain(const TemporaryObject& cause) {
    return {ExitCode::refused, "temporary-object",
            "temporary " + cause.object + " of this connection names table " +
                std::string(cause.table.view()) + ", which would be changed under it",
            "Drop it first, or give evolve a connection of its own."};
}

Explanation explain(const MissingModule& cause) {
    return {ExitCode::refused, "missing-module",
            "virtual table " + std::string(cause.table.view()) + " needs the module " +
                std::string(cause.module.view()) + ", which this SQLite does not have",
            "Migrate it with the program that brings the module along; steps of other tables go on "
            "without it."};
}

Explanation explain(const ChangedMeanwhile&) {
    return {ExitCode::unusable, "changed-meanwhile",
            "another program kept changing the schema while the migration was planned",
            "Close the program that uses it, then run the command again."};
}

Explanation explain(const NotReady& cause) { return cause.why; }

Explanation explain(const Damaged& cause) {
    return {ExitCode::refused, "damaged", cause.what,
            cause.next.empty() ? "If the steps are not meant to do that, please report it."
                               : cause.next};
}

Explanation explain(const DoesNotCompile& cause) {
    return {ExitCode::refused, "does-not-compile",
            cause.object + " would not compile: " + cause.reason,
            "Correct its definition, or what the steps do to the tables that it reads: drop it "
            "before them and create it again after them."};
}

Explanation explain(const RowsContradict& cause) {
    std::string shown;
    for (const std::string& row : cause.rows) shown += (shown.empty() ? ": " : "; ") + row;
    if (cause.count > static_cast<std::int64_t>(cause.rows.size())) shown += "; …";
    return {ExitCode::refused, "rows-contradict",
            std::to_string(cause.count) + (cause.count == 1 ? " row of " : " rows of ") +
                std::string(cause.table.view()) +
                (cause.count == 1 ? " contradicts " : " contradict ") + cause.rule + shown,
            cause.repair, cause.step};
}

Explanation explain(const Stopped& cause) {
    Explanation explanation = explain(cause.failure);
    explanation.step = cause.step;
    if (!cause.next.empty()) explanation.next = cause.next;
    return explanation;
}

}  // namespace evolve
