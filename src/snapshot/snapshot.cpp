#include "evolve/snapshot/snapshot.hpp"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "codec/disk.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/schema.hpp"
#include "evolve/model/module_content.hpp"
#include "evolve/model/sha256.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/sqlite/read_transaction.hpp"
#include "evolve/sqlite/storage_failure.hpp"
#include "evolve/step/names.hpp"
#include "snapshot/copy_schema.hpp"
#include "snapshot/gather.hpp"
#include "snapshot/loader.hpp"
#include "snapshot/sampler.hpp"

namespace evolve {
namespace {

/// Where the header of a file says which kind of journal it has
/// (https://sqlite.org/fileformat2.html#file_format_version_numbers).
constexpr std::size_t write_version_at = 18;
constexpr std::size_t read_version_at = 19;
constexpr char version_of_wal = 2;

/// The objects that a snapshot has: what ANALYZE wrote holds values of rows.
std::vector<SchemaObject> objects_of(sqlite::Connection& source) {
    std::vector<SchemaObject> objects = introspect::read_objects(source);
    std::erase_if(objects, [](const SchemaObject& object) {
        return object.sql.empty() || detail::is_reserved(object.name) ||
               detail::is_reserved(object.table);
    });
    return objects;
}

/// Takes a snapshot of one state of a database.
class Taking {
public:
    Taking(sqlite::Connection& source, const SnapshotOptions& options)
        : source_(source), options_(options), objects_(objects_of(source)) {}

    Result<std::string, Explanation> take(Snapshot& snapshot) {
        auto schema = introspect::schema_of(objects_, [](const SchemaObject&) { return true; });
        if (!schema) return unexpected(explain(schema.error()));
        if (auto problem = make_schema()) return unexpected(std::move(*problem));
        tables_ = source_tables(*schema);
        gatherer_.emplace(source_, tables_);
        for (const SourceTable& table : tables_) {
            if (options_.on_work) options_.on_work("read " + std::string(table.name.view()));
            samples_.push_back(sample_of(source_, table, options_.rows, options_.seed));
        }
        load(snapshot);
        fill_indexes(*schema, snapshot);
        copy_counters(source_, target_);
        return bytes();
    }

private:
    /// Why SQLite does not make the schema anew, or nothing: it needs what only the application
    /// has.
    std::optional<Explanation> make_schema() {
        try {
            copy_schema(source_, target_, objects_, {options_.page_size, options_.encoding});
            return std::nullopt;
        } catch (const sqlite::Failure& failure) {
            if (failure.kind() != sqlite::FailureKind::error) throw;
            return Explanation{
                ExitCode::refused, "not-made",
                std::string("SQLite does not make its schema anew: ") + failure.what(),
                "What only the application has cannot be in a snapshot."};
        }
    }

    /// Made of all rows that were chosen, so that nobody can make it who has not seen them.
    [[nodiscard]] std::string key() {
        std::string key = "evolve snapshot " + std::to_string(options_.seed);
        for (std::size_t table = 0; table < tables_.size(); ++table)
            for (const auto* keys : {&samples_[table].odd, &samples_[table].others})
                for (const RowKey& row : *keys)
                    if (const auto family = gatherer_->family(table, row); family)
                        key = sha256(key + identity(family->front().values));
        return key;
    }

    void load(Snapshot& snapshot) {
        std::vector<std::string> definitions;
        for (const SchemaObject& object : objects_) definitions.emplace_back(object.sql.view());
        std::optional<Scrubber> scrubber;
        if (!options_.keep_values) scrubber.emplace(key(), definitions);
        target_.execute("BEGIN");
        Loader loader(target_, tables_, scrubber ? &*scrubber : nullptr);
        for (std::size_t i = 0; i < tables_.size(); ++i)
            snapshot.tables.push_back({tables_[i].name, samples_[i].rows, 0, load(i, loader)});
        for (std::size_t i = 0; i < tables_.size(); ++i)
            snapshot.tables[i].taken = loader.loaded(i);
        target_.execute("COMMIT");
    }

    /// How many of the chosen rows are not in it.
    std::int64_t load(std::size_t table, Loader& loader) {
        std::int64_t left_out = 0;
        const auto add = [&](const RowKey& key) {
            const auto family = gatherer_->family(table, key);
            if (!family || !loader.load(*family)) ++left_out;
        };
        for (const RowKey& key : samples_[table].odd) add(key);
        for (const RowKey& key : samples_[table].others) {
            if (loader.loaded(table) >= static_cast<std::int64_t>(options_.rows)) break;
            add(key);
        }
        return left_out;
    }

    /// Indexes of other tables' rows are made of the rows that are there now.
    void fill_indexes(const Schema& schema, Snapshot& snapshot) {
        for (const VirtualTable& table : schema.virtual_tables) {
            const ModuleContent content = content_of(table);
            const std::string name = ddl::quoted(table.name);
            if (content.holding == Holding::index_of_another && has_source(content, schema))
                target_.execute("INSERT INTO main." + name + " (" + name + ") VALUES ('rebuild')");
            else if (content.holding != Holding::rows && content.holding != Holding::nothing)
                snapshot.unread.push_back(table.name);
        }
    }

    [[nodiscard]] std::string bytes() {
        std::string file = target_.serialized();
        const bool wal =
            sqlite::query_value(source_, "PRAGMA main.journal_mode") == Value(Text("wal"));
        if (wal && file.size() > read_version_at)
            file[write_version_at] = file[read_version_at] = version_of_wal;
        return file;
    }

    sqlite::Connection& source_;
    const SnapshotOptions& options_;
    std::vector<SchemaObject> objects_;
    sqlite::Connection target_ = sqlite::Connection::memory();
    std::vector<SourceTable> tables_{};
    std::optional<Gatherer> gatherer_{};
    std::vector<RowSample> samples_{};
};

/// Whom the original lets read it.
unsigned mode_of(const std::string& path) {
    std::error_code ignored;
    const auto status = std::filesystem::status(path, ignored);
    const auto known = std::filesystem::exists(status);
    return known ? static_cast<unsigned>(status.permissions() & std::filesystem::perms(0666))
                 : 0600;
}

}  // namespace

Result<std::string, Explanation> snapshot_bytes(sqlite::Connection& source,
                                                const SnapshotOptions& options,
                                                Snapshot& snapshot) {
    const sqlite::ReadTransaction one_state(source);
    return Taking(source, options).take(snapshot);
}

Result<Snapshot, Explanation> take_snapshot(sqlite::Connection& source, const std::string& path,
                                            const SnapshotOptions& options) {
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored))
        return unexpected(
            explain(FileError{.fault = FileFault::already_there, .file = Text(path)}));
    try {
        Snapshot snapshot{.file = path, .seed = options.seed, .scrubbed = !options.keep_values};
        auto bytes = snapshot_bytes(source, options, snapshot);
        if (!bytes) return unexpected(std::move(bytes.error()));
        snapshot.bytes = bytes->size();
        if (auto written = codec::write_new_file(path, *bytes, mode_of(source.path())); !written)
            return unexpected(explain(written.error()));
        return snapshot;
    } catch (const sqlite::Failure& failure) {
        return unexpected(explain(StorageFailure(failure)));
    }
}

}  // namespace evolve
