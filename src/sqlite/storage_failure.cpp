#include "evolve/sqlite/storage_failure.hpp"

namespace evolve {
namespace {

using sqlite::FailureKind;

struct Words {
    std::string_view code;
    std::string_view words;
    std::string_view next;
    ExitCode exit;
};

Words explanation(FailureKind kind) {
    switch (kind) {
        case FailureKind::busy:
            return {"locked", "locked by another program",
                    "Close the program that uses it, or wait longer with --busy-timeout MS.",
                    ExitCode::unusable};
        case FailureKind::cannot_open:
            return {"cannot-open", "cannot be opened",
                    "Check that you may read the file and write to its directory.",
                    ExitCode::unusable};
        case FailureKind::not_a_database:
            return {"not-a-database", "not a database, or an encrypted one", "Check the path.",
                    ExitCode::unusable};
        case FailureKind::corrupt:
            return {"corrupt", "damaged",
                    "Restore a backup, or save what can be read with `sqlite3 DB .recover`.",
                    ExitCode::unusable};
        case FailureKind::read_only:
            return {"read-only", "cannot be written",
                    "Give yourself the right to write to the file and to its directory.",
                    ExitCode::unusable};
        case FailureKind::full:
            return {"disk-full", "disk full", "Free some space and run the command again.",
                    ExitCode::unusable};
        case FailureKind::io:
            return {"io-error", "the disk or its file system failed",
                    "Look at the system's log, then run the command again.", ExitCode::unusable};
        case FailureKind::out_of_memory:
            return {"out-of-memory", "out of memory", "Run the command again with more memory.",
                    ExitCode::unusable};
        case FailureKind::constraint:
            return {"rows-contradict", "rows contradict it",
                    "Correct the rows, then run the command again.", ExitCode::refused};
        case FailureKind::interrupted:
            return {"interrupted", "interrupted", "Run the command again.", ExitCode::interrupted};
        case FailureKind::limit:
            return {"too-large", "too large for SQLite",
                    "A value, a statement or the schema exceeds a limit of SQLite.",
                    ExitCode::refused};
        case FailureKind::denied:
            return {"denied", "not allowed", "The statement does what evolve does not let run.",
                    ExitCode::refused};
        case FailureKind::error:
            return {"sql-error", "SQLite refused it",
                    "The message is SQLite's: correct what it names, then run the command again.",
                    ExitCode::refused};
    }
    return {};
}

/// Kinds whose words say all, so that SQLite's would only repeat them.
bool says_all(FailureKind kind) {
    return kind == FailureKind::busy || kind == FailureKind::full ||
           kind == FailureKind::not_a_database || kind == FailureKind::interrupted ||
           kind == FailureKind::out_of_memory;
}

/// SQLite has no kind of its own for a collation that only the program knows.
Words explanation(const StorageFailure& cause) {
    if (cause.kind != FailureKind::error ||
        !cause.message.starts_with("no such collation sequence"))
        return explanation(cause.kind);
    return {"missing-collation", "it takes a collation that this SQLite does not have",
            "Migrate it with the program that brings the collation along, or take it off the "
            "column in a step before.",
            ExitCode::refused};
}

}  // namespace

std::string_view words_of(FailureKind kind) { return explanation(kind).words; }

Explanation explain(const StorageFailure& cause) {
    const Words words = explanation(cause);
    std::string wrong(words.words);
    if (!says_all(cause.kind)) wrong += " (" + cause.message + ")";
    return {words.exit, words.code, std::move(wrong), std::string(words.next)};
}

}  // namespace evolve
