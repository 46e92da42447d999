#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/plan/precondition.hpp"

namespace evolve {

/// What a step that changes rows runs. Which rows it changes, and how, is computed once, into
/// evolve_kept_<number>: that table then says what to do, and stays as the complement, so that the
/// way back finds each row and tells those that were changed since (docs/decisions/0022).
struct RowChange {
    std::int64_t number = 0;
    Identifier table{};
    std::vector<std::string> computes{};  ///< fill that table
    /// What no row may contradict once that table is filled.
    std::vector<Precondition> judgements{};
    std::string miskept{};                  ///< counts old values there that are not the table's: 0
    std::string before{};                   ///< what must be the same before the change …
    std::string after{};                    ///< … and after it, class and bytes
    std::vector<std::string> statements{};  ///< the change
    std::string mismade{};                  ///< counts rows that are not as computed: 0
    std::vector<std::string> afterwards{};  ///< completes the complement
    std::vector<std::string> clean_up{};    ///< drops what is not to stay
    std::vector<std::string> spent{};  ///< drops the opposite complement, if all of it returned
    std::string rows{};                ///< counts the rows to be changed, once computed
    /// Counts rows of the complement that nothing can be done with: another one has the key.
    std::string passed_over{};
    std::int64_t opposite = 0;  ///< the number of that complement, if there is one
    std::string affected{};  ///< counts them beforehand, if no earlier step of the plan has a say
    bool unchecked = false;  ///< what returns was there before, whatever CHECKs say of it

    friend bool operator==(const RowChange&, const RowChange&) = default;
};

}  // namespace evolve
