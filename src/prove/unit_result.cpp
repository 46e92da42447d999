#include "evolve/ddl/writer.hpp"
#include "evolve/run/rehearse.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/failure.hpp"
#include "prove/workers.hpp"

namespace evolve {
namespace {

std::uint16_t bits_of(LawSet laws) {
    unsigned bits = 0;
    for (Law law : all_laws)
        if (laws.has(law)) bits |= 1u << static_cast<unsigned>(law);
    return static_cast<std::uint16_t>(bits);
}

std::optional<std::string> why_not_made(const Schema& schema) {
    try {
        auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
        for (const std::string& sql : ddl::write(schema)) connection.execute(sql);
        return std::nullopt;
    } catch (const sqlite::Failure& failure) {
        if (failure.kind() != sqlite::FailureKind::error) throw;
        return failure.what();
    }
}

}  // namespace

std::optional<std::string> why_not_made(const Subject& subject) {
    for (const Schema* schema : {&subject.before, &subject.after})
        if (auto why = why_not_made(*schema)) return why;
    Schema schema = subject.before;
    for (const Step& step : subject.migration.steps) {
        if (auto why = refused_whatever_the_rows(step, schema)) return why;
        schema = *applied(step, std::move(schema));
    }
    return std::nullopt;
}

bool has(std::uint16_t bits, Law law) { return (bits >> static_cast<unsigned>(law) & 1u) != 0; }

UnitResult result_of(std::size_t unit, const Verdict& verdict) {
    return {.unit = unit,
            .rows = verdict.loaded.rows,
            .rows_rejected = verdict.loaded.refused,
            .laws_checked = bits_of(verdict.checked),
            .laws_concerned = bits_of(verdict.concerned),
            .refused = verdict.refused,
            .broken = verdict.breach.has_value()};
}

LawSet laws_to_hold(const Subject& subject, const ProveOptions& options) {
    LawSet laws = applicable_laws(subject);
    for (Law law : all_laws)
        if (!options.laws.has(law)) laws = laws.without(law);
    return laws;
}

}  // namespace evolve
