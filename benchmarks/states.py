"""States a second of CPU, of one migration, in one process without a disk: the prover beside a loop by hand,
fuzzing of rows and schemas beside the prover."""

import dataclasses
import json
import pathlib
import subprocess

from measure import Wrong

ROUNDS = 5


@dataclasses.dataclass(frozen=True)
class Rate:
    """What a program measures, and the floor beside which it does."""

    name: str
    what: str
    bound: float  # at least this part of the floor
    floor: tuple[str, str]  # the key in the program's answer, and how it is called
    evolve: tuple[str, str]
    snapshot: str | None = None  # of the example, which the program takes too

    def measure(self, program: pathlib.Path, project: pathlib.Path, rounds: int | None) -> dict:
        if not program.is_file():
            raise Wrong(f"no {program}; `cmake --build --preset release` makes it")
        inputs = [project / "docs/examples/autotuner/schema"]
        if self.snapshot:
            inputs += (project / "tests/snapshots/autotuner").glob(self.snapshot)
        run = subprocess.run([program, *inputs, str(rounds or ROUNDS)], capture_output=True, text=True)
        if run.returncode != 0:
            raise Wrong(run.stderr.strip())
        found = json.loads(run.stdout)
        return {"name": self.name, "what": self.what, "bound": self.bound,
                "ok": found["ratio"] >= self.bound, **found}

    def show(self, result: dict) -> None:
        title = f"{result['name']} ({result['rounds']} rounds of {result['states']} states)"
        print(f"{title:52}{'states/s':>10}{'ratio':>8}{'lowest':>8}{'bound':>7}")
        print(f"  {self.floor[1]:50}{result[self.floor[0]]:10.0f}{1:8.2f}")
        print(f"  {self.evolve[1]:50}{result[self.evolve[0]]:10.0f}{result['ratio']:8.2f}"
              f"{result['lowest']:8.2f}{result['bound']:7.1f}  {'ok' if result['ok'] else 'MISSED'}")
        print(flush=True)


PROVER = Rate("prover", "states of the last migration a second of CPU, all laws, and a loop by hand", 1.0,
              ("by_hand", "a loop by hand, the same rows"), ("prover", "evolve, all laws"))
FUZZ = Rate("fuzz", "runs on rows and schemas a second of CPU, and states that the prover tries, one migration",
            0.5, ("prover", "prove, the same migration"), ("fuzz", "fuzz, all laws"), "08-*.db")
