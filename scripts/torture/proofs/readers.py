"""Proof 5: searches, in process and by fresh command lines, while generation after generation is
published and old ones are removed."""

import json
import os
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .cases import Case, Figures, Limits, run_cases
from .nights import Collection
from .programs import Programs

BEACONS = 40  # as in tests/torture/readers.cpp
FILLERS = 400
COMPACT_EVERY = 10  # publishes
MOST_SLOWDOWN = 2.0
NICE = 10  # of the writer, as in its systemd unit


@dataclass
class ReaderFigures:
    """What torture_readers prints."""

    searches: int
    failed: int
    mixed: int
    generations: int
    p99_us: int
    p99_cpu_us: int
    files_before: int
    files_after: int


@dataclass
class Publisher:
    """Publishes new generations, each with all beacons of one run."""

    programs: Programs
    folder: Path
    collection: Collection
    run: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def index(self) -> Path:
        return self.folder / "index"

    def write_beacons(self) -> None:
        self.run += 1
        lines = [json.dumps({"key": f"beacon/{i:03}", "date": "2024-05-14",
                             "title": f"A beacon of run {self.run}",
                             "text": f"The beacon burns. It was lit by run {self.run}."})
                 for i in range(BEACONS)]
        (self.folder / "input" / "beacons.jsonl").write_text("\n".join(lines) + "\n")

    def publish(self) -> None:
        self.write_beacons()
        self.command("update", "input")
        if self.run % COMPACT_EVERY == 0:
            self.command("compact")

    def settle(self) -> int:
        """Bytes on disk once everything is compacted in the two generations that are kept."""
        for _ in range(2):
            self.publish()
            self.command("compact")
        return sum(path.stat().st_size for path in self.index.rglob("*") if path.is_file())

    def command(self, *arguments: str) -> None:
        outcome = self.programs.run("dateline-index", *arguments, "--index", str(self.index),
                                    "--quiet", "--jobs", "2", "--memory", "64", cwd=self.folder,
                                    before=("nice", "-n", str(NICE)))
        if outcome.code != 0:
            self.faults.append(f"{arguments[0]} ended with {outcome.code}: {outcome.err}")


def prove(programs: Programs, folder: Path, seconds: int, publishes: int, seed: int,
          judge_wall: bool) -> Figures:
    """One case of `seconds` with at least so many publishes, and the same time in quiet."""
    notes: dict[str, float] = {}
    figures = run_cases("readers", folder, 1, Limits(1),
                        lambda case: read_and_publish(programs, case, seconds, publishes, seed,
                                                      judge_wall, notes))
    figures.notes.update(notes)
    return figures


def read_and_publish(programs: Programs, case: Case, seconds: int, publishes: int, seed: int,
                     judge_wall: bool, notes: dict[str, float]) -> None:
    publisher = make_index(programs, case.folder, seed)
    queries = case.folder / "queries.txt"
    queries.write_text("\n".join(publisher.collection.queries(200, seed)) + "\n")
    bytes_before = publisher.settle()
    quiet = read(programs, publisher.index, queries, max(10, seconds // 4))
    first_run = publisher.run
    stop = threading.Event()
    pause = seconds / publishes / 2
    workers = [in_background(stop, lambda: (publisher.publish(), time.sleep(pause))),
               in_background(stop, lambda: ask_command_line(programs, publisher, case, notes))]
    busy = read(programs, publisher.index, queries, seconds)
    stop.set()
    for worker in workers:
        worker.join()
    notes["publishes"] = publisher.run - first_run
    bytes_after = publisher.settle()
    judge(case, quiet, busy, notes, judge_wall)
    case.faults.extend(publisher.faults)
    notes["% of the disk space at the start"] = round(100 * bytes_after / bytes_before)
    case.expect(bytes_after < 1.1 * bytes_before, f"{bytes_before} bytes became {bytes_after}")
    kept = len(os.listdir(publisher.index / "generations"))
    case.expect(kept == 2, f"{kept} generations are left")
    case.expect(notes["publishes"] >= publishes, f"only {notes['publishes']} publishes")


def make_index(programs: Programs, folder: Path, seed: int) -> Publisher:
    collection = Collection(seed)
    collection.add(FILLERS)
    collection.write(folder / "input")
    publisher = Publisher(programs, folder, collection)
    publisher.publish()
    return publisher


def read(programs: Programs, index: Path, queries: Path, seconds: int) -> ReaderFigures | str:
    outcome = programs.run("torture_readers", str(index), str(queries), str(seconds),
                           timeout=seconds + 60)
    if outcome.code != 0 or outcome.err:
        print(f"torture: readers: {outcome.err[:2000]}", flush=True)
    if outcome.code != 0:
        return outcome.err
    return ReaderFigures(*(int(field) for field in outcome.out.split()))


def in_background(stop: threading.Event, work: Callable[[], object]) -> threading.Thread:
    def repeat() -> None:
        while not stop.is_set():
            work()

    thread = threading.Thread(target=repeat)
    thread.start()
    return thread


def ask_command_line(programs: Programs, publisher: Publisher, case: Case,
                     notes: dict[str, float]) -> None:
    notes["command lines"] = notes.get("command lines", 0) + 1
    outcome = programs.run("dateline-search", "--index", str(publisher.index), "--format", "json",
                           "--limit", "100", "beacon")
    if outcome.code != 0:
        case.faults.append(f"dateline-search ended with {outcome.code}: {outcome.err}")
        return
    titles = [hit["title"] for hit in json.loads(outcome.out)["hits"]]
    case.expect(len(titles) == BEACONS and len(set(titles)) == 1,
                f"dateline-search mixes {sorted(set(titles))}, {len(titles)} hits")
    time.sleep(0.1)


def judge(case: Case, quiet: ReaderFigures | str, busy: ReaderFigures | str,
          notes: dict[str, float], judge_wall: bool) -> None:
    if isinstance(quiet, str) or isinstance(busy, str):
        case.faults.append(f"the readers fail: {quiet} {busy}")
        return
    case.expect(busy.failed == quiet.failed == 0, f"{busy.failed} searches failed")
    case.expect(busy.mixed == quiet.mixed == 0, f"{busy.mixed} answers mix generations")
    case.expect(busy.files_after == busy.files_before, f"{busy.files_before} open files became "
                f"{busy.files_after}")
    cpu, wall = busy.p99_cpu_us / quiet.p99_cpu_us, busy.p99_us / quiet.p99_us
    notes |= {"searches": busy.searches, "generations searched": busy.generations,
              "ms p99 quiet": quiet.p99_us / 1000, "ms p99 while publishing": busy.p99_us / 1000,
              "x p99": round(wall, 2), "x p99 of processor time": round(cpu, 2)}
    slowdown = wall if judge_wall else cpu
    case.expect(slowdown <= MOST_SLOWDOWN, f"p99 became {slowdown:.2f} x the quiet one")
