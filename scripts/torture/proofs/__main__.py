"""scripts/torture/run: runs proofs and prints a table of their figures."""

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import damage, equality, errors, full_disk, kill, kill_strace, memory, power_loss, readers
from .cases import Figures, Limits
from .night_run import prepare_night
from .nights import ROOT
from .programs import Programs


@dataclass(frozen=True)
class Sizes:
    """How much of each proof is run."""

    kills: int
    strace_kills: int
    errors: int
    disk_step_kib: int
    power_losses: int
    damages: int
    reading_seconds: int
    publishes: int
    nights: int
    allocations: int


SHORT = Sizes(kills=200, strace_kills=20, errors=200, disk_step_kib=256, power_losses=100,
              damages=200, reading_seconds=20, publishes=5, nights=10, allocations=100)
FULL = Sizes(kills=5000, strace_kills=200, errors=2000, disk_step_kib=64, power_losses=500,
             damages=2000, reading_seconds=1800, publishes=100, nights=30, allocations=2000)
PROOFS = ("kill", "kill-strace", "errors", "full-disk", "power-loss", "damage", "readers",
          "equality", "memory")


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/torture/run", description=__doc__)
    add = parser.add_argument
    form = parser.add_mutually_exclusive_group(required=True)
    form.add_argument("--short", action="store_true", help="what fits into continuous integration")
    form.add_argument("--full", action="store_true", help="all cases; takes hours")
    add("proofs", nargs="*", metavar="PROOF", help=f"of {', '.join(PROOFS)} (default: all)")
    add("--seed", type=int, default=2002, help="of inputs, queries and choices (default 2002)")
    add("--cases", type=int, metavar="N", help="so many cases instead of the form's number")
    add("--seconds", type=int, metavar="N", help="so long for the proof readers")
    add("--minutes", type=float, default=0, metavar="N",
        help="begin no more cases of a proof after that; the table says how many there were")
    add("--jobs", type=int, default=os.cpu_count(), metavar="N", help="cases at a time")
    add("--build", type=Path, required=True, metavar="DIR",
        help="take programs from there instead of building them")
    add("--work", type=Path, metavar="DIR", help="folder for the cases (default: a temporary one)")
    options = parser.parse_args()
    unknown = set(options.proofs) - set(PROOFS)
    if unknown:
        parser.error(f"unknown proof {', '.join(sorted(unknown))}")
    return options


def run_proofs(options: argparse.Namespace, programs: Programs, work: Path) -> Iterator[Figures]:
    sizes = FULL if options.full else SHORT
    cases, seed = options.cases, options.seed
    limits = Limits(options.jobs, 60 * options.minutes)
    night = prepare_night(programs, work / "night", seed)
    proofs = {
        "kill": lambda: [kill.prove(night, work, cases or sizes.kills, limits, seed)],
        "kill-strace": lambda: [kill_strace.prove(night, work, cases or sizes.strace_kills, limits,
                                                  seed)],
        "errors": lambda: [errors.prove(night, work, cases or sizes.errors, limits)],
        "full-disk": lambda: [full_disk.prove(night, work, sizes.disk_step_kib)],
        "power-loss": lambda: [power_loss.prove(night, work, cases or sizes.power_losses, limits,
                                                seed)],
        "damage": lambda: [damage.prove(programs, cases or sizes.damages, seed)],
        "readers": lambda: [readers.prove(programs, work, options.seconds or sizes.reading_seconds,
                                          sizes.publishes, seed, judge_wall=options.full)],
        "equality": lambda: [equality.prove(programs, work, sizes.nights, seed)],
        "memory": lambda: memory.prove(night, work, cases or sizes.allocations, limits),
    }
    for name in options.proofs or PROOFS:
        yield from proofs[name]()


def print_table(all_figures: list[Figures], options: argparse.Namespace) -> None:
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Linux {platform.release()}"
    print(f"\nseed {options.seed}; {machine}\n")
    print("| proof | cases | failed | seconds | of these |")
    print("| --- | --- | --- | --- | --- |")
    for figures in all_figures:
        notes = ", ".join(f"{count} {note}" for note, count in figures.notes.items())
        print(f"| {figures.proof} | {figures.cases} | {figures.failed} | {figures.seconds:.0f} | "
              f"{notes} |")


def main() -> int:
    options = parse_options()
    programs = Programs(options.build.resolve())
    work = options.work or Path(tempfile.mkdtemp(prefix="dateline-torture-"))
    work.mkdir(parents=True, exist_ok=True)
    all_figures = list(run_proofs(options, programs, work.resolve()))
    print_table(all_figures, options)
    failed = any(figures.failed for figures in all_figures)
    if failed:
        print(f"torture: what failed is kept in {work}", file=sys.stderr)
    else:
        shutil.rmtree(work)
    return 1 if failed else 0


sys.exit(main())
