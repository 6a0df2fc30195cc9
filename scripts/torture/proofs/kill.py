"""Proof 1: kill -9 at every call that changes, syncs or opens a file of the index."""

import random
from pathlib import Path

from .cases import Case, Figures, Limits, run_cases
from .faults import Points, count_points, run_disturbed
from .night_run import NightRun
from .programs import copy_index

KILLED = -9
RECOVERIES_KILLED = 10  # one in so many


def prove(night: NightRun, folder: Path, cases: int, limits: Limits, seed: int) -> Figures:
    points = count_points(night)
    figures = run_cases("kill", folder, cases, limits,
                        lambda case: kill_and_recover(night, points, case, cases, seed))
    figures.notes["points of a night"] = points.count
    for kind, count in points.by_kind.items():
        figures.notes[f"of these {kind}"] = count
    return figures


def kill_and_recover(night: NightRun, points: Points, case: Case, cases: int, seed: int) -> None:
    index = case.folder / "index"
    copy_index(night.before, index)
    point = points.spread(case.number, cases)
    outcome = run_disturbed(night, index, point, "kill")
    # Threads do not come to their calls in the same order each time: the last few may be missing.
    case.expect(outcome.code in (KILLED, 0), f"{point} ended with {outcome.code}: {outcome.err}")
    case.notes.append("killed" if outcome.code == KILLED else "ended before the kill")
    expect_whole(night, case, index, f"after the kill at {point}")
    if case.number % RECOVERIES_KILLED == 0:
        again = points.spread(random.Random(f"{seed}/{case.number}").randrange(cases), cases)
        run_disturbed(night, index, again, "kill")
        case.notes.append("killed again while recovering")
        expect_whole(night, case, index, f"after the second kill at {again}")
    expect_recovery(night, case, index, f"the kill at {point}")


def expect_whole(night: NightRun, case: Case, index: Path, when: str) -> None:
    digest = night.digest(index)
    case.expect(digest in night.states, f"{when} the index answers neither as before nor as after "
                f"the run: {digest}")


def expect_recovery(night: NightRun, case: Case, index: Path, disturbance: str) -> None:
    fault = night.run_all(index)
    case.expect(not fault, f"the run after {disturbance} fails: {fault}")
    digest = night.digest(index)
    case.expect(digest == night.states[-1], f"after {disturbance} the end is {digest}")
