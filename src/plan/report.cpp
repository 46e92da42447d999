#include "evolve/plan/report.hpp"

namespace evolve {

std::string_view text_of(Checked::How how) {
    switch (how) {
        case Checked::How::trusted: return "trusted";
        case Checked::How::recorded: return "recorded";
        case Checked::How::proved: return "proved";
    }
    return "";
}

}  // namespace evolve
