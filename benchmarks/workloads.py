"""What is compared. The first contender is the floor; the bound holds for the second. Of growths there
are two pairs, and the bound holds for the first pair's growth by the second's."""

import dataclasses
import functools
import pathlib
import sqlite3
import subprocess
from collections.abc import Callable, Sequence

import large_schema
import rewriting
from databases import NEW_COLUMNS, Database, make_old, settle
from measure import ENVIRONMENT, Contender, Wrong

SHELL = "/usr/bin/sqlite3"
ALTERS = "; ".join(
    ["BEGIN IMMEDIATE"]
    + [f"ALTER TABLE tasks ADD COLUMN {name} {kind}" for name, kind in NEW_COLUMNS.items()]
    + ["COMMIT"]
)


@dataclasses.dataclass(frozen=True)
class Site:
    """Where the programs run."""

    project: pathlib.Path
    evolve: pathlib.Path
    directory: pathlib.Path

    @functools.cache
    def old_database(self, rows: int) -> Database:
        return make_old(self.project, self.directory, rows)

    @functools.cache
    def large(self, tables: int) -> tuple[pathlib.Path, pathlib.Path]:
        return large_schema.make(self.evolve, self.directory, tables)

    def apply(self, path: pathlib.Path) -> list[str | pathlib.Path]:
        graph = self.project / "docs/examples/autotuner/schema"
        return [self.evolve, "apply", "--graph", graph, path]

    def migrating(
        self, name: str, rows: int, command: Callable[[pathlib.Path], Sequence]
    ) -> Contender:
        """A program that migrates a new copy each time."""
        original = self.old_database(rows)
        path = self.directory / "copy.db"

        def check(_: str) -> None:
            original.require_migrated(path)
            path.unlink()

        return Contender(name, command(path), lambda: original.copy_to(path), check)


def alter(path: pathlib.Path) -> list[str | pathlib.Path]:
    return [SHELL, "-batch", "-bail", path, ALTERS]


def alter_extra(path: pathlib.Path) -> list[str | pathlib.Path]:
    return [SHELL, "-batch", "-bail", path, "PRAGMA synchronous=EXTRA; " + ALTERS]


def apply(site: Site) -> list[Contender]:
    return [
        site.migrating("sqlite3, the same four ALTERs", 10_000, alter),
        site.migrating("evolve apply", 10_000, site.apply),
        site.migrating("sqlite3, with evolve's synchronous=EXTRA", 10_000, alter_extra),
    ]


