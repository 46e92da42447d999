#include "evolve/codec/digest.hpp"

#include <nlohmann/json.hpp>

#include "codec/step_codec.hpp"
#include "evolve/model/sha256.hpp"

namespace evolve {

std::string digest(const Migration& migration) {
    using nlohmann::ordered_json;
    ordered_json steps = ordered_json::array();
    for (const Step& step : migration.steps)
        steps.push_back(codec::json_of(step, ddl::Quoting::always));
    const ordered_json from =
        migration.from ? ordered_json(migration.from->text()) : ordered_json(nullptr);
    const ordered_json canonical = {
        {"from", from}, {"to", migration.to.text()}, {"steps", std::move(steps)}};
    // Of a migration that no file can hold, which is one with names that are not UTF-8, the bytes
    // in question are left out of account.
    return sha256(canonical.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
}

}  // namespace evolve
