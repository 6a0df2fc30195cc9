"""Proof 1 as strace does it: a cross-check that does not depend on our own library. It kills at the
Nth call of one thread, of any file."""

import random
import shutil
from pathlib import Path

from .cases import Case, Figures, Limits, run_cases
from .kill import KILLED, expect_recovery, expect_whole
from .night_run import NightRun
from .programs import copy_index

# A call and how often the busiest thread of a night makes it, roughly.
CALLS = (("write", 30), ("pwrite64", 25), ("fsync", 20), ("fdatasync", 15), ("rename", 5),
         ("link", 10), ("unlink", 20), ("unlinkat", 25), ("ftruncate", 3), ("openat", 120))


def prove(night: NightRun, folder: Path, cases: int, limits: Limits, seed: int) -> Figures:
    if not shutil.which("strace"):
        print("torture: kill-strace is SKIPPED: there is no strace", flush=True)
        figures = Figures("kill-strace")
        figures.notes["skipped: there is no strace"] = cases
        return figures
    return run_cases("kill-strace", folder, cases, limits,
                     lambda case: kill_and_recover(night, case, seed))


def kill_and_recover(night: NightRun, case: Case, seed: int) -> None:
    index = case.folder / "index"
    copy_index(night.before, index)
    choose = random.Random(f"{seed}/{case.number}")
    call, most = CALLS[case.number % len(CALLS)]
    number = choose.randint(1, most)
    tracer = ("strace", "-f", "-qq", "-o", str(case.folder / "trace"), "-e", f"trace={call}",
              "-e", f"inject={call}:signal=KILL:when={number}")
    outcome = night.run(0, index, before=tracer)
    what = f"{call} number {number}"
    case.expect(outcome.code in (KILLED, 0), f"{what} ended with {outcome.code}: {outcome.err}")
    case.notes.append(f"killed at {call}" if outcome.code == KILLED else "ended before the kill")
    expect_whole(night, case, index, f"after the kill at {what}")
    expect_recovery(night, case, index, f"the kill at {what}")
