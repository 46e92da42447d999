// The files of runs.

#include <unistd.h>

#include <utility>

#include "evolve/sqlite/trust.hpp"
#include "snapshot/fuzz_case.hpp"
#include "snapshot/mutate_bytes.hpp"
#include "snapshot/mutate_file.hpp"
#include "snapshot/scratch_directory.hpp"

namespace evolve {

void remove_database(const std::string& path) {
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) ::unlink((path + suffix).c_str());
}

sqlite::Connection open_file(const std::string& path) {
    auto connection = sqlite::Connection::open(path, {.access = sqlite::Access::write});
    sqlite::read_schema(connection);
    return connection;
}

MutatedFile mutated_file(const FuzzGround& ground, const FuzzCase& run, const std::string& path) {
    const FuzzBase& base = ground.bases.bases[ground.bases.files[run.target].base];
    Chooser of_run = chooser_for(ground, run, most_mutations_of_a_run);
    MutatedFile file{.bytes = base.files[of_run.below(base.files.size())]};
    const bool in_wal = of_run.one_in(4);
    const bool only_objects = of_run.one_in(2);
    std::vector<Chooser> of_bytes;
    {
        remove_database(path);
        write_bytes(path, file.bytes);
        auto connection = open_file(path);
        if (in_wal) connection.execute("PRAGMA journal_mode = wal; PRAGMA user_version = 5");
        for (const std::size_t mutation : run.mutations) {
            Chooser chooser = chooser_for(ground, run, mutation);
            if (!only_objects && !chooser.one_in(3)) {
                of_bytes.push_back(chooser);
                continue;
            }
            auto words = mutate_file(connection, ground.graph, base.version, chooser);
            if (!words.empty()) file.words.push_back(std::move(words));
        }
        file.bytes = bytes_of_file(path);
        file.wal = bytes_of_file(path + "-wal");
    }
    for (Chooser& chooser : of_bytes) {
        const bool of_wal = !file.wal.empty() && chooser.one_in(2);
        std::string words;
        if (!of_wal && chooser.one_in(16)) {
            file.journal.assign(512 + chooser.below(4096), static_cast<char>(chooser.below(256)));
            words = "a journal that is none";
        } else {
            words = mutate_bytes(of_wal ? file.wal : file.bytes, chooser);
        }
        if (!words.empty()) file.words.push_back((of_wal ? "in the WAL: " : "") + words);
    }
    remove_database(path);
    return file;
}

}  // namespace evolve
