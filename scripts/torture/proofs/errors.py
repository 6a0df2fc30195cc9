"""Proof 2: ENOSPC and EIO at every call that changes, syncs or opens a file of the index."""

import errno
from dataclasses import dataclass
from pathlib import Path

from .cases import Case, Figures, Limits, run_cases
from .faults import Points, count_points, run_disturbed
from .night_run import NightRun
from .programs import Digest, Outcome, copy_index, live_generation

KINDS = tuple((how, error) for how in ("once", "forever") for error in (errno.ENOSPC, errno.EIO))
# A call that may fail without harm: there is another way (link, allocate), or what remains is
# garbage that the next run removes (unlink, rmdir), or nobody needs to know (open: of what is
# probed for). Whatever the call, success must mean that the new generation is there and sound,
# and failure that it is not: the exit code shows whether there was a commit.
HARMLESS = frozenset({"link", "allocate", "unlink", "rmdir", "open"})
KEPT_GENERATIONS = 2  # what the night's commands leave, unless they say why not


@dataclass(frozen=True)
class Failed:
    """The call that was made to fail."""

    kind: str
    path: str
    synced_later: frozenset[str]

    def comes_after_commit(self, index: Path) -> bool:
        """The sync of the index's folder after the last rename, and what is done to generations
        that are no longer needed. It fails with a warning."""
        path = Path(self.path)
        return (self.kind == "sync" and path == index) or path.parent == index / "generations"

    @property
    def is_harmless(self) -> bool:
        """Xapian and RocksDB ignore what some of their syncs say; a sync of our own, whose failure
        we do not ignore, has to come after each. RocksDB truncates its files to give back space
        that was allocated beyond their end, and writes to its manifest again what a disk that was
        full for a moment did not take."""
        path = Path(self.path)
        in_store = path.parent.name == "store"
        synced = path.name in self.synced_later
        return (self.kind in HARMLESS or (self.kind == "sync" and synced) or
                (self.kind == "truncate" and in_store) or
                (self.kind == "write" and in_store and path.name.startswith("MANIFEST-") and
                 synced))


def prove(night: NightRun, folder: Path, cases: int, limits: Limits) -> Figures:
    points = count_points(night)
    figures = run_cases("errors", folder, cases, limits,
                        lambda case: fail_and_recover(night, points, case, cases))
    figures.notes["points of a night"] = points.count
    return figures


def fail_and_recover(night: NightRun, points: Points, case: Case, cases: int) -> None:
    index, report = case.folder / "index", case.folder / "failed.txt"
    copy_index(night.before, index)
    how, error = KINDS[case.number % len(KINDS)]
    point = points.spread(case.number // len(KINDS), -(-cases // len(KINDS)))
    outcome = run_disturbed(night, index, point, f"{how}:{error}", report)
    failed = read_report(report)
    what = f"{how} {errno.errorcode[error]} at {point} ({failed})"
    case.notes.append(f"{how} {errno.errorcode[error]}")
    digest = night.digest(index)
    case.expect(digest in night.states, f"{what}: the index answers neither as before nor as after "
                f"the run: {digest}")
    expect_true_exit_code(night, case, point.command, outcome, digest, what)
    if failed is None:
        case.notes.append("ended before the call")
    elif outcome.code == 0:
        expect_complete(night, case, index, outcome, failed, what)
    else:
        expect_clear_message(case, outcome, index, failed, what)
    fault = night.run_all(index)
    case.expect(not fault, f"{what}: the next run fails: {fault}")
    digest = night.digest(index)
    case.expect(digest == night.states[-1], f"{what}: the end is {digest}")


def expect_true_exit_code(night: NightRun, case: Case, command: int, outcome: Outcome,
                          digest: Digest | str, what: str) -> None:
    """0 says that the command's generation is live, anything else that the one before it is."""
    committed = outcome.code == 0
    case.expect(digest == night.states[command + committed],
                f"{what}: the exit code lies: {outcome.code}, but {digest}: {outcome.err}")


def read_report(report: Path) -> Failed | None:
    if not report.exists():
        return None
    calls = [line.split(" ", 2)[1:] for line in report.read_text().splitlines()]
    kind, path = calls[0]
    return Failed(kind, path, frozenset(Path(synced).name for _, synced in calls[1:]))


def expect_complete(night: NightRun, case: Case, index: Path, outcome: Outcome, failed: Failed,
                    what: str) -> None:
    """The program says that all went well."""
    case.notes.append(f"succeeded all the same ({failed.kind})")
    case.expect(failed.is_harmless or failed.comes_after_commit(index) or
                gave_up_table(index, failed), f"{what}: exit code 0")
    expect_warning_of_garbage(case, index, outcome, what)
    fault = night.programs.is_sound(index)
    case.expect(not fault, f"{what}: exit code 0, but check --full says {fault}")


def expect_warning_of_garbage(case: Case, index: Path, outcome: Outcome, what: str) -> None:
    """What could not be removed is said."""
    left = len(list((index / "generations").iterdir()))
    warned = "warning: " in outcome.err
    if warned:
        case.notes.append("warned of what failed after the commit")
    case.expect(warned or left <= KEPT_GENERATIONS,
                f"{what}: {left} generations are left, and no word of it: {outcome.err}")


def gave_up_table(index: Path, failed: Failed) -> bool:
    """RocksDB keeps what it was to merge when the merged table cannot be written: the table is not
    part of what was published."""
    path = Path(failed.path)
    live = index / "generations" / live_generation(index)
    return (failed.kind in ("write", "sync") and path.suffix == ".sst" and
            not (live / "store" / path.name).exists())


def expect_clear_message(case: Case, outcome: Outcome, index: Path, failed: Failed,
                         what: str) -> None:
    case.expect(outcome.code == 74, f"{what}: exit code {outcome.code}: {outcome.err}")
    names_file = failed.path in outcome.err
    case.notes.append("message names the file" if names_file else "message names its folder")
    case.expect(str(index) in outcome.err, f"{what}: the message names no file: {outcome.err}")
