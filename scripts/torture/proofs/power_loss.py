"""Proof 3: states that a power loss at any moment of a run could leave are rebuilt from the log of
its writes, syncs and renames, and opened."""

import random
from dataclasses import dataclass
from pathlib import Path

from .cases import Case, Figures, Limits, run_cases
from .crash_states import LOSSES, Disk, Entry, read_log, write_state
from .night_run import NightRun
from .programs import Digest, copy_index

FIRST_LOADS = 5  # one case in so many is of a first load, not of a night
RECOVERED = 10  # after one in so many, the night is run again


@dataclass(frozen=True)
class LoggedRun:
    """A run on an index, entry by entry."""

    index: Path
    before: Path | None  # the index as it was; none for a first load
    inodes: dict[str, int]  # of the files of `before`, as the log calls them
    entries: list[Entry]
    ends: list[int]  # of the commands: how many entries are logged by then
    states: list[Digest | None]  # before, and after each command; None: there is no index

    def disk(self, length: int) -> Disk:
        """After so many entries."""
        disk = Disk(self.index)
        if self.before:
            disk.load(self.before, self.inodes)
        for entry in self.entries[:length]:
            disk.apply(entry)
        return disk

    def may_be(self, length: int) -> list[Digest | None]:
        """The states that a loss after so many entries may leave. What a command has done that had
        ended stays."""
        ended = sum(end <= length for end in self.ends)
        return self.states[ended:ended + 2]


def prove(night: NightRun, folder: Path, cases: int, limits: Limits, seed: int) -> Figures:
    runs = (log_night(night, folder / "logged"), log_first_load(night, folder / "logged-first"))

    def body(case: Case) -> None:
        lose_power(night, runs[case.number % FIRST_LOADS == 0], case, cases, seed)

    figures = run_cases("power-loss", folder, cases, limits, body)
    figures.notes["log entries of a night"] = len(runs[0].entries)
    figures.notes["of a first load"] = len(runs[1].entries)
    return figures


def log_night(night: NightRun, folder: Path) -> LoggedRun:
    index = folder / "index"
    folder.mkdir()
    copy_index(night.before, index)
    inodes = {str(path.relative_to(index)): path.stat().st_ino
              for path in index.rglob("*") if path.is_file()}
    return log_commands(night, folder, night.before, inodes, range(len(night.commands)),
                        list(night.states))


def log_first_load(night: NightRun, folder: Path) -> LoggedRun:
    folder.mkdir()
    run = log_commands(night, folder, None, {}, range(1), [None])
    digest = night.digest(run.index)
    if isinstance(digest, str):
        raise SystemExit(f"torture: the first load cannot be read: {digest}")
    run.states.append(digest)
    return run


def log_commands(night: NightRun, folder: Path, before: Path | None, inodes: dict[str, int],
                 commands: range, states: list[Digest | None]) -> LoggedRun:
    index, log = folder / "index", folder / "log"
    ends = []
    for number in commands:
        outcome = night.run(number, index, {"LD_PRELOAD": str(night.programs.faults),
                                            "DATELINE_IO_ROOT": str(index),
                                            "DATELINE_IO_LOG": str(log)})
        if outcome.code != 0:
            raise SystemExit(f"torture: the logged run fails: {outcome.err}")
        ends.append(sum(1 for _ in read_log(log.read_bytes())))
    entries = list(read_log(log.read_bytes()))
    return LoggedRun(index, before, inodes, entries, ends, states)


def lose_power(night: NightRun, run: LoggedRun, case: Case, cases: int, seed: int) -> None:
    length = case.number * len(run.entries) // max(1, cases - 1)
    loss = LOSSES[case.number % len(LOSSES)]
    state = case.folder / "index"
    write_state(run.disk(length), loss, random.Random(f"{seed}/{case.number}"), state)
    what = f"after entry {length} of {len(run.entries)}, {loss.name}"
    case.notes.append(loss.name)
    digest = night.digest(state) if (state / "CURRENT").exists() else None
    allowed = run.may_be(length)
    case.expect(digest in allowed, f"{what}: the index answers {digest} instead of {allowed}")
    if digest is not None:
        fault = night.programs.is_sound(state)
        case.expect(not fault, f"{what}: check --full says {fault}")
    if case.number % RECOVERED == 1 or not run.before:
        fault = night.run_all(state)
        case.expect(not fault, f"{what}: the next run fails: {fault}")
        end = night.states[-1] if run.before else run.states[-1]
        case.expect(night.digest(state) == end, f"{what}: the next run ends elsewhere")
        case.notes.append("run again")
