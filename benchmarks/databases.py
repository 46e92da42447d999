"""The application's database before its last migration, with as many rows as are wanted."""

import os
import pathlib
import shutil
import sqlite3

from measure import Wrong

SNAPSHOT = "tests/snapshots/autotuner/08-2025-11-14-2597445.db"
NEW_COLUMNS = {
    "clusterbasemodel_config": "JSON",
    "clusterservingruntime_config": "JSON",
    "created_clusterbasemodel": "VARCHAR",
    "created_clusterservingruntime": "VARCHAR",
}


def settle(path: pathlib.Path) -> None:
    """Brings file and directory to the disk, so that the next program does not wait for them."""
    for each in (path, path.parent):
        descriptor = os.open(each, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


def grow(database: sqlite3.Connection, rows: int) -> None:
    """Repeats the tasks that are there, under new ids and names."""
    names = [row[1] for row in database.execute("PRAGMA table_info(tasks)")]
    given = {"id": "number", "task_name": "task_name || ' ' || number"}
    values = ", ".join(given.get(name, name) for name in names)
    first, there = database.execute("SELECT max(id) + 1, count(*) FROM tasks").fetchone()
    database.execute(
        f"""WITH RECURSIVE
            copy(number) AS (SELECT ?1 UNION ALL SELECT number + 1 FROM copy LIMIT ?2),
            original AS MATERIALIZED (
                SELECT row_number() OVER (ORDER BY id) - 1 AS position, * FROM tasks)
            INSERT INTO tasks SELECT {values} FROM copy, original WHERE position = number % ?3""",
        (first, rows - there, there),
    )
    database.commit()


class Database:
    """A database that is copied for each run."""

    def __init__(self, path: pathlib.Path, rows: int) -> None:
        self.path = path
        self.rows = rows
        with sqlite3.connect(path) as database:
            schema = "SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'"
            self._schema_pages = {row[0] for row in database.execute(schema)}
            (self._page_size,) = database.execute("PRAGMA page_size").fetchone()
        database.close()
        settle(path)

    def copy_to(self, path: pathlib.Path) -> None:
        shutil.copyfile(self.path, path)
        settle(path)

    def require_migrated(self, path: pathlib.Path) -> None:
        """The columns are there and NULL, and of the old pages only the schema's have changed."""
        if path.with_name(path.name + "-wal").exists():
            raise Wrong("there is a -wal file left")
        with sqlite3.connect(path) as database:
            there = {row[1]: row[2] for row in database.execute("PRAGMA table_info(tasks)")}
            if not NEW_COLUMNS.items() <= there.items():
                raise Wrong("the columns are not there")
            values = ", ".join(f"count({name})" for name in NEW_COLUMNS)
            counts = database.execute(f"SELECT count(*), {values} FROM tasks").fetchone()
        database.close()
        if counts != (self.rows, 0, 0, 0, 0):
            raise Wrong(f"rows and values are {counts}")
        if changed := self._changed_pages(path) - self._schema_pages:
            raise Wrong(f"pages {sorted(changed)} have changed")

    def _changed_pages(self, path: pathlib.Path) -> set[int]:
        changed = set()
        with open(self.path, "rb") as old, open(path, "rb") as new:
            for number in range(1, self.path.stat().st_size // self._page_size + 1):
                if old.read(self._page_size) != new.read(self._page_size):
                    changed.add(number)
        return changed


def make_old(project: pathlib.Path, directory: pathlib.Path, rows: int) -> Database:
    path = directory / f"{rows}.db"
    shutil.copyfile(project / SNAPSHOT, path)
    with sqlite3.connect(path) as database:
        grow(database, rows)
        (mode,) = database.execute("PRAGMA journal_mode").fetchone()
    database.close()  # with the last connection, SQLite moves the -wal into the file
    assert mode == "wal"
    return Database(path, rows)
