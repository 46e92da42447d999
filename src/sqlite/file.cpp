#include "evolve/sqlite/file.hpp"

#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>

namespace evolve::sqlite {

namespace {

namespace fs = std::filesystem;
using Kind = FileProblem::Kind;

/// The path that a URL names, the text itself if it is none; nothing if it is malformed.
std::optional<std::string_view> path_of(std::string_view text) {
    if (text.find('\0') != text.npos) return std::nullopt;  // the system would cut it there
    const std::size_t colon = text.find("://");
    const std::string_view scheme = text.substr(0, colon == text.npos ? 0 : colon);
    if (scheme != "sqlite" && !scheme.starts_with("sqlite+"))
        return text.empty() ? std::nullopt : std::optional(text);
    std::string_view rest = text.substr(colon + 3);
    rest = rest.substr(0, rest.find('?'));
    if (rest.size() < 2 || rest.front() != '/') return std::nullopt;
    return rest.substr(1);
}

Unexpected<FileProblem> problem(Kind kind, const fs::path& path, std::error_code code = {}) {
    return unexpected(FileProblem{kind, path.string(), code ? code.message() : ""});
}

/// Bytes of a regular file; 0 if there is none.
std::uintmax_t size_of(const fs::path& path) {
    std::error_code code;
    if (!fs::is_regular_file(path, code)) return 0;
    const std::uintmax_t size = fs::file_size(path, code);
    return code ? 0 : size;
}

/// SQLite's own test for a journal with content: journal_mode=PERSIST leaves the file behind with
/// its header zeroed (hasHotJournal in pager.c).
bool has_journal_content(const fs::path& path) {
    return size_of(path) > 0 && std::ifstream(path, std::ios::binary).get() > 0;
}

fs::path beside(const fs::path& path, const char* suffix) { return path.string() + suffix; }

Result<DatabaseFile, FileProblem> describe_missing(const fs::path& path) {
    std::error_code code;
    const fs::path whole = fs::absolute(path, code);
    if (code) return problem(Kind::not_reachable, path, code);
    const fs::path directory = fs::canonical(whole.parent_path(), code);
    if (code) return problem(Kind::not_reachable, whole, code);
    const fs::path real = directory / whole.filename();
    const auto nowhere = std::make_error_code(std::errc::no_such_file_or_directory);
    if (fs::is_symlink(real, code)) return problem(Kind::not_reachable, real, nowhere);
    return DatabaseFile{.path = real.string()};
}

Result<DatabaseFile, FileProblem> describe(const fs::path& real) {
    std::error_code code;
    const fs::file_status status = fs::status(real, code);
    if (code) return problem(Kind::not_reachable, real, code);
    if (fs::is_directory(status)) return problem(Kind::directory, real);
    if (!fs::is_regular_file(status)) return problem(Kind::not_a_file, real);
    const std::uintmax_t links = fs::hard_link_count(real, code);
    if (code) return problem(Kind::not_reachable, real, code);
    return DatabaseFile{
        .path = real.string(),
        .exists = true,
        .size = size_of(real),
        .links = links,
        .has_journal = has_journal_content(beside(real, "-journal")),
        .wal_size = size_of(beside(real, "-wal")),
    };
}

}  // namespace

Result<DatabaseFile, FileProblem> resolve(std::string_view path_or_url) {
    const std::optional<std::string_view> path = path_of(path_or_url);
    if (!path) return problem(Kind::malformed_url, path_or_url);
    std::error_code code;
    const fs::path real = fs::canonical(*path, code);
    if (code == std::errc::no_such_file_or_directory) return describe_missing(*path);
    if (code) return problem(Kind::not_reachable, *path, code);
    return describe(real);
}

}  // namespace evolve::sqlite
