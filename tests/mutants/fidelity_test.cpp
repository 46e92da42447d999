#include <boost/test/unit_test.hpp>
#include <functional>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include "evolve/prove/hazards.hpp"
#include "evolve/sqlite/failure.hpp"
#include "mutants/by_hand.hpp"
#include "run/scene.hpp"

// Every hazardous value, in columns of every affinity, in every encoding, in every kind of table,
// through everything that writes a table anew or sets its values aside: class and bytes stay.

namespace evolve {
namespace {

/// One kind of table: six of them, t0 to t5, are six types of column v.
struct Kind {
    std::string name;
    std::string key;  ///< what tells the rows apart
    std::vector<std::string> types;
    std::string leading;  ///< columns before v
    std::string untyped;  ///< the type that takes any value
    std::string options;

    [[nodiscard]] std::string definition(std::size_t number, const std::string& columns) const {
        return "CREATE TABLE t" + std::to_string(number) + " (" + columns + ")" + options;
    }
    [[nodiscard]] std::string columns(std::size_t number) const {
        return leading + "v " + types[number] + ", w " + untyped + ", x " + untyped;
    }
};

const std::vector<std::string> affinities = {"INTEGER", "TEXT", "BLOB", "REAL", "NUMERIC", ""};

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all = {
        {"rowid", "rowid", affinities, "", "", ""},
        {"WITHOUT ROWID", "id", affinities, "id INTEGER PRIMARY KEY, ", "", " WITHOUT ROWID"},
        {"STRICT",
         "id",
         {"INT", "TEXT", "BLOB", "REAL", "ANY", "INTEGER"},
         "id INTEGER PRIMARY KEY, ",
         "ANY",
         " STRICT"},
    };
    return all;
}

/// Something that is done to each table and taken back.
struct Way {
    std::string name;
    std::function<std::vector<Step>(const Kind&, std::size_t number)> steps;
    bool keeps_v = true;  ///< there is v, unchanged, before it is taken back
};

Identifier table_name(std::size_t number) {
    return Identifier(std::string_view("t" + std::to_string(number)));
}

std::vector<Step> other_type(const Kind& kind, std::size_t number, std::size_t distance) {
    const std::string& type = kind.types[(number + distance) % kind.types.size()];
    return {AlterColumn{table_name(number), column("v " + type)}};
}

std::vector<Way> ways() {
    std::vector<Way> all = {
        {"a CHECK comes",
         [](const Kind& kind, std::size_t number) -> std::vector<Step> {
             return {AlterColumn{table_name(number),
                                 column("w " + kind.untyped + " CHECK (w IS NULL)")}};
         }},
        {"the column moves",
         [](const Kind& kind, std::size_t number) -> std::vector<Step> {
             return {AlterTable{table(kind.definition(
                 number, "x " + kind.untyped + ", w " + kind.untyped + " CHECK (w IS NULL), v " +
                             kind.types[number] +
                             (kind.leading.empty() ? "" : ", id INTEGER PRIMARY KEY")))}};
         }},
        {"a column comes before it",
         [](const Kind& kind, std::size_t number) -> std::vector<Step> {
             return {AddColumn{
                 table_name(number), column("y " + kind.untyped), {}, {Place::At::first}}};
         }},
        {"it is dropped",
         [](const Kind&, std::size_t number) -> std::vector<Step> {
             return {DropColumn{table_name(number), "v"}};
         },
         false},
        {"it is dropped with another",
         [](const Kind&, std::size_t number) -> std::vector<Step> {
             return {DropColumn{table_name(number), "v"}, DropColumn{table_name(number), "w"}};
         },
         false},
        {"the table is dropped",
         [](const Kind&, std::size_t number) -> std::vector<Step> {
             return {DropTable{table_name(number)}};
         },
         false},
        {"the options go",
         [](const Kind& kind, std::size_t number) -> std::vector<Step> {
             if (kind.options.empty()) return {};
             Kind plain = kind;
             plain.options.clear();
             return {AlterTable{table(plain.definition(number, kind.columns(number)))}};
         },
         false},
    };
    for (std::size_t distance = 1; distance < affinities.size(); ++distance)
        all.push_back({"another type, " + std::to_string(distance),
                       [distance](const Kind& kind, std::size_t number) -> std::vector<Step> {
                           if (kind.name == "STRICT") return {};  // refused where rows contradict
                           return other_type(kind, number, distance);
                       },
                       false});
    return all;
}

/// A value as it is stored.
struct Stored {
    std::string storage_class;
    std::string bytes;  ///< in hexadecimal digits
    Value value;

    [[nodiscard]] bool same(const Stored& other) const {
        return storage_class == other.storage_class && bytes == other.bytes &&
               identical(value, other.value);
    }
};

std::vector<std::vector<Stored>> stored(sqlite::Connection& connection, const Kind& kind) {
    std::vector<std::vector<Stored>> all;
    for (std::size_t number = 0; number < kind.types.size(); ++number) {
        auto rows = connection.prepare("SELECT typeof(v), hex(CAST(v AS BLOB)), v FROM t" +
                                       std::to_string(number) + " ORDER BY " + kind.key);
        std::vector<Stored>& values = all.emplace_back();
        while (rows.step())
            values.push_back({std::string(rows.text(0)), std::string(rows.text(1)), rows.value(2)});
    }
    return all;
}

/// A STRICT table takes only what fits.
void insert_hazards(sqlite::Connection& connection, const Kind& kind) {
    std::vector<Value> values{Null()};
    values.insert(values.end(), hazards().begin(), hazards().end());
    for (std::size_t number = 0; number < kind.types.size(); ++number) {
        auto insert = connection.prepare("INSERT INTO t" + std::to_string(number) + " (" +
                                         kind.key + ", v) VALUES (?1, ?2)");
        std::int64_t key = -5;
        for (const Value& value : values) {
            insert.bind(1, key += 3);
            insert.bind(2, value);
            try {
                insert.step();
            } catch (const sqlite::Failure& failure) {
                if (failure.kind() != sqlite::FailureKind::constraint) throw;
            }
        }
    }
}

struct Tally {
    std::size_t compared = 0;
    std::size_t changed = 0;
    std::string first{};  ///< the first that changed

