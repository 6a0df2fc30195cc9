"""Running the cases of a proof, a few at a time, each in a folder of its own."""

import random
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

SHOWN_FAILURES = 10


@dataclass
class Case:
    """One case: its faults are sentences; notes are counted for the figures."""

    number: int
    folder: Path
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def expect(self, fine: bool, otherwise: str) -> None:
        if not fine:
            self.faults.append(otherwise)


@dataclass
class Figures:
    """What a proof came to."""

    proof: str
    cases: int = 0
    failed: int = 0
    seconds: float = 0
    notes: Counter = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Limits:
    """How many cases run at a time, and for how long new ones are begun; 0: until all are done."""

    jobs: int
    seconds: float = 0


def run_cases(proof: str, folder: Path, cases: int, limits: Limits,
              body: Callable[[Case], None]) -> Figures:
    """Calls `body` for each case; a case with faults keeps its folder. The order is mixed, so that
    the cases that were begun when time was up are spread over all."""
    figures = Figures(proof)
    started = time.monotonic()
    numbers = list(range(cases))
    random.Random(cases).shuffle(numbers)

    def run_one(number: int) -> Case | None:
        if limits.seconds and time.monotonic() - started > limits.seconds:
            return None
        case = Case(number, folder / f"{proof}-{number}")
        case.folder.mkdir(parents=True)
        try:
            body(case)
        except subprocess.TimeoutExpired as error:
            case.faults.append(f"hangs: {error}")
        if not case.faults:
            shutil.rmtree(case.folder)
        return case

    with ThreadPoolExecutor(limits.jobs) as pool:
        for case in filter(None, pool.map(run_one, numbers)):
            figures.cases += 1
            figures.failed += bool(case.faults)
            figures.notes.update(case.notes)
            for fault in case.faults:
                report_failure(figures, case, fault)
    figures.seconds = time.monotonic() - started
    return figures


def report_failure(figures: Figures, case: Case, fault: str) -> None:
    figures.failures.append(f"case {case.number}: {fault} (kept: {case.folder})")
    if len(figures.failures) <= SHOWN_FAILURES:
        print(f"torture: {figures.proof}: {figures.failures[-1]}", flush=True)
