"""Whole programs, started and waited for in one way, in turns."""

import dataclasses
import os
import pathlib
import statistics
import time
from collections.abc import Callable, Sequence

# HOME, so that the shell finds no ~/.sqliterc.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}


class Wrong(Exception):
    """A program did not do its work, so its time means nothing."""


@dataclasses.dataclass(frozen=True)
class Contender:
    """A program, what is made ready before it starts, and what is checked when it has ended."""

    name: str
    command: Sequence[str | os.PathLike[str]]
    prepare: Callable[[], None]
    check: Callable[[str], None]  # takes what the program printed; raises Wrong


@dataclasses.dataclass
class Timings:
    name: str
    wall: list[float] = dataclasses.field(default_factory=list)  # milliseconds
    cpu: list[float] = dataclasses.field(default_factory=list)
    memory: float = 0  # the peak of all runs, in MB

    def median(self) -> float:
        return statistics.median(self.wall)

    def cpu_median(self) -> float:
        return statistics.median(self.cpu)


def run_once(contender: Contender, output: pathlib.Path) -> tuple[float, float, float]:
    """Wall and CPU time of one run, in milliseconds, and its peak memory in MB."""
    contender.prepare()
    command = [os.fspath(word) for word in contender.command]
    files = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.fspath(output), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, ENVIRONMENT, file_actions=files)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    printed = output.read_text()
    if os.waitstatus_to_exitcode(status) != 0:
        raise Wrong(f"{contender.name} ended with {os.waitstatus_to_exitcode(status)}: {printed}")
    contender.check(printed)
    return 1000 * wall, 1000 * (usage.ru_utime + usage.ru_stime), usage.ru_maxrss / 1024


def take_precedence() -> bool:
    """Has this process and its children run before all ordinary ones, where root may say so: on a busy
    machine a run of 2 ms would else mostly measure its wait for a CPU."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
        return True
    except OSError:
        return False


def interleaved(contenders: Sequence[Contender], runs: int, output: pathlib.Path) -> list[Timings]:
    """Each round runs all of them, every other round in reverse. A first round is not counted."""
    timings = [Timings(contender.name) for contender in contenders]
    for number in range(runs + 1):
        pairs = list(zip(contenders, timings))
        for contender, timing in reversed(pairs) if number % 2 else pairs:
            wall, cpu, memory = run_once(contender, output)
            timing.memory = max(timing.memory, memory)
            if number > 0:
                timing.wall.append(wall)
                timing.cpu.append(cpu)
    return timings
