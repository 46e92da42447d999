#pragma once

#include <set>
#include <string>
#include <string_view>

namespace evolve {

/// The words and numbers that a schema itself holds: names, types, defaults, the lists of CHECKs. A
/// snapshot holds them in any case, and values that are made of them stay as they are.
class Vocabulary {
public:
    Vocabulary();
    void add(std::string_view sql);

    /// Whether a run of letters and digits is one of them, of whatever case.
    [[nodiscard]] bool has_word(const std::string& folded) const {
        return folded_.contains(folded);
    }
    /// … in just these letters.
    [[nodiscard]] bool has_exactly(const std::string& word) const { return exact_.contains(word); }
    /// Whether digits without a leading zero are one of them, or next to the limit of an integer
    /// type.
    [[nodiscard]] bool has_number(const std::string& digits) const {
        return numbers_.contains(digits);
    }
    [[nodiscard]] bool has_real(double value) const { return reals_.contains(value); }

private:
    std::set<std::string> folded_;
    std::set<std::string> exact_;
    std::set<std::string> numbers_;
    std::set<double> reals_;
};

}  // namespace evolve
