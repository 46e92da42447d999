// Any bytes as a database file: what evolve only reads of a database is read or refused, and the
// file stays as it is, with nothing beside it.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "evolve/execute/database.hpp"
#include "evolve/execute/verify.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/schema.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/plan/locate.hpp"
#include "evolve/run/present.hpp"
#include "evolve/snapshot/snapshot.hpp"
#include "evolve/sqlite/storage_failure.hpp"
#include "evolve/step/names.hpp"
#include "small_graph.hpp"
#include "snapshot/scratch_directory.hpp"

using namespace evolve;

namespace {

/// A file of these bytes, in one directory with the others that there are.
class Scene {
public:
    Scene(std::string bytes, const char* name)
        : bytes_(std::move(bytes)), path_(directory().path(name)) {
        write_bytes(path_, bytes_);
    }
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;
    ~Scene() { std::filesystem::remove(path_); }

    [[nodiscard]] const std::string& path() const { return path_; }

    /// Nor is there another file.
    void check_untouched() const {
        EVOLVE_INVARIANT(bytes_of_file(path_) == bytes_);
        const std::filesystem::directory_iterator files(directory().path(""));
        EVOLVE_INVARIANT(std::distance(begin(files), end(files)) == 1);
    }

private:
    static const ScratchDirectory& directory() {
        static const ScratchDirectory directory;
        return directory;
    }

    std::string bytes_;
    std::string path_;
};

/// The file is at fault, and the message says so.
void check_refusal(const Explanation& problem) {
    EVOLVE_INVARIANT(problem.exit == ExitCode::refused || problem.exit == ExitCode::unusable);
    EVOLVE_INVARIANT(!problem.code.empty() && !problem.wrong.empty());
}

/// The schema, without what is SQLite's or evolve's own; nothing where evolve does not read it.
std::optional<Schema> schema_in(sqlite::Connection& connection) {
    auto schema =
        introspect::schema_of(introspect::read_objects(connection), [](const SchemaObject& object) {
            return !detail::is_reserved(object.name) && !detail::is_reserved(object.table);
        });
    if (!schema) return std::nullopt;
    return std::move(*schema);
}

/// It is at the first version if it differs in nothing from it, and only then.
void check_verification(Database& database) {
    const LoadedGraph& loaded = fuzz::small_graph();
    const auto present = read_present(database.connection, Managed(loaded.graph, loaded.settings));
    if (!present) return check_refusal(explain(present.error()));
    const VersionName& first = loaded.graph.versions().front().name();
    const Position position = locate(loaded.graph, *present, std::nullopt);
    const auto* at = std::get_if<AtVersion>(&position);
    const auto verification = verify(database, loaded.graph, *present, first);
    if (!verification) return check_refusal(explain(verification.error()));
    EVOLVE_INVARIANT((at != nullptr && at->version == first) == verification->difference.empty());
}

/// A snapshot is sound and has the schema of the original.
void check_snapshot(Database& database) {
    Snapshot snapshot;
    const auto bytes = snapshot_bytes(database.connection, {}, snapshot);
    if (!bytes) return check_refusal(bytes.error());
    const Scene scene(*bytes, "snapshot.db");
    auto copy = open_database(scene.path(), {});
    EVOLVE_INVARIANT(copy.has_value());
    const auto schema = schema_in(database.connection);
    const auto schema_of_copy = schema_in(copy->connection);
    EVOLVE_INVARIANT(schema && schema_of_copy);
    EVOLVE_INVARIANT(canonical(*schema_of_copy) == canonical(*schema));
}

void check_all(const std::string& path) {
    try {
        auto database = open_database(path, {});
        if (!database) return check_refusal(explain(database.error()));
        check_verification(*database);
        check_snapshot(*database);
    } catch (const sqlite::Failure& failure) {
        check_refusal(explain(StorageFailure(failure)));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Scene scene({reinterpret_cast<const char*>(data), size}, "original.db");
    check_all(scene.path());
    scene.check_untouched();
    return 0;
}
