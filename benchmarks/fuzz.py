"""Fuzzing of rows and schemas beside the prover: one process, its processor time."""

import json
import pathlib
import subprocess

from measure import Wrong

NAME = "fuzz"
WHAT = "runs on rows and schemas a second of CPU, and states that the prover tries, one migration"
BOUND = 0.5  # at least this part of the prover
ROUNDS = 5


def measure(program: pathlib.Path, project: pathlib.Path, rounds: int | None) -> dict:
    graph = project / "docs/examples/autotuner/schema"
    (snapshot,) = (project / "tests/snapshots/autotuner").glob("08-*.db")
    if not program.is_file():
        raise Wrong(f"no {program}; `cmake --build --preset release` makes it")
    run = subprocess.run([program, graph, snapshot, str(rounds or ROUNDS)], capture_output=True,
                         text=True)
    if run.returncode != 0:
        raise Wrong(run.stderr.strip())
    found = json.loads(run.stdout)
    return {"name": NAME, "what": WHAT, "bound": BOUND, "ok": found["ratio"] >= BOUND, **found}


def show(result: dict) -> None:
    title = f"{result['name']} ({result['rounds']} rounds of {result['states']} states)"
    print(f"{title:52}{'states/s':>10}{'ratio':>8}{'lowest':>8}{'bound':>7}")
    print(f"  {'prove, the same migration':50}{result['prover']:10.0f}{1:8.2f}")
    print(f"  {'fuzz, all laws':50}{result['fuzz']:10.0f}{result['ratio']:8.2f}"
          f"{result['lowest']:8.2f}{result['bound']:7.1f}  {'ok' if result['ok'] else 'MISSED'}")
    print(flush=True)
