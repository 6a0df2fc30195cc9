"""Calls of a night that can be disturbed: how many there are, and disturbing one of them."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from .night_run import NightRun
from .programs import Outcome, copy_index


@dataclass(frozen=True)
class Point:
    """Call `call` (from 1) of command `command` of a night."""

    command: int
    call: int


@dataclass(frozen=True)
class Points:
    """All calls of a night that open, change or sync files of the index."""

    per_command: tuple[int, ...]
    by_kind: dict[str, int]

    @property
    def count(self) -> int:
        return sum(self.per_command)

    def spread(self, case: int, cases: int) -> Point:
        """The point of a case, so that the cases are spread evenly over all points."""
        place = case * self.count // cases if cases < self.count else case % self.count
        for command, calls in enumerate(self.per_command):
            if place < calls:
                return Point(command, place + 1)
            place -= calls
        raise IndexError(case)


def count_points(night: NightRun) -> Points:
    index = night.folder / "counted"
    shutil.rmtree(index, ignore_errors=True)  # another proof may have counted before
    copy_index(night.before, index)
    per_command, by_kind = [], {}
    for number in range(len(night.commands)):
        report = night.folder / f"calls-{number}.txt"
        report.unlink(missing_ok=True)
        outcome = night.run(number, index, fault_environment(night, index, None, report))
        if outcome.code != 0:
            raise SystemExit(f"torture: the counted night fails: {outcome.err}")
        kinds = [line.split()[1] for line in report.read_text().splitlines()]
        per_command.append(len(kinds))
        for kind in kinds:
            by_kind[kind] = by_kind.get(kind, 0) + 1
    return Points(tuple(per_command), dict(sorted(by_kind.items())))


def fault_environment(night: NightRun, index: Path, fault: str | None,
                      report: Path | None = None) -> dict[str, str]:
    environment = {"LD_PRELOAD": str(night.programs.faults), "DATELINE_IO_ROOT": str(index)}
    if fault:
        environment["DATELINE_IO_FAULT"] = fault
    if report:
        environment["DATELINE_IO_REPORT"] = str(report)
    return environment


def run_disturbed(night: NightRun, index: Path, point: Point, fault: str,
                  report: Path | None = None) -> Outcome:
    """Runs the night up to the command with the point, where `fault` (io_plan.hpp, without the
    call's number) strikes. How that command ended."""
    for number in range(point.command):
        night.run(number, index)
    environment = fault_environment(night, index, f"{fault}:{point.call}", report)
    return night.run(point.command, index, environment)
