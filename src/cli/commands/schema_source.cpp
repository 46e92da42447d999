#include "cli/commands/schema_source.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <istream>
#include <iterator>

#include "cli/shell.hpp"
#include "evolve/execute/script.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/schema.hpp"
#include "evolve/step/names.hpp"

namespace evolve::cli {
namespace {

/// Why a schema cannot be taken from there.
[[noreturn]] void refuse_source(const std::string& shown, Explanation problem) {
    problem.wrong = shown + ": " + problem.wrong;
    problem.next = with_database(std::move(problem.next), shown);
    if (problem.code == "missing") problem.next = "Check the path.";
    if (problem.code == "unreadable-definition")
        problem.next =
            "If you do not want it managed, leave it out with --ignore NAME (or a pattern: "
            "'log_*').";
    throw Refused{std::move(problem)};
}

SchemaSource from_script(const std::string& shown, std::istream& input,
                         const Surroundings& surroundings) {
    const std::string sql(std::istreambuf_iterator<char>(input), {});
    auto script = run_script(sql, surroundings.interrupted);
    if (!script) refuse_source(shown, explain(script.error()));
    return {shown, std::move(script->objects), script->skipped};
}

SchemaSource from_database(const std::string& path, const Arguments& arguments,
                           const Surroundings& surroundings) {
    auto database =
        open_database(path, open_options(arguments, surroundings, sqlite::Access::read));
    if (!database) refuse_source(path, explain(database.error()));
    try {
        return {path, introspect::read_objects(database->connection)};
    } catch (const sqlite::Failure& failure) {
        refuse_source(path, explain(StorageFailure(failure)));
    }
}

bool is_file(const std::string& operand) {
    std::error_code error;
    return std::filesystem::exists(operand, error) || operand.ends_with(".sql") ||
           operand.starts_with("sqlite:");
}

}  // namespace

SchemaSource read_source(const std::string& operand, const Arguments& arguments,
                         const Surroundings& surroundings) {
    if (operand == "-") return from_script("standard input", surroundings.in, surroundings);
    if (operand.ends_with(".sql")) {
        std::ifstream file(operand, std::ios::binary);
        if (file) return from_script(operand, file, surroundings);
    }
    return from_database(operand, arguments, surroundings);
}

Schema schema_of(const SchemaSource& source, const std::vector<Text>& ignore) {
    const auto wanted = [&](const SchemaObject& object) {
        const auto matched = [&](const Text& pattern) {
            return matches(pattern, object.name.view()) || matches(pattern, object.table.view());
        };
        return !detail::is_reserved(object.name) && !detail::is_reserved(object.table) &&
               std::ranges::none_of(ignore, matched);
    };
    auto schema = introspect::schema_of(source.objects, wanted);
    if (!schema) refuse_source(source.shown, explain(schema.error()));
    return std::move(*schema);
}

NamedSchema named_schema(const std::string& operand, const Arguments& arguments,
                         const Surroundings& surroundings, const Loaded* loaded) {
    if (operand != "-" && loaded != nullptr && !is_file(operand)) {
        if (operand == "null") return NamedSchema{operand, Schema()};
        auto version = loaded->graph().resolve(operand);
        if (version) return {std::string(version->text()), loaded->graph().find(*version)->schema};
        refuse_usage("there is neither a file nor a version " + operand,
                     explain(version.error()).next);
    }
    SchemaSource source = read_source(operand, arguments, surroundings);
    Schema schema =
        schema_of(source, loaded == nullptr ? std::vector<Text>() : loaded->settings().ignore);
    return {source.shown, std::move(schema), source.skipped};
}

}  // namespace evolve::cli
