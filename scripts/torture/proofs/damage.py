"""Proof 4: damaged files, by tests/integration/damage_test.cpp."""

import re
import time

from .cases import Figures
from .programs import Programs

SECONDS_A_CASE = 30  # far more than one takes


def prove(programs: Programs, cases: int, seed: int) -> Figures:
    figures = Figures("damage", cases=cases)
    started = time.monotonic()
    outcome = programs.run("damage_test", timeout=60 + SECONDS_A_CASE * cases, env={
        "DATELINE_DAMAGE_CASES": str(cases), "DATELINE_DAMAGE_SEED": str(seed)})
    figures.seconds = time.monotonic() - started
    for name, count in re.findall(rf"^ *(.+): (\d+) of {cases}$", outcome.out, re.MULTILINE):
        figures.notes[f"searches gave {name}"] = int(count)
    figures.failed = len(re.findall(r": FAILED:$", outcome.out, re.MULTILINE))
    if outcome.code != 0:
        figures.failed = max(1, figures.failed)
        print(f"torture: damage: {outcome.out[-4000:]}", flush=True)
    return figures
