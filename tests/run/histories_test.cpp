#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "evolve/ddl/parser.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/schema.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/plan/schema_steps.hpp"
#include "scene.hpp"
#include "sqlite/scratch.hpp"
#include "support/repository.hpp"

namespace evolve {
namespace {

namespace fs = std::filesystem;

/// The files of one project, oldest first.
std::vector<fs::path> snapshots_of(const std::string& project) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(repository() / "tests/snapshots" / project))
        if (entry.path().extension() == ".db" &&
            !entry.path().filename().string().starts_with("migrated-"))
            paths.push_back(entry.path());
    std::ranges::sort(paths);
    return paths;
}

Schema schema_in(const fs::path& path) {
    const sqlite::Scratch scratch;
    fs::copy_file(path, scratch.path());
    sqlite::Connection connection = sqlite::Connection::open(scratch.path());
    const auto wanted = [](const SchemaObject& object) {
        return !object.name.view().starts_with("sqlite_");
    };
    return introspect::schema_of(introspect::read_objects(connection), wanted).value();
}

Expression value(std::string_view sql) { return ddl::parse_expression(sql).value(); }

/// What the projects decided that no schema tells, by the file that it leads to.
Decisions decisions_for(const std::string& file) {
    if (file == "0003-V0004.OpenIDConnect.db")
        return {.fills = {{"totp_configurations", "created_at", value("CURRENT_TIMESTAMP")}}};
    if (file == "0007-0.5-02__system_setting.db")
        return {.usings = {
                    {"user", "role", value("CASE role WHEN 'OWNER' THEN 'HOST' ELSE role END")}}};
    if (file == "0025-0.14-00__drop_resource_public_id.db")
        return {.renames = {{"user", "name", "nickname"}},
                .fills = {{"user", "username", value("email")}}};
    if (file == "0040-0.22-02__memo_payload.db")
        return {.fills = {{"memo", "uid", value("'memo-' || id")},
                          {"resource", "uid", value("'resource-' || id")}}};
    if (file == "0061-0.31-02__reaction_memo_id.db")
        return {
            .fills = {{"reaction", "memo_id", value("id")}, {"idp", "uid", value("'idp-' || id")}}};
    if (file == "0010-patch10.db")
        return {.fills = {{"monitor", "created_date", value("'2021-07-01 00:00:00'")}}};
    return {};
}

struct Journey {
    fs::path before;
    fs::path after;

    [[nodiscard]] SchemaSteps steps() const {
        return steps_between(schema_in(before), schema_in(after),
                             decisions_for(after.filename().string()));
    }
};

std::vector<Journey> all_journeys() {
    std::vector<Journey> journeys;
    for (const char* project :
         {"atuin", "authelia", "autotuner", "headscale", "memos", "pocketbase", "uptime-kuma"}) {
        const auto paths = snapshots_of(project);
        for (std::size_t i = 1; i < paths.size(); ++i) journeys.push_back({paths[i - 1], paths[i]});
    }
    return journeys;
}

}  // namespace

// From each version of seven real projects to the next, with the rows that the old one holds
// (tests/snapshots/NOTICE.md).
BOOST_AUTO_TEST_SUITE(project_histories)

BOOST_AUTO_TEST_CASE(each_version_leads_to_the_next_and_back_with_every_value) {
    const auto journeys = all_journeys();
    BOOST_TEST(journeys.size() == 28u);
    for (const Journey& journey : journeys)
        BOOST_TEST_CONTEXT(journey.before.filename() << " to " << journey.after.filename()) {
            const Schema before = schema_in(journey.before);
            const Schema after = schema_in(journey.after);
            const SchemaSteps found = journey.steps();
            for (const OpenDifference& open : found.open)
                BOOST_ERROR(open.what << ": " << open.why);
            if (!found.complete() || found.steps.empty()) continue;
            auto graph = Graph::make({record("0001-a", {from("", steps_between({}, before).steps)}),
                                      record("0002-b", {from("0001-a", found.steps)})});
            if (!graph) BOOST_FAIL(explain(graph.error()).wrong);

            const sqlite::Scratch scratch;
            fs::copy_file(journey.before, scratch.path());
            Scene scene(std::move(*graph), sqlite::Connection::open(
                                               scratch.path(), {.access = sqlite::Access::write}));
            const Dump old = dump(scene.connection);
            scene.go("0002");
            BOOST_TEST(fingerprint(scene.present().schema) == fingerprint(after));
            scene.go("0001", Direction::down);
            BOOST_TEST(fingerprint(scene.present().schema) == fingerprint(before));
            BOOST_TEST(lost(old, dump(scene.connection)) == "");
            // SQLite never drops the table of counters.
            const std::string more = lost(dump(scene.connection), old);
            BOOST_TEST((more == "" || more == "table sqlite_sequence"), more);
        }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
