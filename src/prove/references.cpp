#include "prove/references.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "prove/like_profile.hpp"

namespace evolve {
namespace {

/// Chooses the parent of each child, one after the other.
class Parents {
public:
    Parents(std::size_t count, const ReferenceProfile* profile, Chooser& chooser)
        : count_(count), profile_(profile), chooser_(chooser) {}

    std::size_t next() {
        if (profile_ == nullptr) return chooser_.below(count_);
        if (left_ == 0) {
            chosen_ = chooser_.below(count_);
            left_ = std::max<std::uint64_t>(1, draw(profile_->children, chooser_).value_or(1));
        }
        --left_;
        return chosen_;
    }

private:
    std::size_t count_;
    const ReferenceProfile* profile_;
    Chooser& chooser_;
    std::size_t chosen_ = 0;
    std::uint64_t left_ = 0;  ///< children that the chosen one still gets
};

/// A column of a foreign key that gets the value of one of the parent's.
struct Link {
    std::size_t to;
    std::size_t from;  ///< behind the last one: the parent's rows do not have it
    bool nullable;
};

std::vector<Link> links_of(const RowsOf& child, const Table& table, const ForeignKey& key,
                           const RowsOf& parent, const std::vector<Identifier>& parent_columns) {
    std::vector<Link> links;
    const auto alias = rowid_alias(table);
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
        const auto position = table.position_of(key.columns[i]);
        if (!position || alias == position || table.columns[*position].is_generated()) continue;
        links.push_back({place_of(child, key.columns[i]), place_of(parent, parent_columns[i]),
                         !refuses_null(table, table.columns[*position])});
    }
    return links;
}

/// Lets the rows of a table refer to rows of the parent, to nothing, and now and then, as in real
/// files, to a row that is not there.
void refer(RowsOf& child, const Table& table, const ForeignKey& key, const RowsOf& parent,
           const std::vector<Identifier>& parent_columns, Chooser& chooser,
           const ReferenceProfile* profile) {
    const std::vector<Link> links = links_of(child, table, key, parent, parent_columns);
    Parents parents(parent.rows.size(), profile, chooser);
    for (std::size_t row = 0; row < child.rows.size(); ++row) {
        if (chooser.one_in(24)) continue;
        const bool nothing = parent.rows.empty() || chooser.one_in(4);
        const std::size_t chosen = nothing ? 0 : parents.next();
        for (const Link& link : links) {
            Value& cell = child.rows[row][link.to];
            if (nothing && link.nullable)
                cell = Null();
            else if (!nothing && link.from < parent.columns.size())
                cell = parent.rows[chosen][link.from];
        }
    }
}

}  // namespace

std::vector<ParentReference> parent_references(const Schema& schema) {
    std::vector<ParentReference> references;
    for (std::size_t child = 0; child < schema.tables.size(); ++child)
        for (const ForeignKey& key : foreign_keys(schema.tables[child])) {
            const auto parent = schema.table(key.target.parent);
            if (!parent) continue;
            auto columns = key.target.columns.empty() ? primary_key(schema.tables[*parent])
                                                      : key.target.columns;
            if (columns.size() == key.columns.size())
                references.push_back({child, key, *parent, std::move(columns)});
        }
    return references;
}

std::size_t place_of(const RowsOf& rows, const Identifier& column) {
    return static_cast<std::size_t>(std::ranges::find(rows.columns, column) - rows.columns.begin());
}

void refer_to_parents(const Schema& schema, std::vector<RowsOf>& tables, Chooser& chooser,
                      const Profile* profile) {
    for (const ParentReference& each : parent_references(schema)) {
        const Table& child = schema.tables[each.child];
        const auto* known =
            profile == nullptr ? nullptr : profile->reference(child.name, each.key.columns);
        refer(tables[each.child], child, each.key, tables[each.parent], each.parent_columns,
              chooser, known);
    }
}

}  // namespace evolve