def nothing_to_do(site: Site) -> list[Contender]:
    path = site.directory / "current.db"
    site.old_database(10_000).copy_to(path)
    subprocess.run(site.apply(path), check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    settle(path)

    def last_write() -> tuple[int, int]:
        return path.stat().st_size, path.stat().st_mtime_ns

    before = last_write()

    def reading(name: str, command: Sequence, expected: str) -> Contender:
        def check(printed: str) -> None:
            if expected not in printed:
                raise Wrong(f"{name}: no '{expected}' in its answer")
            if last_write() != before:
                raise Wrong(f"{name} wrote to the database")

        return Contender(name, command, lambda: None, check)

    select = [SHELL, "-batch", "-bail", path, "SELECT * FROM sqlite_schema"]
    return [
        reading("sqlite3, reading sqlite_schema", select, "evolve_history"),
        reading("evolve apply", site.apply(path), "nothing to do"),
    ]


def million_rows(site: Site) -> list[Contender]:
    return [
        site.migrating("evolve apply, 10,000 rows", 10_000, site.apply),
        site.migrating("evolve apply, 1,000,000 rows", 1_000_000, site.apply),
    ]


def counting(name: str, command: Sequence, expected: dict[str, int]) -> Contender:
    """A program that is to print each of these so many times."""

    def check(printed: str) -> None:
        for text, times in expected.items():
            if printed.count(text) != times:
                raise Wrong(f"{name}: {printed.count(text)} times '{text}' instead of {times}")

    return Contender(name, command, lambda: None, check)


def status_of(site: Site, tables: int) -> Contender:
    database, graph = site.large(tables)
    command = [site.evolve, "status", "--graph", graph, database]
    return counting(f"evolve status, {tables:,} tables", command,
                    {f"{database.name} is at 0001-initial: nothing to do": 1})


def schema_of(site: Site, tables: int) -> Contender:
    database, _ = site.large(tables)
    command = [SHELL, "-batch", "-bail", database, ".schema"]
    return counting(f"sqlite3 .schema, {tables:,} tables", command,
                    {"CREATE TABLE": tables, "CREATE INDEX": tables})


def large_schemas(site: Site) -> list[Contender]:
    return [schema_of(site, 1000), status_of(site, 1000)]


def growth(site: Site) -> list[Contender]:
    """SQLite, which evolve reads through, grows faster than the schema: the bound is on what evolve adds."""
    return [status_of(site, 1000), status_of(site, 10_000),
            schema_of(site, 1000), schema_of(site, 10_000)]


def changing(site: Site, name: str, step: dict, script: str, question: str,
             answer: object, options: Sequence[str] = ()) -> list[Contender]:
    """Both make the same of a table of a million rows; evolve has recorded evidence and makes no backup."""
    original = rewriting.make(site.evolve, site.directory, 1_000_000, name, step)
    path = site.directory / "items-copy.db"

    def contender(program: str, command: Sequence) -> Contender:
        def check(_: str) -> None:
            original.require(path, question, answer)
            path.unlink()

        return Contender(program, command, lambda: original.copy_to(path), check)

    return [
        contender("sqlite3", [SHELL, "-batch", "-bail", path, script]),
        contender("evolve apply", [site.evolve, "apply", "--graph", original.graph, "--backup", "none",
                                   "--allow", "breaking", *options, path]),
    ]


def rewrite(site: Site) -> list[Contender]:
    table = f"CREATE TABLE items ({rewriting.CHECKED})"
    return changing(site, "check", {"alter_table": {"table": "items", "sql": table}},
                    rewriting.TWELVE_STEPS,
                    "SELECT sql LIKE '%CHECK%' FROM sqlite_schema WHERE name = 'items'", 1)


def drop_column(site: Site) -> list[Contender]:
    return changing(site, "drop", {"drop_column": {"table": "items", "column": "body"}},
                    "ALTER TABLE items DROP COLUMN body",
                    "SELECT count(*) FROM pragma_table_info('items') WHERE name = 'body'", 0)


def update_rows(site: Site) -> list[Contender]:
    """Of a column that two indexes hold. Only history, or the person, tells the versions apart."""
    return changing(site, "update",
                    {"update_rows": {"table": "items", "set": {"amount": "amount + 1"}}},
                    "UPDATE items SET amount = amount + 1",
                    "SELECT count(*) FROM items WHERE amount = id / 8.0 + 1", 1_000_000,
                    ["--at", "0001-initial"])


def snapshot(site: Site) -> list[Contender]:
    """The shell looks at every value once, as evolve has to; what it prints is one line."""
    path = site.directory / "million.db"
    site.old_database(1_000_000).copy_to(path)
    small = site.directory / "small.db"
    with sqlite3.connect(path) as database:
        tables = [name for (name,) in database.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
        lengths = {table: [f"sum(length({column[1]}))"
                           for column in database.execute(f"PRAGMA table_info({table})")]
                   for table in tables}
    database.close()
    settle(path)
    scan = "; ".join(f"SELECT {', '.join(lengths[table])} FROM {table}" for table in tables)

    def check(printed: str) -> None:
        if "of 1000000" not in printed:
            raise Wrong(f"evolve snapshot: {printed}")
        small.unlink()

    return [
        Contender("sqlite3, the length of every value", [SHELL, "-batch", "-bail", path, scan],
                  lambda: None, lambda _: None),
        Contender("evolve snapshot", [site.evolve, "snapshot", path, "--out", small],
                  lambda: None, check),
    ]


@dataclasses.dataclass(frozen=True)
class Workload:
    name: str
    what: str
    contenders: Callable[[Site], list[Contender]]
    bound: float  # what the second may take, as a multiple of the first
    runs: int = 31
    memory: float = float("inf")  # MB that the second may have at its peak
    of_growths: bool = False  # the first two by the others, which are a floor of the same two sizes


WORKLOADS = [
    Workload("apply", "four new columns, 10,000 rows", apply, 2.0),
    Workload("nothing-to-do", "a database that is up to date", nothing_to_do, 1.5),
    Workload("large-schema", "1,000 tables of 20 columns and 1,000 indexes", large_schemas, 3.0, 15),
    Workload("growth", "10,000 tables and 1,000", growth, 1.2, 7, of_growths=True),
    Workload("million-rows", "four new columns, 1,000,000 rows and 10,000", million_rows, 1.3, 7),
    Workload("rewrite", "a CHECK for a table of 1,000,000 rows, written anew", rewrite, 1.0, 3, 64),
    Workload("drop-column", "440 bytes of each of 1,000,000 rows, with complement", drop_column, 2.0, 3, 64),
    Workload("update-rows", "a number in each of 1,000,000 rows, with complement", update_rows, 2.5, 3, 64),
    Workload("snapshot", "of a database of 1,000,000 rows", snapshot, 3.0, 5, 64),
]
