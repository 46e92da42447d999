#include "codec/read_names.hpp"

namespace evolve::codec {

VersionOrNull read_version_or_null(const JsonCursor& at) {
    if (at.is_null()) return std::nullopt;
    auto name = VersionName::parse(at.text());
    if (!name)
        at.fail({.fault = FileFault::wrong_value,
                 .expected = "null or a version named NNNN-slug",
                 .found = Text(at.shown())});
    return name;
}

std::optional<Fingerprint> read_fingerprint(const JsonCursor& at) {
    auto fingerprint = Fingerprint::parse(at.text());
    if (!fingerprint)
        at.fail({.fault = FileFault::wrong_value,
                 .expected = "a fingerprint as evolve writes it: 1: and 64 hexadecimal digits",
                 .found = Text(at.shown())});
    return fingerprint;
}

}  // namespace evolve::codec
