#pragma once

#include <array>
#include <string_view>

namespace evolve::cli {

/// Tables in which other migration tools keep their books. They are no part of an application's
/// schema: `init` puts those that it meets into "ignore".
inline constexpr std::array<std::string_view, 26> ledgers = {
    "alembic_version",
    "django_migrations",
    "schema_migrations",     // ActiveRecord, dbmate, golang-migrate
    "ar_internal_metadata",  // ActiveRecord
    "knex_migrations",
    "knex_migrations_lock",
    "__drizzle_migrations",
    "_prisma_migrations",
    "goose_db_version",
    "flyway_schema_history",
    "DATABASECHANGELOG",  // Liquibase
    "DATABASECHANGELOGLOCK",
    "grdb_migrations",
    "room_master_table",
    "_sqlx_migrations",
    "__diesel_schema_migrations",
    "atlas_schema_revisions",
    "SequelizeMeta",
    "__EFMigrationsHistory",
    "__EFMigrationsLock",
    "phinxlog",
    "doctrine_migration_versions",
    "_yoyo_migration",
    "seaql_migrations",
    "refinery_schema_history",
    "_sqlite_migrations",  // sqlite-utils
};

}  // namespace evolve::cli
