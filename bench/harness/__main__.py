"""bench/run: builds each engine's index of one corpus, runs the same queries, prints a table."""

import argparse
import datetime
import os
import platform
import shutil
from dataclasses import asdict, replace
from pathlib import Path

import make_queries

from . import command_line, corpus, growth, programs, report
from .engines import ENGINES, Engine, Setting
from .processes import say

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared/data/corpora"


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
    add("--index-runs", type=int, default=2, metavar="N",
        help="builds of our index and Lucene's in turn, of which the best counts (default 2)")
    add("--passes", type=int, default=1, metavar="N",
        help="turns of all engines at the queries (default 1)")
    add("--rounds", type=int, default=5, metavar="N",
        help="timed runs of a query in a pass (default 5)")
    add("--growth", default="10000,100000", metavar="LIST",
        help="sizes in documents of the corpora of the second table, which is about growth (default "
        "10000,100000; 1000000 as well takes 20 minutes and 20 GB more; empty: none)")
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
    source = options.corpus or corpus.corpus_files(CORPORA)[0]
    unprepared = Setting(built, None, out / "queries", work, out, options.rounds, ROOT)
    return with_corpus(unprepared, source, options.documents, options.seed)


def with_corpus(setting: Setting, source: Path, documents: int, seed: int) -> Setting:
    """The setting for another corpus, with queries drawn from it."""
    say(f"preparing {source.name}")
    prepared = corpus.prepare(source.resolve(), documents, setting.work)
    make_queries.write_queries(prepared.json_lines, setting.queries, seed)
    return replace(setting, corpus=prepared)


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


def run_queries(engines: dict[str, Engine], passes: int) -> tuple[dict, dict, dict]:
    """All engines in turn, pass by pass; a query's best time over all passes counts."""
    queries: dict[str, dict] = {}
    versions: dict[str, str] = {}
    throughput: dict[str, dict] = {}
    for number in range(passes):
        for name, engine in engines.items():
            if number >= engine.query_passes:
                continue
            say(f"queries with {name}, pass {number + 1} of {passes}")
            result = engine.query(number)
            versions[name] = result["version"]
            keep_best(queries.setdefault(name, {}), result["classes"])
            rates = throughput.setdefault(name, {})
            for threads, rate in result.get("throughput", {}).items():
                rates[threads] = max(rate, rates.get(threads, 0))
    return queries, versions, throughput


def keep_best(kept: dict, classes: dict) -> None:
    for name, result in classes.items():
        if name not in kept:
            kept[name] = result
        else:
            kept[name]["best_us"] = list(map(min, kept[name]["best_us"], result["best_us"]))


def measure(setting: Setting, names: list[str], index_runs: int, passes: int) -> dict:
    engines = {name: ENGINES[name](setting) for name in names}
    shutil.rmtree(setting.out / "raw", ignore_errors=True)
    builds = build_indexes(engines, index_runs)
    queries, versions, throughput = run_queries(engines, passes)
    process, stages = None, {}
    if "dateline" in engines:
        say("the stages of indexing, and dateline-search as a whole process")
        stages = engines["dateline"].stages()
        process = command_line.measure(setting, engines["dateline"])
    return {"versions": versions, "corpus": asdict(setting.corpus), "builds": builds,
            "queries": queries, "throughput": throughput, "process": process, "stages": stages}


def measure_growth(setting: Setting, sizes: list[int], seed: int) -> list[dict]:
    """Ours and Lucene on corpora of these sizes, once each; their files go before the next."""
    measured = []
    for size in sizes:
        folder = setting.work / f"growth-{size}"
        out = setting.out / f"growth-{size}"
        for path in (folder, out):
            path.mkdir(parents=True, exist_ok=True)
        source = growth.corpus_of(size, CORPORA, setting.work, seed)
        scaled = replace(setting, work=folder, out=out, queries=out / "queries", timed_rounds=3)
        scaled = with_corpus(scaled, source, size, seed)
        measured.append(measure(scaled, list(growth.ENGINES), 1, 1))
        shutil.rmtree(folder)
    return measured


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
    names = options.engines.split(",")
    if "omega" in names:
        programs.require_commands(["scriptindex"])
    measured = {"date": datetime.date.today().isoformat(), "machine": machine,
                **measure(setting, names, options.index_runs, options.passes)}
    report.write(measured, setting.out)  # kept should anything go wrong from here on
    sizes = [int(size) for size in options.growth.split(",") if size]
    grown = measure_growth(setting, sizes, options.seed) if "dateline" in names else []
    measured["growth"] = [growth.growth_row(each) for each in grown]
    print(report.write(measured, setting.out))
    say(f"raw figures are in {setting.out}")


if __name__ == "__main__":
    main()
