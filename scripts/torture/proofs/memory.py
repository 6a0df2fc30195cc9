"""Proof 7: the Nth operator new fails, while indexing and while searching."""

from pathlib import Path

from .cases import Case, Figures, Limits, run_cases
from .night_run import NightRun
from .programs import Outcome, copy_index

QUERIES = 12  # of the night's; they take about 100,000 allocations
OURS = "torture_memory"  # whose allocation failed, where it is not a library's


def prove(night: NightRun, folder: Path, cases: int, limits: Limits) -> list[Figures]:
    """As many cases of indexing as of searching."""
    few = folder / "few-queries.txt"
    few.write_text("".join(night.queries.read_text().splitlines(keepends=True)[:QUERIES]))
    update_calls = count_allocations(night, folder / "counted-memory")
    search_calls = int(night.programs.run(OURS, "search", str(night.before), str(few),
                                          "0").out.split()[1])
    updating = run_cases("memory-indexing", folder, cases, limits,
                         lambda case: fail_update(night, case, spread(case.number, cases,
                                                                      update_calls)))
    searching = run_cases("memory-searching", folder, cases, limits,
                          lambda case: fail_search(night, few, case,
                                                   spread(case.number, cases, search_calls)))
    updating.notes["allocations of a run"] = update_calls
    searching.notes["allocations of a run"] = search_calls
    return [updating, searching]


def spread(case: int, cases: int, calls: int) -> int:
    """Every other case is one of the first allocations, the others are spread over all."""
    return case // 2 + 1 if case % 2 == 0 else max(1, case * calls // cases)


def update_index(night: NightRun, folder: Path, number: int) -> list[str]:
    """What torture_memory says, in fields."""
    for name in ("index", "spare"):
        copy_index(night.before, folder / name)
    outcome = night.programs.run(OURS, "index", str(folder / "index"), str(folder / "spare"),
                                 "input", str(number), cwd=night.folder)
    return fields_of(outcome)


def fields_of(outcome: Outcome) -> list[str]:
    if outcome.code == 0:
        return outcome.out.split(" ", 4)
    return [f"ended with {outcome.code}: {outcome.err[-500:]}"]


def count_allocations(night: NightRun, folder: Path) -> int:
    folder.mkdir()
    return int(update_index(night, folder, 0)[1])


def fail_update(night: NightRun, case: Case, number: int) -> None:
    said = update_index(night, case.folder, number)
    judge(case, said, number)
    digest = night.digest(case.folder / "index")
    case.expect(digest in night.states, f"allocation {number}: the index answers {digest}")
    fault = night.run_all(case.folder / "index")
    case.expect(not fault, f"allocation {number}: the next run fails: {fault}")


def fail_search(night: NightRun, queries: Path, case: Case, number: int) -> None:
    outcome = night.programs.run(OURS, "search", str(night.before), str(queries), str(number))
    judge(case, fields_of(outcome), number)


def judge(case: Case, said: list[str], number: int) -> None:
    """A library that cannot bear an exception may end the process, or leak; we may not."""
    what = f"allocation {number}: {' '.join(said).strip()}"
    if "rocksdb::" in said[0]:  # one of its assertions, about what its exception has left
        case.notes.append("aborted by librocksdb.so")
        return
    case.expect(len(said) >= 4, what)
    if len(said) < 4:
        return
    outcome, leaked, culprit = said[0], int(said[2]), said[3].strip()
    case.notes.append(outcome + ("" if culprit in (OURS, "-") else f" in {culprit}"))
    if leaked:
        case.notes.append(f"leaked by {culprit}")
    case.expect(outcome in ("error", "success") or (outcome == "terminated" and culprit != OURS),
                what)
    case.expect(not leaked or culprit != OURS, f"{what}: leaks")
