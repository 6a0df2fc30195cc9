"""What one search costs as a whole process: time beside /bin/true, and peak memory."""

import json
import os
import statistics
from pathlib import Path

from .engines import Dateline, Setting
from .processes import run_timed

RUNS = 30
COLD_RUNS = 5
PER_CLASS = {"or": 4, "phrase": 2, "stop_phrase": 2, "timeline": 2}


def search_commands(setting: Setting, index: Path) -> list[list[str]]:
    """Searches of several classes, a few of each; dateline-search prints ten hits with snippets."""
    base = [setting.programs.path("dateline-search"), "--index", str(index)]
    commands = []
    for name, count in PER_CLASS.items():
        lines = (setting.queries / f"{name}.txt").read_text().splitlines()[:count]
        for line in lines:
            text = f'"{line}"' if name.endswith("phrase") else line
            extra = ["--timeline", "month"] if name == "timeline" else []
            commands.append([*base, *extra, text])
    return commands


def measure(setting: Setting, ours: Dateline) -> dict:
    """Medians in milliseconds and the highest peak in MB; raw figures go to the results folder."""
    results = setting.out / "raw" / "process.json"
    commands = [["/bin/true"], *search_commands(setting, ours.index)]
    arguments = [part for command in commands for part in ("--", *command)]
    run_timed([setting.programs.path("process_timer"), str(RUNS), str(results), *arguments],
              ours.log)
    measured = summarise(json.loads(results.read_text()))
    measured["cold_ms"] = cold_start_ms(setting, ours)
    return measured


def cold_start_ms(setting: Setting, ours: Dateline) -> float:
    """A search's median time when nothing of the index is in the page cache."""
    command = search_commands(setting, ours.index)[0]
    times = []
    for _ in range(COLD_RUNS):
        for file in ours.index.rglob("*"):
            if file.is_file():
                forget(file)
        times.append(run_timed(command, ours.log).seconds * 1000)
    return statistics.median(times)


def forget(file: Path) -> None:
    """Asks the kernel to drop a file's pages."""
    descriptor = os.open(file, os.O_RDONLY)
    os.fsync(descriptor)
    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(descriptor)


def summarise(raw: list[dict]) -> dict:
    true, *searches = raw
    for search in searches:
        exits = {run["exit"] for run in search["runs"]}
        if not exits <= {0, 1}:
            raise SystemExit(f"bench/run: {' '.join(search['command'])} ended with {exits}")
    medians = [median_ms(search) for search in searches]
    all_runs = [run["wall_us"] for search in searches for run in search["runs"]]
    peaks = [run["peak_kb"] for search in searches for run in search["runs"]]
    return {"true_ms": median_ms(true), "search_ms": statistics.median(all_runs) / 1000,
            "slowest_search_ms": max(medians), "peak_mb": max(peaks) / 1024, "runs": RUNS,
            "searches": len(searches)}


def median_ms(measured: dict) -> float:
    return statistics.median(run["wall_us"] for run in measured["runs"]) / 1000
