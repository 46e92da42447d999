#include "sqlite/power_cut.hpp"

#include <algorithm>

namespace evolve::sqlite {

namespace {

void keep(Files& files, const DiskChange& change) {
    using Kind = DiskChange::Kind;
    if (change.kind == Kind::create) files.try_emplace(change.file);
    if (change.kind == Kind::remove) files.erase(change.file);
    const auto file = files.find(change.file);
    if (file == files.end()) return;
    if (change.kind == Kind::write) write_into(file->second, change.offset, change.bytes);
    if (change.kind == Kind::truncate) file->second.resize(static_cast<std::size_t>(change.offset));
}

/// Of each sector of a write: all of it, nothing, junk, or its beginning.
void keep_some_of(Files& files, const DiskChange& write, std::mt19937& random) {
    constexpr std::size_t sector = 512;
    const auto offset = static_cast<std::size_t>(write.offset);
    for (std::size_t at = 0, next = 0; at < write.bytes.size(); at = next) {
        next = std::min(write.bytes.size(), at + sector - (offset + at) % sector);
        DiskChange part = write;
        part.offset += static_cast<std::int64_t>(at);
        part.bytes = write.bytes.substr(at, next - at);
        const auto fate = random() % 8;
        if (fate < 3) continue;
        if (fate == 3) part.bytes.resize(random() % part.bytes.size());
        if (fate == 4)
            std::ranges::generate(part.bytes, [&] { return static_cast<char>(random()); });
        keep(files, part);
    }
}

}  // namespace

/// To sync a file makes that it is there, or no longer, durable too.
void PowerCut::after(const DiskChange& change) {
    if (change.kind != DiskChange::Kind::sync) {
        unsynced_.push_back(&change);
        return;
    }
    const auto of_it = [&](const DiskChange* earlier) { return earlier->file == change.file; };
    for (const DiskChange* earlier : unsynced_)
        if (of_it(earlier)) keep(durable_, *earlier);
    std::erase_if(unsynced_, of_it);
}

Files PowerCut::with_all() const {
    Files files = durable_;
    for (const DiskChange* change : unsynced_) keep(files, *change);
    return files;
}

Files PowerCut::with_some(std::mt19937& random) const {
    Files files = durable_;
    for (const DiskChange* change : unsynced_) {
        if (random() % 2 == 0) continue;
        if (change->kind == DiskChange::Kind::write) {
            if (random() % 2 == 0) files.try_emplace(change->file);
            if (files.contains(change->file)) keep_some_of(files, *change, random);
        } else {
            keep(files, *change);
        }
    }
    return files;
}

}  // namespace evolve::sqlite