    void compare(const std::vector<std::vector<Stored>>& before,
                 const std::vector<std::vector<Stored>>& after, const std::string& where) {
        BOOST_REQUIRE(before.size() == after.size());
        for (std::size_t i = 0; i < before.size(); ++i)
            for (std::size_t j = 0; j < before[i].size(); ++j) {
                ++compared;
                if (j < after[i].size() && before[i][j].same(after[i][j])) continue;
                ++changed;
                if (first.empty())
                    first = where + ": " + before[i][j].storage_class + " " + before[i][j].bytes;
            }
    }
};

Graph graph_of(const Kind& kind, const Way& way) {
    std::vector<Step> creations{create("CREATE TABLE stays (x)")};
    std::vector<Step> steps;
    for (std::size_t number = 0; number < kind.types.size(); ++number) {
        creations.push_back(create(kind.definition(number, kind.columns(number))));
        for (Step& step : way.steps(kind, number)) steps.push_back(std::move(step));
    }
    return chain({creations, steps});
}

void go(Scene& scene, const Executor& executor, const char* to, Direction direction) {
    const Plan plan = scene.plan(to, direction).value();
    const auto receipt = executor(scene.connection, plan, scene.managed, {});
    if (!receipt) BOOST_FAIL(explain(receipt.error()).wrong);
}

/// There and back in one kind of table and one encoding.
void travel(const Executor& executor, const Kind& kind, const Way& way, const char* encoding,
            Tally& tally) {
    if (way.steps(kind, 0).empty()) return;
    const std::string where = way.name + ", " + kind.name + ", " + encoding;
    BOOST_TEST_CONTEXT(where) {
        Scene scene(graph_of(kind, way), "PRAGMA encoding = '" + std::string(encoding) + "'");
        insert_hazards(scene.connection, kind);
        const auto before = stored(scene.connection, kind);
        go(scene, executor, "0002", Direction::up);
        if (way.keeps_v) tally.compare(before, stored(scene.connection, kind), where);
        go(scene, executor, "0001", Direction::down);
        tally.compare(before, stored(scene.connection, kind), where + ", and back");
    }
}

Tally travel_all(const Executor& executor, const std::vector<Way>& some_ways,
                 std::span<const Kind> some_kinds = kinds()) {
    Tally tally;
    for (const Way& way : some_ways)
        for (const Kind& kind : some_kinds)
            for (const char* encoding : {"UTF-8", "UTF-16le", "UTF-16be"})
                travel(executor, kind, way, encoding, tally);
    return tally;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fidelity)

BOOST_AUTO_TEST_CASE(no_value_changes_on_any_way_in_any_encoding_or_kind_of_table) {
    const Tally tally = travel_all(run, ways());
    std::cout << tally.compared << " values compared, " << tally.changed << " changed\n";
    BOOST_TEST(tally.changed == 0u, tally.first);
    BOOST_TEST(tally.compared >= 40'000u);
}

// As many values are at stake in each kind of table and encoding.
BOOST_AUTO_TEST_CASE(every_kind_of_table_takes_the_hazards_in_every_encoding) {
    for (const char* encoding : {"UTF-8", "UTF-16le", "UTF-16be"})
        for (const Kind& kind : kinds()) {
            Scene scene(graph_of(kind, ways().front()),
                        "PRAGMA encoding = '" + std::string(encoding) + "'");
            insert_hazards(scene.connection, kind);
            for (const auto& values : stored(scene.connection, kind)) {
                const std::size_t all = hazards().size() + 1;
                BOOST_TEST(values.size() >= (kind.name == "STRICT" ? 7u : all), kind.name);
            }
        }
}

// The comparison is worth something: what goes through text, through the bytes up to a NUL, or is
// kept nowhere, is another.
BOOST_AUTO_TEST_CASE(values_that_a_script_by_hand_copies_do_change) {
    const auto all = ways();
    const std::vector<Way> anew(all.begin(), all.begin() + 3);
    const std::vector<Way> dropped(all.begin() + 3, all.begin() + 5);
    const std::vector<Way> converted(all.begin() + 7, all.end());
    const std::span<const Kind> lenient(kinds().data(), 2);  // STRICT would refuse what is wrong
    for (const char* copied : {"CAST($ AS TEXT)", "$ + 0.0", "trim($)"})
        BOOST_TEST(travel_all(by_hand(reads_values_as(copied)), anew, lenient).changed > 500u,
                   copied);
    BOOST_TEST(travel_all(keeps_nothing(), dropped).changed > 500u);
    BOOST_TEST(travel_all(keeps_nothing(), converted).changed > 500u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
