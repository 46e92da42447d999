#include "evolve/sqlite/restriction.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace evolve::sqlite {

namespace {

std::string_view view(const char* text) { return text == nullptr ? "" : text; }

/// An action that no such step may take, in words; empty for others.
std::string forbidden(int action, std::string_view first, std::string_view second) {
    switch (action) {
        case SQLITE_ATTACH: return "ATTACH";
        case SQLITE_DETACH: return "DETACH";
        case SQLITE_TRANSACTION: return std::string(first);  // BEGIN, COMMIT, ROLLBACK
        case SQLITE_SAVEPOINT: return "SAVEPOINT " + std::string(second);
        case SQLITE_PRAGMA:
            // ALTER TABLE looks whether rows satisfy a new rule, full-text indexes whether another
            // connection wrote, and R*Trees how large a node may be.
            if (first == "quick_check" || first == "data_version") return "";
            if (first == "page_size" && second.empty()) return "";
            return "PRAGMA " + std::string(first);
        case SQLITE_CREATE_TEMP_INDEX:
        case SQLITE_CREATE_TEMP_TABLE:
        case SQLITE_CREATE_TEMP_TRIGGER:
        case SQLITE_CREATE_TEMP_VIEW:
        case SQLITE_DROP_TEMP_INDEX:
        case SQLITE_DROP_TEMP_TABLE:
        case SQLITE_DROP_TEMP_TRIGGER:
        case SQLITE_DROP_TEMP_VIEW: return "a temporary object";
        default: return "";
    }
}

bool is_of_evolve(std::string_view name) {
    return equal_ignoring_case(name.substr(0, 7), "evolve_");
}

/// The object that the action is about, and its table.
std::array<std::string_view, 2> objects_of(int action, std::string_view first,
                                           std::string_view second) {
    switch (action) {
        case SQLITE_ALTER_TABLE: return {second, {}};
        case SQLITE_CREATE_INDEX:
        case SQLITE_CREATE_TRIGGER:
        case SQLITE_DROP_INDEX:
        case SQLITE_DROP_TRIGGER: return {first, second};
        case SQLITE_CREATE_TABLE:
        case SQLITE_CREATE_VIEW:
        case SQLITE_CREATE_VTABLE:
        case SQLITE_DROP_TABLE:
        case SQLITE_DROP_VIEW:
        case SQLITE_DROP_VTABLE:
        case SQLITE_INSERT:
        case SQLITE_UPDATE:
        case SQLITE_DELETE:
        case SQLITE_READ: return {first, {}};
        default: return {};
    }
}

bool writes(int action) {
    return action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE ||
           action == SQLITE_DROP_TABLE || action == SQLITE_DROP_VTABLE;
}

}  // namespace

Restriction::Restriction(Connection& connection) : connection_(connection) {
    sqlite3_set_authorizer(connection_.session().handle(), &Restriction::on_action, this);
}

Restriction::~Restriction() {
    sqlite3_set_authorizer(connection_.session().handle(), nullptr, nullptr);
}

std::vector<Identifier> Restriction::take_written() { return std::exchange(written_, {}); }

int Restriction::on_action(void* self, int action, const char* first, const char* second,
                           const char* database, const char*) noexcept {
    return static_cast<Restriction*>(self)->decide(action, first, second, database);
}

int Restriction::decide(int action, const char* first, const char* second, const char* database) {
    const auto deny = [&](std::string what) {
        denied_ = std::move(what);
        return SQLITE_DENY;
    };
    if (std::string what = forbidden(action, view(first), view(second)); !what.empty())
        return deny(std::move(what));
    const std::string_view in = action == SQLITE_ALTER_TABLE ? view(first) : view(database);
    // ALTER TABLE looks for temporary objects that name the table.
    const bool looks = view(first) == "sqlite_temp_master" || view(first) == "sqlite_temp_schema";
    if (!in.empty() && in != "main" && !looks)
        return deny("the database \"" + std::string(in) + "\"");
    const auto objects = objects_of(action, view(first), view(second));
    for (std::string_view name : objects)
        if (is_of_evolve(name)) return deny("\"" + std::string(name) + "\", which is evolve's own");
    if (!writes(action) || view(first).starts_with("sqlite_")) return SQLITE_OK;
    const Identifier table(view(first));
    if (std::ranges::find(written_, table) == written_.end()) written_.push_back(table);
    return SQLITE_OK;
}

}  // namespace evolve::sqlite
