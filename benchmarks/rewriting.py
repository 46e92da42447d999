"""A table of a million rows, to be written anew: 500 bytes a row, an inline UNIQUE, two indexes."""

import dataclasses
import json
import pathlib
import shutil
import sqlite3
import subprocess

from databases import settle
from measure import ENVIRONMENT, Wrong

COLUMNS = """id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    amount REAL,
    body TEXT NOT NULL"""
INDEXES = [
    "CREATE INDEX items_name ON items (name)",
    "CREATE INDEX items_amount ON items (amount, name)",
]
CHECKED = f"{COLUMNS},\n    CHECK (amount >= 0)"
# The twelve steps of https://sqlite.org/lang_altertable.html, as a careful person writes them.
TWELVE_STEPS = f"""
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;
CREATE TABLE items_new ({CHECKED});
INSERT INTO items_new (id, code, name, amount, body) SELECT id, code, name, amount, body FROM items;
DROP TABLE items;
ALTER TABLE items_new RENAME TO items;
{INDEXES[0]};
{INDEXES[1]};
PRAGMA foreign_key_check;
COMMIT;
"""


@dataclasses.dataclass(frozen=True)
class Rewriting:
    """The database, the graph of a change of it with recorded evidence, and what a shell does for it."""

    path: pathlib.Path
    graph: pathlib.Path
    rows: int

    def copy_to(self, path: pathlib.Path) -> None:
        shutil.copyfile(self.path, path)
        settle(path)

    def require(self, path: pathlib.Path, question: str, answer: object) -> None:
        with sqlite3.connect(path) as database:
            found = database.execute(question).fetchone()[0]
            rows = database.execute("SELECT count(*) FROM items").fetchone()[0]
        database.close()
        if found != answer or rows != self.rows:
            raise Wrong(f"{question}: {found} instead of {answer}; {rows} rows")


def fill(path: pathlib.Path, rows: int) -> None:
    with sqlite3.connect(path) as database:
        database.execute(f"CREATE TABLE items ({COLUMNS})")
        # Codes come in no order, as real ones do: the index of UNIQUE is filled at random places.
        database.execute(
            """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ?1)
               INSERT INTO items SELECT i, printf('%08x', (i * 2654435761) & 0xffffffff), 'name ' || (i % 5000),
                   i / 8.0, substr(hex(zeroblob(220)) || i, -440) FROM n""", (rows,))
        for index in INDEXES:
            database.execute(index)
    database.close()
    settle(path)


def make(evolve: pathlib.Path, directory: pathlib.Path, rows: int, name: str, step: dict) -> Rewriting:
    """The graph has the step as its second version."""
    path = directory / "items.db"
    if not path.exists():
        fill(path, rows)
    graph = directory / name

    def run(*words: str | pathlib.Path) -> None:
        subprocess.run([evolve, *words], check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL)

    run("init", "--graph", graph, "--from", path)
    run("add", "--graph", graph, name, "--step", json.dumps(step))
    run("prove", "--graph", graph)
    return Rewriting(path, graph, rows)
