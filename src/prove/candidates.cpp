#include "prove/candidates.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace evolve {
namespace {

/// The plainest values a cell could hold instead: NULL, then the plainest of its class.
std::optional<Value> plainer(const Value& value, std::size_t choice) {
    if (std::holds_alternative<Null>(value)) return std::nullopt;
    if (choice == 0) return Value(Null());
    if (choice > 1) return std::nullopt;
    const Value plain =
        std::visit([](const auto& held) -> Value { return std::decay_t<decltype(held)>(); }, value);
    if (identical(plain, value)) return std::nullopt;
    return plain;
}

rc::Maybe<StatePtr> made(State state) {
    return StatePtr(std::make_shared<const State>(std::move(state)));
}

}  // namespace

Candidates::Candidates(StatePtr state) : state_(std::move(state)) {}

rc::Maybe<StatePtr> Candidates::operator()() {
    while (phase_ != Phase::end) {
        auto next = phase_ == Phase::rows      ? fewer_rows()
                    : phase_ == Phase::shape   ? plainer_shape()
                    : phase_ == Phase::columns ? plainer_column()
                                               : plainer_cell();
        if (next) return next;
        phase_ = static_cast<Phase>(static_cast<int>(phase_) + 1);
        table_ = row_ = column_ = choice_ = chunk_ = 0;
    }
    return rc::Nothing;
}

bool Candidates::next_table() {
    row_ = column_ = choice_ = chunk_ = 0;
    return ++table_ < state_->tables.size();
}

/// Halves, quarters, … single rows, from the last table (a child, mostly) to the first.
rc::Maybe<StatePtr> Candidates::fewer_rows() {
    if (state_->tables.empty()) return rc::Nothing;
    do {
        const std::size_t table = state_->tables.size() - 1 - table_;
        const std::size_t count = state_->tables[table].rows.size();
        if (count == 0) continue;
        if (chunk_ == 0) chunk_ = count;
        if (row_ >= count) {
            chunk_ /= 2;
            row_ = 0;
        }
        if (chunk_ == 0) continue;
        State smaller = *state_;
        auto& rows = smaller.tables[table].rows;
        const auto from = rows.begin() + static_cast<std::ptrdiff_t>(row_);
        rows.erase(from,
                   rows.begin() + static_cast<std::ptrdiff_t>(std::min(row_ + chunk_, count)));
        row_ += chunk_;
        return made(std::move(smaller));
    } while (next_table());
    return rc::Nothing;
}

rc::Maybe<StatePtr> Candidates::plainer_shape() {
    while (choice_ < 6) {
        State plain = *state_;
        switch (choice_++) {
            case 0: plain.shape.done.clear(); break;
            case 1: plain.shape.shuffled_columns = false; break;
            case 2: plain.shape.encoding = Encoding::utf8; break;
            case 3: plain.shape.bystanders = false; break;
            case 4: plain.shape.fitting = false; break;
            case 5: plain.shape.left_behind = false; break;
        }
        if (plain.shape != state_->shape) return made(std::move(plain));
    }
    return rc::Nothing;
}

/// All values of a column NULL, or all those of its first row: children then point at one parent.
rc::Maybe<StatePtr> Candidates::plainer_column() {
    if (state_->tables.empty()) return rc::Nothing;
    do {
        const RowsOf& rows = state_->tables[table_];
        while (!rows.rows.empty() && column_ + 1 < rows.columns.size()) {
            const std::size_t column = column_ + 1;  // the first tells the rows apart
            const Value value = choice_ == 0 ? Value(Null()) : rows.rows.front()[column];
            if (++choice_ == 2) {
                choice_ = 0;
                ++column_;
            }
            State plain = *state_;
            for (auto& row : plain.tables[table_].rows) row[column] = value;
            if (plain != *state_) return made(std::move(plain));
        }
    } while (next_table());
    return rc::Nothing;
}

rc::Maybe<StatePtr> Candidates::plainer_cell() {
    if (state_->tables.empty()) return rc::Nothing;
    do {
        const RowsOf& rows = state_->tables[table_];
        for (; row_ < rows.rows.size(); ++row_, column_ = 0)
            for (; column_ + 1 < rows.columns.size(); ++column_, choice_ = 0) {
                const auto value = plainer(rows.rows[row_][column_ + 1], choice_++);
                if (!value) continue;
                State plain = *state_;
                plain.tables[table_].rows[row_][column_ + 1] = *value;
                return made(std::move(plain));
            }
    } while (next_table());
    return rc::Nothing;
}

}  // namespace evolve
