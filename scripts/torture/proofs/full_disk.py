"""Proof 2, second half: a file system that is really full, grown until a run succeeds."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .cases import Case, Figures, Limits, run_cases
from .night_run import NightRun
from .programs import copy_index

STEP_KIB = 64
MOST_STEPS = 2000


def prove(night: NightRun, folder: Path, step_kib: int) -> Figures:
    """Two cases: a first load into an empty file system, and a night on an index that is there."""
    reason = why_not()
    if reason:
        print(f"torture: full-disk is SKIPPED: {reason}", flush=True)
        figures = Figures("full-disk")
        figures.notes[f"skipped: {reason}"] = 2
        return figures
    return run_cases("full-disk", folder, 2, Limits(1),
                     lambda case: grow_until_success(night, case, step_kib))


def why_not() -> str:
    if os.geteuid() != 0:
        return "only root can mount a tmpfs"
    return "" if shutil.which("mount") else "there is no mount"


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def resize(disk: Path, kib: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={kib}k", disk], check=True)


def used_kib(disk: Path) -> int:
    usage = os.statvfs(disk)
    return (usage.f_blocks - usage.f_bfree) * usage.f_frsize // 1024


def grow_until_success(night: NightRun, case: Case, step_kib: int) -> None:
    is_first_load = case.number == 0
    with small_disk(case.folder / "disk") as disk:
        index = disk / "index"
        if not is_first_load:
            copy_index(night.before, index)
        at_first = used_kib(disk)
        for step in range(1, MOST_STEPS):
            resize(disk, at_first + step * step_kib)
            outcome = night.run(0, index)
            case.notes.append("steps")
            if outcome.code == 0:
                break
            expect_nothing_done(night, case, index, step, outcome.code, outcome.err)
        case.expect(outcome.code == 0, f"no success after {MOST_STEPS} steps")
        expect_all_done(night, case, index, is_first_load)


def expect_nothing_done(night: NightRun, case: Case, index: Path, step: int, code: int,
                        message: str) -> None:
    case.expect(code == 74 and str(index) in message, f"step {step}: exit code {code}: {message}")
    if case.number == 0:
        case.expect(not (index / "CURRENT").exists(), f"step {step}: something was published")
        return
    digest = night.digest(index)
    case.expect(digest == night.states[0], f"step {step}: the index answers {digest}")


def expect_all_done(night: NightRun, case: Case, index: Path, is_first_load: bool) -> None:
    fault = night.programs.is_sound(index)
    case.expect(not fault, f"after success check --full says {fault}")
    digest = night.digest(index)
    if not is_first_load:
        case.expect(digest == night.states[1], f"after success the index answers {digest}")
