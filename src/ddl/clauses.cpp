#include "ddl/clauses.hpp"

namespace evolve::ddl {

std::string_view clause(SortOrder order) {
    switch (order) {
        case SortOrder::ascending: return " ASC";
        case SortOrder::descending: return " DESC";
        case SortOrder::unspecified: break;
    }
    return "";
}

std::string_view clause(OnConflict action) {
    switch (action) {
        case OnConflict::rollback: return " ON CONFLICT ROLLBACK";
        case OnConflict::abort: return " ON CONFLICT ABORT";
        case OnConflict::fail: return " ON CONFLICT FAIL";
        case OnConflict::ignore: return " ON CONFLICT IGNORE";
        case OnConflict::replace: return " ON CONFLICT REPLACE";
        case OnConflict::unspecified: break;
    }
    return "";
}

std::string_view clause(GeneratedStorage storage) {
    switch (storage) {
        case GeneratedStorage::virtual_: return " VIRTUAL";
        case GeneratedStorage::stored: return " STORED";
        case GeneratedStorage::unspecified: break;
    }
    return "";
}

std::string_view clause(TriggerTime time) {
    switch (time) {
        case TriggerTime::before: return " BEFORE";
        case TriggerTime::after: return " AFTER";
        case TriggerTime::instead_of: return " INSTEAD OF";
        case TriggerTime::unspecified: break;
    }
    return "";
}

std::string_view clause(TriggerEvent event) {
    switch (event) {
        case TriggerEvent::insertion: return " INSERT";
        case TriggerEvent::deletion: return " DELETE";
        case TriggerEvent::update: return " UPDATE";
    }
    return "";
}

std::string clause(std::string_view event, ForeignKeyAction action) {
    const auto on = [&](const char* what) { return " ON " + std::string(event) + what; };
    switch (action) {
        case ForeignKeyAction::no_action: return on(" NO ACTION");
        case ForeignKeyAction::restrict: return on(" RESTRICT");
        case ForeignKeyAction::set_null: return on(" SET NULL");
        case ForeignKeyAction::set_default: return on(" SET DEFAULT");
        case ForeignKeyAction::cascade: return on(" CASCADE");
        case ForeignKeyAction::unspecified: break;
    }
    return "";
}

std::string_view clause(Deferral deferral) {
    switch (deferral) {
        case Deferral::not_deferrable: return " NOT DEFERRABLE";
        case Deferral::not_deferrable_initially_deferred:
            return " NOT DEFERRABLE INITIALLY DEFERRED";
        case Deferral::not_deferrable_initially_immediate:
            return " NOT DEFERRABLE INITIALLY IMMEDIATE";
        case Deferral::deferrable: return " DEFERRABLE";
        case Deferral::deferrable_initially_deferred: return " DEFERRABLE INITIALLY DEFERRED";
        case Deferral::deferrable_initially_immediate: return " DEFERRABLE INITIALLY IMMEDIATE";
        case Deferral::unspecified: break;
    }
    return "";
}

}  // namespace evolve::ddl
