#include "evolve/prove/state_gen.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include <rapidcheck/Random.h>

#include "evolve/prove/chooser.hpp"
#include "evolve/prove/profile.hpp"
#include "prove/column_facts.hpp"
#include "prove/module_tables.hpp"
#include "prove/references.hpp"
#include "prove/row_trial.hpp"
#include "prove/value_maker.hpp"

namespace evolve {
namespace {

std::size_t row_count(Size size, bool is_big_table, Chooser& chooser) {
    if (is_big_table && size == Size::fifty) return 50;
    if (is_big_table && size == Size::hundred) return 101;
    if (is_big_table && size == Size::thousand) return 1000;
    if (size == Size::small) {
        constexpr std::array<std::size_t, 12> mostly = {0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 3};
        const std::size_t draw = chooser.below(16);
        if (draw < mostly.size()) return mostly[draw];
    }
    return chooser.below(21);
}

/// Makes the values of one table.
class TableMaker {
public:
    TableMaker(const Table& table, std::vector<ColumnFacts> facts, std::span<const Value> rowids,
               Slot slot, Chooser& chooser)
        : table_(table),
          facts_(std::move(facts)),
          alias_(rowid_alias(table)),
          has_key_(alias_ || !rowid_name(table).empty()),
          rowids_(rowids),
          slot_(slot),
          chooser_(chooser),
          values_(slot, chooser) {
        for (ColumnFacts& each : facts_) each.all_null = each.nullable && chooser_.one_in(16);
    }

    RowsOf make(std::size_t count) {
        RowsOf result{table_.name, columns(), {}};
        result.rows.reserve(count);
        std::int64_t key = count == 1 ? next_key(first_key(), true) : first_key();
        for (std::size_t row = 0; row < count; ++row) {
            std::vector<Value>& values = result.rows.emplace_back();
            values.reserve(result.columns.size());
            if (has_key_) values.emplace_back(key);
            const std::vector<Value>* above = row == 0 ? nullptr : &result.rows[row - 1];
            for (ColumnFacts& facts : facts_)
                if (!facts.rowid_alias && !facts.generated)
                    values.push_back(
                        values_.value(facts, row, above ? &(*above)[values.size()] : nullptr));
            key = next_key(key, row + 2 == count);
        }
        if (autoincrements(table_)) result.counter = counter_above(key);
        return result;
    }

private:
    /// The key first, wherever the table declares it.
    [[nodiscard]] std::vector<Identifier> columns() const {
        std::vector<Identifier> names;
        if (alias_)
            names.push_back(table_.columns[*alias_].name);
        else if (has_key_)
            names.emplace_back(rowid_name(table_));
        for (std::size_t i = 0; i < table_.columns.size(); ++i)
            if (alias_ != i && !facts_[i].generated) names.push_back(table_.columns[i].name);
        return names;
    }

    /// A key that a step names beside it, if the table is the state's own and one is named.
    std::optional<std::int64_t> wanted_key() {
        const std::span<const Value> wanted = alias_ ? facts_[*alias_].wanted : rowids_;
        if (!slot_.alone() || wanted.empty() || !chooser_.one_in(3)) return std::nullopt;
        const Value& value = chooser_.pick(wanted);
        const auto* key = std::get_if<std::int64_t>(&value);
        return key == nullptr ? std::nullopt : std::optional(*key);
    }

    std::int64_t first_key() {
        if (const auto key = wanted_key()) return *key;
        if (slot_.alone() && chooser_.one_in(4))
            return -static_cast<std::int64_t>(chooser_.below(9));
        return slot_.base() + 1 + static_cast<std::int64_t>(chooser_.below(3));
    }

    /// Mostly the next number; now and then a gap, and for the last row alone the largest key.
    std::int64_t next_key(std::int64_t key, bool last) {
        if (key == std::numeric_limits<std::int64_t>::max()) return key;
        if (last && slot_.alone() && chooser_.one_in(4))
            return std::numeric_limits<std::int64_t>::max();
        return key + 1 + (chooser_.one_in(4) ? static_cast<std::int64_t>(chooser_.below(3)) : 0);
    }

    std::int64_t counter_above(std::int64_t key) {
        const bool full = key == std::numeric_limits<std::int64_t>::max();
        return full ? key : key + static_cast<std::int64_t>(chooser_.below(50));
    }

    const Table& table_;
    std::vector<ColumnFacts> facts_;
    std::optional<std::size_t> alias_;  ///< of the rowid
    bool has_key_;
    std::span<const Value> rowids_;  ///< that steps name
    Slot slot_;
    Chooser& chooser_;
    ValueMaker values_;
};

void take_out_blobs(RowsOf& rows) {
    for (std::vector<Value>& row : rows.rows)
        for (Value& value : row)
            if (std::holds_alternative<Blob>(value)) value = Null();
}

}  // namespace

StateMaker::StateMaker(const Schema& schema, const std::vector<Step>& steps, const Profile* profile)
    : schema_(schema), profile_(profile), modules_(module_tables(schema)) {
    const auto expressions = expressions_of(steps);
    rowids_ = wanted_rowids(expressions);
    for (const Table& table : schema.tables) {
        facts_.push_back(facts_of(schema, table));
        add_wanted(expressions, table, facts_.back());
        for (std::size_t i = 0; profile != nullptr && i < table.columns.size(); ++i)
            facts_.back()[i].profile = profile->column(table.name, table.columns[i].name);
    }
}

StateMaker::~StateMaker() = default;

State StateMaker::make(const Shape& shape, Size size, Slot slot, const Seed& seed) const {
    rc::Random random(rc::Random::Key{seed.seed, seed.path, seed.index, 0});
    const std::uint64_t first = random.next();
    Chooser chooser(first, random.next());
    State state{shape, {}};
    const std::size_t tables = schema_.tables.size();
    const std::size_t big = tables == 0 ? 0 : chooser.below(tables);
    for (std::size_t i = 0; i < tables; ++i)
        state.tables.push_back(TableMaker(schema_.tables[i], facts_[i], rowids_, slot, chooser)
                                   .make(row_count(size, i == big, chooser)));
    refer_to_parents(schema_, state.tables, chooser, profile_);
    for (const ModuleTable& each : modules_) {
        TableMaker maker(each.table, facts_of(schema_, each.table), rowids_, slot, chooser);
        state.tables.push_back(maker.make(row_count(size, false, chooser)));
        order_bounds(state.tables.back(), each.content, chooser);
    }
    take_out_ambiguous_blobs(schema_, state);
    return state;
}

void take_out_ambiguous_blobs(const Schema& schema, State& state) {
    if (state.shape.encoding == Encoding::utf8) return;
    for (RowsOf& rows : state.tables) {
        const auto table = schema.table(rows.table);
        if (table ? computes(schema, schema.tables[*table])
                  : schema.virtual_table(rows.table).has_value())
            take_out_blobs(rows);
    }
}

State make_state(const Schema& schema, const Shape& shape, Size size, Slot slot, const Seed& seed) {
    return StateMaker(schema).make(shape, size, slot, seed);
}

std::string_view text_of(Encoding encoding) {
    switch (encoding) {
        case Encoding::utf8: return "UTF-8";
        case Encoding::utf16le: return "UTF-16le";
        case Encoding::utf16be: return "UTF-16be";
    }
    return "";
}

}  // namespace evolve
