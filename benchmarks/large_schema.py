"""Schemas of as many tables as are wanted, 20 columns and an index each."""

import pathlib
import sqlite3
import subprocess

from measure import ENVIRONMENT

COLUMNS = 20
KINDS = [
    "TEXT NOT NULL",
    "INTEGER",
    "VARCHAR(255)",
    "DATETIME",
    "BOOLEAN NOT NULL DEFAULT 0",
    "REAL DEFAULT 0.5",
    "JSON",
    "INTEGER REFERENCES t_{parent:05} (id) ON DELETE CASCADE",
    "NUMERIC(10, 2) CHECK (c_{column} >= 0)",
    "TEXT DEFAULT 'unknown'",
]


def column(table: int, number: int) -> str:
    kind = KINDS[(table + number) % len(KINDS)]
    return f"c_{number} " + kind.format(parent=max(0, table - 1), column=number)


def sql(tables: int) -> str:
    statements = []
    for table in range(tables):
        columns = ["id INTEGER PRIMARY KEY"]
        columns += [column(table, number) for number in range(1, COLUMNS)]
        body = ",\n    ".join(columns)
        statements.append(f"CREATE TABLE t_{table:05} (\n    {body}\n);\n")
        statements.append(f"CREATE INDEX i_{table:05} ON t_{table:05} (c_1, c_2 DESC);\n")
    return "".join(statements)


def make(evolve: pathlib.Path, directory: pathlib.Path, tables: int) -> tuple[pathlib.Path, pathlib.Path]:
    """A database of that schema, and a graph that begins with it."""
    database = directory / f"{tables}-tables.db"
    graph = directory / f"{tables}-tables"
    with sqlite3.connect(database) as connection:
        connection.executescript("BEGIN;" + sql(tables) + "COMMIT;")
    connection.close()
    subprocess.run([evolve, "init", "--from", database, "--graph", graph], check=True,
                   env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    return database, graph
