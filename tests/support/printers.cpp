#include "support/printers.hpp"

#include <ostream>
#include <string>

#include "evolve/base/one_of.hpp"
#include "evolve/codec/step_json.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/plan/difference_text.hpp"

namespace evolve {
namespace {

template <class Part>
std::string shown(const Part& part) {
    return ddl::write(part);
}

template <class Part>
void print(std::ostream& out, const Change<Part>& change) {
    out << "in " << ddl::quoted(change.table);
    if (change.expected) out << " expected " << shown(*change.expected);
    if (change.found) out << " found " << shown(*change.found);
    out << '\n';
}

/// A step has no SQL without the schema before it, so it is shown by its tag and definition.
std::string shown(const Step& step) {
    const std::string definition = std::visit(
        overloaded{
            [](const CreateTable& kind) { return ddl::write(kind.table); },
            [](const DropTable& kind) { return ddl::quoted(kind.table); },
            [](const CreateIndex& kind) { return ddl::write(kind.index); },
            [](const DropIndex& kind) { return ddl::quoted(kind.index); },
            [](const AddColumn& kind) {
                return ddl::quoted(kind.table) + "." + ddl::write(kind.column) +
                       (kind.has_fill() ? " FILL " + ddl::write(kind.fill) : "");
            },
            [](const DropColumn& kind) {
                return ddl::quoted(kind.table) + "." + ddl::quoted(kind.column);
            },
            [](const RenameTable& kind) {
                return ddl::quoted(kind.table) + " to " + ddl::quoted(kind.to);
            },
            [](const AlterTable& kind) { return ddl::write(kind.table); },
            [](const RenameColumn& kind) {
                return ddl::quoted(kind.table) + "." + ddl::quoted(kind.column) + " to " +
                       ddl::quoted(kind.to);
            },
            [](const AlterColumn& kind) {
                return ddl::quoted(kind.table) + "." + ddl::write(kind.column) + " USING " +
                       ddl::write(kind.using_) + " FILL " + ddl::write(kind.fill);
            },
            [](const InsertRows& kind) { return write_step(kind); },
            [](const UpdateRows& kind) { return write_step(kind); },
            [](const DeleteRows& kind) { return write_step(kind); },
            [](const Sql& kind) { return write_step(kind); },
            [](const CreateView& kind) { return ddl::write(kind.view); },
            [](const DropView& kind) { return ddl::quoted(kind.view); },
            [](const CreateTrigger& kind) { return ddl::write(kind.trigger); },
            [](const DropTrigger& kind) { return ddl::quoted(kind.trigger); },
            [](const CreateVirtualTable& kind) { return ddl::write(kind.table); },
            [](const DropVirtualTable& kind) { return ddl::quoted(kind.table); },
        },
        step.kind());
    return std::string(tag_of(step)) + " " + definition;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Text& text) { return out << text.view(); }
std::ostream& operator<<(std::ostream& out, const Identifier& name) {
    return out << ddl::quoted(name);
}
std::ostream& operator<<(std::ostream& out, const Column& column) {
    return out << ddl::write(column);
}
std::ostream& operator<<(std::ostream& out, const Table& table) { return out << ddl::write(table); }
std::ostream& operator<<(std::ostream& out, const Index& index) { return out << ddl::write(index); }

std::ostream& operator<<(std::ostream& out, const Schema& schema) {
    for (const std::string& sql : ddl::write(schema)) out << sql << ";\n";
    return out;
}

std::ostream& operator<<(std::ostream& out, const Fingerprint& fingerprint) {
    return out << fingerprint.text();
}

std::ostream& operator<<(std::ostream& out, const Difference& difference) {
    for (const auto& change : difference.tables) print(out, change);
    for (const auto& change : difference.columns) print(out, change);
    for (const auto& change : difference.constraints) print(out, change);
    for (const auto& change : difference.indexes) print(out, change);
    for (const auto& change : difference.options) print(out, change);
    for (const auto& change : difference.views) print(out, change);
    for (const auto& change : difference.triggers) print(out, change);
    for (const auto& change : difference.virtual_tables) print(out, change);
    return out;
}

std::ostream& operator<<(std::ostream& out, Why why) { return out << code_of(why); }
std::ostream& operator<<(std::ostream& out, const Refusal& refusal) {
    return out << code_of(refusal.why) << ": " << describe(refusal);
}

std::ostream& operator<<(std::ostream& out, const Step& step) { return out << shown(step); }
std::ostream& operator<<(std::ostream& out, const Migration& migration) {
    out << text_of(migration.from) << " to " << migration.to << ":\n";
    for (const Step& step : migration.steps) out << "  " << step << '\n';
    return out;
}

std::ostream& operator<<(std::ostream& out, const VersionName& name) { return out << name.text(); }
std::ostream& operator<<(std::ostream& out, GraphFault fault) {
    return out << explain(GraphInvalid{fault, {}, {}}).code;
}

}  // namespace evolve
