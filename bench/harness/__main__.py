"""bench/run: builds each engine's index of one corpus, runs the same queries, prints a table."""

import argparse
import datetime
import os
import platform
import shutil
from dataclasses import asdict
from pathlib import Path

import make_queries

from . import command_line, corpus, programs, report
from .engines import ENGINES, Engine, Setting
from .processes import say

ROOT = Path(__file__).resolve().parents[2]


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__.split(": ")[1])
    add = parser.add_argument
    add("--install", action="store_true", help="install the packages that this needs, and stop")
    add("--corpus", type=Path, metavar="FILE",
        help="a .jsonl.zst (default: the largest in ../shared/data)")
    add("--documents", type=int, default=0, metavar="N", help="only the first N documents")
    add("--out", type=Path, default=ROOT / "build/bench/results", metavar="DIR",
        help="folder for table.md, results.json and raw figures (default: build/bench/results)")
    add("--work", type=Path, default=ROOT / "build/bench/work", metavar="DIR",
        help="folder for inputs and indexes, about 10 x the text (default: build/bench/work)")
    add("--engines", default=",".join(ENGINES), metavar="LIST",
        help=f"of {','.join(ENGINES)} (default: all)")
    add("--programs", type=Path, metavar="DIR",
        help="take programs from there instead of building them")
    add("--index-runs", type=int, default=3, metavar="N",
        help="builds of our index and Lucene's in turn, of which the best counts (default 3)")
    add("--passes", type=int, default=2, metavar="N",
        help="turns of all engines at the queries (default 2)")
    add("--rounds", type=int, default=5, metavar="N",
        help="timed runs of a query in a pass (default 5)")
    add("--seed", type=int, default=2002, help="of the queries (default 2002)")
    options = parser.parse_args()
    unknown = set(options.engines.split(",")) - set(ENGINES)
    if unknown:
        parser.error(f"unknown engine {', '.join(sorted(unknown))}")
    return options


def make_setting(options: argparse.Namespace) -> Setting:
    programs.require_commands(["zstd"])
    work, out = options.work.resolve(), options.out.resolve()
    for folder in (work, out):
        folder.mkdir(parents=True, exist_ok=True)
    wanted = set(options.engines.split(","))
    built = programs.build(ROOT, work, {name.split("_")[0] for name in wanted},
                           options.programs.resolve() if options.programs else None)
    source = options.corpus or corpus.largest_corpus(ROOT.parent / "shared/data/corpora")
    say(f"preparing {source.name}")
    prepared = corpus.prepare(source.resolve(), options.documents, work)
    make_queries.write_queries(prepared.json_lines, out / "queries", options.seed)
    return Setting(built, prepared, out / "queries", work, out, options.rounds, ROOT)


def build_indexes(engines: dict[str, Engine], runs: int) -> dict[str, dict]:
    """Builds in turns, the slow engines once; the best time of each engine counts."""
    timings: dict[str, list] = {name: [] for name in engines}
    for number in range(runs):
        for name, engine in engines.items():
            if number == 0 or engine.build_again:
                say(f"indexing with {name}")
                os.sync()
                timings[name].append(engine.build())
    return {name: build_figures(engines[name], timings[name]) for name in engines}


def build_figures(engine: Engine, timings: list) -> dict:
    best = min(timings, key=lambda timing: timing.seconds)
    return {"seconds": best.seconds, "cpu_seconds": best.cpu_seconds,
            "all_seconds": [timing.seconds for timing in timings],
            "peak_mb": max(timing.peak_kb for timing in timings) / 1024,
            "text_bytes": engine.text_bytes,
            "mb_per_second": engine.text_bytes / 1e6 / best.seconds, "sizes": engine.sizes()}


def run_queries(engines: dict[str, Engine], passes: int) -> tuple[dict, dict]:
    """All engines in turn, pass by pass; a query's best time over all passes counts."""
    queries: dict[str, dict] = {}
    versions: dict[str, str] = {}
    for number in range(passes):
        for name, engine in engines.items():
            if number >= engine.query_passes:
                continue
            say(f"queries with {name}, pass {number + 1} of {passes}")
            result = engine.query(number)
            versions[name] = result["version"]
            keep_best(queries.setdefault(name, {}), result["classes"])
    return queries, versions


def keep_best(kept: dict, classes: dict) -> None:
    for name, result in classes.items():
        if name not in kept:
            kept[name] = result
        else:
            kept[name]["best_us"] = list(map(min, kept[name]["best_us"], result["best_us"]))


def describe_machine() -> dict:
    names = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
             if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {"cpu": names[0] if names else platform.machine(), "cores": os.cpu_count(),
            "memory_gb": memory / 1e9, "kernel": platform.release(),
            "load_at_start": os.getloadavg()[0]}


def main() -> None:
    options = parse_options()
    machine = describe_machine()
    setting = make_setting(options)
    engines = {name: ENGINES[name](setting) for name in options.engines.split(",")}
    if "omega" in engines:
        programs.require_commands(["scriptindex"])
    shutil.rmtree(setting.out / "raw", ignore_errors=True)
    builds = build_indexes(engines, options.index_runs)
    queries, versions = run_queries(engines, options.passes)
    process = None
    if "dateline" in engines:
        say("dateline-search as a whole process")
        process = command_line.measure(setting, engines["dateline"])
    measured = {"date": datetime.date.today().isoformat(), "machine": machine, "versions": versions,
                "corpus": asdict(setting.corpus), "builds": builds, "queries": queries,
                "process": process}
    print(report.write(measured, setting.out))
    say(f"raw figures are in {setting.out}")


if __name__ == "__main__":
    main()
