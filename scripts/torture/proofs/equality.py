"""Proof 6: however an index came to hold its documents, it gives the same answers and scores."""

import random
import shutil
from pathlib import Path

from .cases import Case, Figures, Limits, run_cases
from .faults import fault_environment
from .nights import Collection
from .night_run import UPDATE, NightRun
from .programs import Digest, Programs

# Average lengths are learnt from the first slab (1 MiB) and stay as they are. These documents fill
# it, in the same order however the index is made, so the averages are the same.
FIXED = 300
LONG_FIXED = 15  # of each hundred


def prove(programs: Programs, folder: Path, nights: int, seed: int) -> Figures:
    return run_cases("equality", folder, 1, Limits(1),
                     lambda case: compare(programs, case, nights, seed))


def compare(programs: Programs, case: Case, nights: int, seed: int) -> None:
    night = NightRun(programs, case.folder)
    choose = random.Random(seed)
    collection = Collection(seed, long_documents=LONG_FIXED)
    collection.add(FIXED)
    incremental, resumed = case.folder / "incremental", case.folder / "resumed"
    for number in range(nights):
        if number > 0:
            collection.pass_night(choose, added=20, replaced=10, removed=5, first=FIXED - 60)
        shutil.rmtree(case.folder / "input", ignore_errors=True)
        collection.write(case.folder / "input")
        night.commands = [UPDATE]
        expect_success(case, night, incremental)
        interrupt(night, resumed, choose)
        expect_success(case, night, resumed)
    night.commands = [UPDATE]
    full = case.folder / "full"
    expect_success(case, night, full)
    night.queries.write_text("\n".join(collection.queries(500, seed)) + "\n")
    compare_digests(night, case, {"one full load": full, "nightly": incremental,
                                  "nightly, each night killed and run again": resumed})


def expect_success(case: Case, night: NightRun, index: Path) -> None:
    fault = night.run_all(index)
    case.expect(not fault, f"{index.name}: {fault}")


def interrupt(night: NightRun, index: Path, choose: random.Random) -> None:
    """Kills a run at some call."""
    night.run(0, index, fault_environment(night, index, f"kill:{choose.randint(1, 900)}"))


def compare_digests(night: NightRun, case: Case, indexes: dict[str, Path]) -> None:
    """All hits and scores, after dead documents were purged; and again after a rebuild."""
    expected: Digest | str | None = None
    for step in ("compact", "rebuild"):
        for name, index in indexes.items():
            night.commands = [[step]]
            expect_success(case, night, index)
            digest = night.programs.digest(index, night.queries, every_hit=True)
            expected = expected or digest
            case.expect(digest == expected, f"{name}, {step}: {digest} instead of {expected}")
            case.notes.append(f"equal after {step}")
