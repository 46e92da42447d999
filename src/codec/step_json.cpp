#include "evolve/codec/step_json.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "codec/json_cursor.hpp"
#include "codec/json_document.hpp"
#include "codec/layout.hpp"
#include "codec/sql_json.hpp"
#include "codec/step_codec.hpp"
#include "codec/value_json.hpp"

namespace evolve {
namespace codec {
namespace {

using nlohmann::ordered_json;

/// Writes the body of a step, one function a kind.
class BodyWriter {
public:
    explicit BodyWriter(ddl::Quoting quoting) : quoting_(quoting) {}

    ordered_json operator()(const CreateTable& step) const {
        return {{"sql", ddl::write(step.table, quoting_)}};
    }
    ordered_json operator()(const DropTable& step) const {
        return kept({{"table", step.table.view()}}, step.keep);
    }
    ordered_json operator()(const CreateIndex& step) const {
        return {{"sql", ddl::write(step.index, quoting_)}};
    }
    ordered_json operator()(const DropIndex& step) const { return {{"index", step.index.view()}}; }
    ordered_json operator()(const AddColumn& step) const {
        ordered_json body{{"table", step.table.view()},
                          {"column", ddl::write(step.column, quoting_)}};
        add("fill", step.fill, body);
        if (step.place.at == Place::At::first) body["after"] = nullptr;
        if (step.place.at == Place::At::after) body["after"] = step.place.column.view();
        return body;
    }
    ordered_json operator()(const AlterColumn& step) const {
        ordered_json body{{"table", step.table.view()},
                          {"column", ddl::write(step.column, quoting_)}};
        add("using", step.using_, body);
        add("fill", step.fill, body);
        return kept(std::move(body), step.keep);
    }
    ordered_json operator()(const RenameColumn& step) const {
        return {
            {"table", step.table.view()}, {"column", step.column.view()}, {"to", step.to.view()}};
    }
    ordered_json operator()(const RenameTable& step) const {
        return {{"table", step.table.view()}, {"to", step.to.view()}};
    }
    ordered_json operator()(const AlterTable& step) const {
        return kept({{"table", step.table.name.view()}, {"sql", ddl::write(step.table, quoting_)}},
                    step.keep);
    }
    ordered_json operator()(const DropColumn& step) const {
        return kept({{"table", step.table.view()}, {"column", step.column.view()}}, step.keep);
    }
    ordered_json operator()(const CreateView& step) const {
        return {{"sql", ddl::write(step.view, quoting_)}};
    }
    ordered_json operator()(const DropView& step) const { return {{"view", step.view.view()}}; }
    ordered_json operator()(const CreateTrigger& step) const {
        return {{"sql", ddl::write(step.trigger, quoting_)}};
    }
    ordered_json operator()(const DropTrigger& step) const {
        return {{"trigger", step.trigger.view()}};
    }
    ordered_json operator()(const CreateVirtualTable& step) const {
        return {{"sql", ddl::write(step.table, quoting_)}};
    }
    ordered_json operator()(const DropVirtualTable& step) const {
        return kept({{"table", step.table.view()}}, step.keep);
    }
    ordered_json operator()(const InsertRows& step) const {
        ordered_json body{{"table", step.table.view()}, {"columns", ordered_json::array()}};
        for (const Identifier& column : step.columns) body["columns"].push_back(column.view());
        if (step.has_query()) {
            add("query", step.query, body);
            return fired(std::move(body), step.fire);
        }
        body["values"] = ordered_json::array();
        for (const InsertRows::Row& values : step.values) {
            ordered_json row = ordered_json::array();
            for (const Value& value : values) row.push_back(codec::json_of(value));
            body["values"].push_back(std::move(row));
        }
        return fired(std::move(body), step.fire);
    }
    ordered_json operator()(const UpdateRows& step) const {
        ordered_json set = ordered_json::object();
        for (const UpdateRows::Assignment& each : step.set)
            set[std::string(each.column.view())] = ddl::write(each.value);
        ordered_json body{{"table", step.table.view()}, {"set", std::move(set)}};
        add("where", step.where, body);
        return fired(kept(std::move(body), step.keep), step.fire);
    }
    ordered_json operator()(const DeleteRows& step) const {
        ordered_json body{{"table", step.table.view()}};
        add("where", step.where, body);
        return fired(kept(std::move(body), step.keep), step.fire);
    }
    ordered_json operator()(const Sql& step) const { return codec::json_of(step, quoting_); }

private:
    static void add(const char* key, const Expression& expression, ordered_json& body) {
        if (!expression.tokens.empty()) body[key] = ddl::write(expression);
    }

    /// The default, true, is left out.
    static ordered_json kept(ordered_json body, bool keep) {
        if (!keep) body["keep"] = false;
        return body;
    }

    static ordered_json fired(ordered_json body, bool fire) {
        if (fire) body["fire"] = true;
        return body;
    }

    ddl::Quoting quoting_;
};

}  // namespace

ordered_json json_of(const Step& step, ddl::Quoting quoting) {
    return {{std::string(tag_of(step)), std::visit(BodyWriter(quoting), step.kind())}};
}

}  // namespace codec

Result<Step, FileError> parse_step(std::string_view json, std::string_view source) {
    const auto document = codec::parse_document(json, source);
    if (!document) return unexpected(document.error());
    codec::Reading reading(source);
    Step step = codec::read_step(codec::JsonCursor(*document, reading));
    if (reading.failed()) return unexpected(*reading.error());
    return step;
}

std::string write_step(const Step& step) {
    return codec::one_line(codec::json_of(step, ddl::Quoting::where_needed));
}

}  // namespace evolve
