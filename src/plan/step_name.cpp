#include "plan/step_name.hpp"

#include "evolve/base/one_of.hpp"

namespace evolve {
namespace {

std::string shown_name(const Identifier& name) { return std::string(name.view()); }

}  // namespace

std::string name_of(const Step& step) {
    return std::visit(
        overloaded{
            [](const CreateTable& s) { return shown_name(s.table.name); },
            [](const DropTable& s) { return shown_name(s.table); },
            [](const CreateIndex& s) { return shown_name(s.index.name); },
            [](const DropIndex& s) { return shown_name(s.index); },
            [](const AddColumn& s) {
                return shown_name(s.table) + "." + shown_name(s.column.name);
            },
            [](const DropColumn& s) { return shown_name(s.table) + "." + shown_name(s.column); },
            [](const RenameColumn& s) { return shown_name(s.table) + "." + shown_name(s.column); },
            [](const AlterColumn& s) {
                return shown_name(s.table) + "." + shown_name(s.column.name);
            },
            [](const RenameTable& s) { return shown_name(s.table); },
            [](const AlterTable& s) { return shown_name(s.table.name); },
            [](const CreateView& s) { return shown_name(s.view.name); },
            [](const DropView& s) { return shown_name(s.view); },
            [](const CreateTrigger& s) { return shown_name(s.trigger.name); },
            [](const DropTrigger& s) { return shown_name(s.trigger); },
            [](const CreateVirtualTable& s) { return shown_name(s.table.name); },
            [](const DropVirtualTable& s) { return shown_name(s.table); },
            [](const InsertRows& s) { return shown_name(s.table); },
            [](const UpdateRows& s) { return shown_name(s.table); },
            [](const DeleteRows& s) { return shown_name(s.table); },
            [](const Sql&) { return std::string("sql"); },
        },
        step.kind());
}

}  // namespace evolve
