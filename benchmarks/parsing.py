"""The parser beside SQLite's own, which makes the schema in memory: one process, its processor time."""

import json
import pathlib
import subprocess
import tempfile

import large_schema
from measure import Wrong

name = "parser"
what = "megabytes of schema text a second, and SQLite on the same text"
BOUND = 5.0  # at least so many times SQLite's speed
ROUNDS = 15
TABLES = 1000


def measure(program: pathlib.Path, _: pathlib.Path, rounds: int | None) -> dict:
    if not program.is_file():
        raise Wrong(f"no {program}; `cmake --build --preset release` makes it")
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(large_schema.sql(TABLES))
        script.flush()
        run = subprocess.run([program, script.name, str(rounds or ROUNDS)], capture_output=True, text=True)
    if run.returncode != 0:
        raise Wrong(run.stderr.strip())
    found = json.loads(run.stdout)
    return {"name": name, "what": what, "bound": BOUND, "ok": found["ratio"] >= BOUND, **found}


def show(result: dict) -> None:
    title = f"{result['name']} ({result['rounds']} rounds of {result['bytes'] / 1e6:.1f} MB)"
    print(f"{title:52}{'MB/s':>10}{'ratio':>8}{'lowest':>8}{'bound':>7}")
    print(f"  {'SQLite, making the schema in memory':50}{result['sqlite']:10.1f}{1:8.2f}")
    print(f"  {'evolve, reading it':50}{result['evolve']:10.1f}{result['ratio']:8.2f}"
          f"{result['lowest']:8.2f}{result['bound']:7.1f}  {'ok' if result['ok'] else 'MISSED'}")
    print(flush=True)
