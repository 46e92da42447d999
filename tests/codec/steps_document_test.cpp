// Holds docs/steps.md against the classes and inverses that the program derives.

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "evolve/codec/step_json.hpp"
#include "evolve/step/step.hpp"
#include "support/parts.hpp"
#include "support/printers.hpp"
#include "support/sql.hpp"

using namespace evolve;

namespace {

/// What the table says of a kind.
struct Row {
    std::set<std::string> classes;
    std::string inverse;  ///< the whole cell
};

std::map<std::string, Row> documented() {
    const char* root = std::getenv("EVOLVE_SOURCE_DIR");
    BOOST_REQUIRE(root != nullptr);
    std::ifstream file(std::string(root) + "/docs/steps.md");
    static const std::regex line_of_table("\\| `([a-z_]+)` \\|([^|]*)\\|([^|]*)\\|([^|]*)\\|.*");
    static const std::regex word("additive|breaking|lossy");
    std::map<std::string, Row> rows;
    for (std::string line; std::getline(file, line);) {
        std::smatch cells;
        if (!std::regex_match(line, cells, line_of_table)) continue;
        Row& row = rows[cells[1]];
        row.inverse = cells[4];
        const std::string classes = cells[3];
        for (std::sregex_iterator each(classes.begin(), classes.end(), word), end; each != end;
             ++each)
            row.classes.insert(each->str());
    }
    return rows;
}

const Schema& before() {
    static const Schema all = schema(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT);"
        "CREATE INDEX i ON t (a); CREATE VIEW v AS SELECT a FROM t;"
        "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END;"
        "CREATE VIRTUAL TABLE f USING fts5(x)");
    return all;
}

template <class Object>
Object object(std::string_view sql) {
    return std::get<Object>(parsed(ddl::parse_definition(sql), sql));
}

AddColumn filled(const char* definition) {
    AddColumn step{"t", column(definition)};
    step.fill = expression("7");
    return step;
}

AlterTable table_without_keep(std::string_view sql) {
    AlterTable step{table(sql)};
    step.keep = false;
    return step;
}

AlterColumn column_without_keep(std::string_view sql) {
    AlterColumn step{"t", column(sql)};
    step.keep = false;
    return step;
}

/// Of every kind, steps of every class that it can have.
std::vector<Step> examples() {
    const char* const strict = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT) STRICT";
    return {
        CreateTable{table("CREATE TABLE u (a)")},
        CreateTable{table("CREATE TABLE \"'u\" (x REFERENCES t ON DELETE CASCADE)")},
        DropTable{"t"},
        DropTable{"t", false},
        RenameTable{"t", "u"},
        AlterTable{table("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER)")},
        AlterTable{table(strict)},
        table_without_keep(strict),
        CreateIndex{index("CREATE INDEX j ON t (b)")},
        CreateIndex{index("CREATE UNIQUE INDEX j ON t (b)")},
        DropIndex{"i"},
        AddColumn{"t", column("c")},
        filled("c NOT NULL"),
        AddColumn{"t", column("c CHECK (c > a)")},
        AddColumn{"t", column("c AS (b + 1) STORED")},
        DropColumn{"t", "b"},
        DropColumn{"t", "b", false},
        RenameColumn{"t", "b", "c"},
        AlterColumn{"t", column("a VARCHAR(20)")},
        AlterColumn{"t", column("a INT")},
        AlterColumn{"t", column("a TEXT NOT NULL")},
        column_without_keep("a INT"),
        CreateView{object<View>("CREATE VIEW w AS SELECT b FROM t")},
        DropView{"v"},
        CreateTrigger{object<Trigger>("CREATE TRIGGER s AFTER DELETE ON t BEGIN SELECT 1; END")},
        DropTrigger{"r"},
        CreateVirtualTable{object<VirtualTable>("CREATE VIRTUAL TABLE g USING fts5(x)")},
        DropVirtualTable{"f"},
        InsertRows{"t", {"b"}, {{Value(std::int64_t{1})}}},
        UpdateRows{"t", {{"b", *ddl::parse_expression("1")}}},
        UpdateRows{"t", {{"b", *ddl::parse_expression("1")}}, {}, false},
        DeleteRows{"t"},
        DeleteRows{"t", {}, false},
        DropVirtualTable{"f", false},
        InsertRows{"t", {"b"}, {{Value(std::int64_t{1})}}, {}, true},
        Sql{{"SELECT 1"}, {}, StepClass::additive, {}},
        Sql{{"SELECT 1"}, std::vector<Text>(), StepClass::breaking, {}},
        Sql{{"SELECT 1"}},
    };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(steps_document)

BOOST_AUTO_TEST_CASE(its_kinds_are_those_of_the_program) {
    std::set<std::string> kinds;
    for (std::string_view tag : step_tags()) kinds.emplace(tag);
    std::set<std::string> rows;
    for (const auto& [kind, row] : documented()) rows.insert(kind);
    BOOST_TEST(rows == kinds, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_classes_of_each_kind_are_those_that_its_row_names) {
    std::map<std::string, std::set<std::string>> derived;
    for (const Step& step : examples())
        derived[std::string(tag_of(step))].emplace(text_of(class_of(step, before())));
    for (const auto& [kind, row] : documented()) BOOST_TEST(derived[kind] == row.classes, kind);
}

BOOST_AUTO_TEST_CASE(the_inverse_of_each_kind_is_that_which_its_row_names) {
    const auto rows = documented();
    for (const Step& step : examples()) BOOST_TEST_CONTEXT(step) {
            const std::string& cell = rows.at(std::string(tag_of(step))).inverse;
            const auto steps = inverse(step, before());
            BOOST_REQUIRE(!steps.empty());
            if (cell.find('`') == cell.npos) continue;  // "creates it again"
            const std::string tag = "`" + std::string(tag_of(steps.front())) + "`";
            BOOST_TEST(cell.find(tag) != cell.npos, tag << " is not in" << cell);
        }
}

BOOST_AUTO_TEST_SUITE_END()
