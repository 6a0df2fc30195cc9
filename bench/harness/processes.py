"""Runs programs, timed from start to end."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Timing:
    seconds: float
    cpu_seconds: float
    peak_kb: int


def say(text: str) -> None:
    print(f"bench/run: {text}", file=sys.stderr, flush=True)


def run_timed(command: list[str], log: Path) -> Timing:
    """Runs a program to its end; one that fails ends the benchmark with what it said last."""
    if shutil.which(command[0]) is None:
        raise SystemExit(f"bench/run: there is no program {command[0]}")
    with open(log, "ab") as output:
        begin = time.monotonic()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise SystemExit(f"bench/run: {' '.join(command)} ended with {process.returncode}; "
                         f"{log} says:\n{tail}")
    return Timing(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
