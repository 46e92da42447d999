// That each kind of step can be applied in the compiler, as the typed front does (TYPED-FRONT
// rules). There is nothing to execute: it holds when it compiles.
#ifndef __clang__  // clang 14 cannot constant-evaluate std::variant

#include <evolve/ddl/parser.hpp>
#include <evolve/step/step.hpp>

namespace evolve {
namespace {

constexpr Schema schema_of(std::string_view sql) { return *ddl::parse_script(sql); }
constexpr Column column_of(std::string_view sql) { return *ddl::parse_column_definition(sql); }

constexpr bool makes(const Step& step, std::string_view before, std::string_view after) {
    return *applied(step, schema_of(before)) == schema_of(after);
}
constexpr Why refused(const Step& step, std::string_view before) {
    return applied(step, schema_of(before)).error().why;
}

constexpr std::string_view t = "CREATE TABLE t (a, b)";
constexpr std::string_view indexed = "CREATE TABLE t (a, b); CREATE INDEX i ON t (b)";

static_assert(makes(CreateTable{schema_of(t).tables[0]}, "", t));
static_assert(makes(DropTable{"t"}, indexed, ""));
static_assert(makes(CreateIndex{schema_of(indexed).indexes[0]}, t, indexed));
static_assert(makes(DropIndex{"i"}, indexed, t));
static_assert(makes(AddColumn{"t", column_of("b")}, "CREATE TABLE t (a)", t));
static_assert(makes(DropColumn{"t", "b"}, t, "CREATE TABLE t (a)"));

static_assert(makes(RenameTable{"t", "u"}, indexed,
                    "CREATE TABLE u (a, b); CREATE INDEX i ON u (b)"));
static_assert(makes(RenameColumn{"t", "b", "c"}, indexed,
                    "CREATE TABLE t (a, c); CREATE INDEX i ON t (c)"));
static_assert(makes(AlterColumn{"t", column_of("b TEXT NOT NULL")}, t,
                    "CREATE TABLE t (a, b TEXT NOT NULL)"));
static_assert(makes(AlterTable{schema_of("CREATE TABLE t (b, a, UNIQUE (a))").tables[0]}, t,
                    "CREATE TABLE t (b, a, UNIQUE (a))"));
static_assert(makes(AddColumn{"t", column_of("c"), {}, {Place::At::after, "a"}}, t,
                    "CREATE TABLE t (a, c, b)"));

static_assert(refused(AddColumn{"t", column_of("c NOT NULL")}, t) == Why::not_null_without_default);
static_assert(refused(RenameTable{"t", "T"}, t) == Why::case_alone);
static_assert(refused(AlterColumn{"t", column_of("b")}, t) == Why::nothing_changes);
static_assert(refused(DropColumn{"t", "b"}, indexed) == Why::column_in_use);

}  // namespace
}  // namespace evolve

#endif
