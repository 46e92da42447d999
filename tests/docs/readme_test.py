#!/usr/bin/env python3
"""Runs every command of README.md and compares what it prints with what the README says.

The commands of its `console` blocks run one after the other in a home directory of their own, which
the README calls /home/user, with the example's graph and database where it says they are.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(os.environ["EVOLVE_SOURCE_DIR"])
BINARY = pathlib.Path(os.environ["EVOLVE_BINARY"])
APP = """CREATE TABLE notes (id INTEGER PRIMARY KEY, day DATE, body TEXT);
CREATE INDEX notes_by_day ON notes (day);
INSERT INTO notes (day, body) VALUES ('2026-11-23', 'first');"""


def furnish(home: pathlib.Path) -> None:
    """Puts graph and databases where the README has them."""
    shutil.copytree(SOURCE / "docs/examples/autotuner/schema", home / "schema")
    database = home / ".local/share/inference-autotuner/autotuner.db"
    database.parent.mkdir(parents=True)
    shutil.copy(SOURCE / "tests/snapshots/autotuner/08-2025-11-14-2597445.db", database)
    subprocess.run(["sqlite3", str(home / "app.db"), APP], check=True)


def run(command: str, home: pathlib.Path) -> str:
    environment = {
        "HOME": str(home),
        "PATH": f"{BINARY.parent}:/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        command.replace("/home/user", str(home)),
        shell=True,
        cwd=home,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout.replace(str(home), "/home/user")


def timeless(text: str) -> str:
    """Neither how long the laws took to check nor the time of a backup is the same twice."""
    return re.sub(r"\d{8}T\d{6}Z", "TIME", re.sub(r"\(\d+\.\d s, seed", "(T s, seed", text))


def main() -> int:
    readme = (SOURCE / "README.md").read_text()
    blocks = re.findall(r"^```console\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    failures = 0
    commands = 0
    with tempfile.TemporaryDirectory() as directory:
        home = pathlib.Path(directory).resolve()
        furnish(home)
        for block in blocks:
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, expected = part.partition("\n")
                commands += 1
                printed = run(command, home)
                if timeless(printed) != timeless(expected):
                    failures += 1
                    print(f"$ {command}\n--- README says\n{expected}--- it prints\n{printed}")
    print(f"{commands - failures} passed, {failures} failed")
    return 0 if commands > 0 and failures == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
