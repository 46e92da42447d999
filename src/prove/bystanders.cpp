#include "prove/bystanders.hpp"

#include "evolve/prove/hazards.hpp"

namespace evolve {

void add_bystanders(sqlite::Connection& connection) {
    connection.execute(
        "CREATE TABLE \"un managed\" (k INTEGER PRIMARY KEY AUTOINCREMENT, \"v \"\"x\");"
        "CREATE INDEX \"un managed index\" ON \"un managed\" (\"v \"\"x\");"
        "CREATE VIEW \"un managed view\" AS SELECT k FROM \"un managed\";"
        "CREATE TRIGGER \"un managed trigger\" AFTER UPDATE ON \"un managed\" "
        "BEGIN DELETE FROM \"un managed\"; END;"
        "PRAGMA user_version = 77; PRAGMA application_id = 1234567");
    auto insert = connection.prepare("INSERT INTO \"un managed\" (\"v \"\"x\") VALUES (?1)");
    const auto values = hazards();
    for (std::size_t i = 0; i < values.size(); i += 7) {
        insert.bind(1, values[i]);
        insert.step();
    }
}

void add_left_behind(sqlite::Connection& connection) {
    connection.execute(
        "CREATE TABLE \"un managed ledger\" (\"un managed version\" VARCHAR(32) NOT NULL PRIMARY "
        "KEY);"
        "INSERT INTO \"un managed ledger\" VALUES ('3f1c'), ('0004_more');"
        "CREATE TRIGGER \"un managed ledger trigger\" BEFORE DELETE ON \"un managed ledger\" "
        "BEGIN INSERT INTO \"un managed and gone\" VALUES (3); END;"
        "CREATE VIEW \"un managed left view\" AS SELECT 1 FROM \"un managed and gone\";"
        "CREATE TRIGGER \"un managed left trigger\" INSTEAD OF INSERT ON \"un managed left view\" "
        "BEGIN SELECT 2; END");
}

TableView ledger_view() { return {"un managed ledger", {"un managed version"}}; }

TableView bystanders_view() { return {"un managed", {"k", "v \"x"}}; }

}  // namespace evolve
