"""Running the programs on an index, with or without the preloaded libraries."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

TIMEOUT_SECONDS = 120  # a run takes well below one; what hangs is a failure


@dataclass(frozen=True)
class Outcome:
    """How a program ended; a negative code is a signal, as in subprocess."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Digest:
    """What an index answers; the generation's number does not count for equality."""

    documents: str
    answers: str
    texts: str


@dataclass(frozen=True)
class Programs:
    """Where the programs of a build are."""

    build: Path

    @property
    def faults(self) -> Path:
        return self.build / "tests/torture/libdateline_io_faults.so"

    def run(self, name: str, *arguments: str, cwd: Path | None = None,
            env: dict[str, str] | None = None, timeout: float = TIMEOUT_SECONDS,
            before: tuple[str, ...] = ()) -> Outcome:
        """Runs a program of the build, `before` being what comes before it on the command line.
        TimeoutExpired where it hangs."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith("DATELINE_")}
        done = subprocess.run([*before, str(self.build / "bin" / name), *arguments], cwd=cwd,
                              env={**clean, **(env or {})}, capture_output=True, text=True,
                              errors="replace", timeout=timeout, check=False,
                              stdin=subprocess.DEVNULL)
        return Outcome(done.returncode, done.stdout, done.stderr)

    def digest(self, index: Path, queries: Path, every_hit: bool = False) -> Digest | str:
        """The digest, or why the index cannot be read."""
        options = ["--all"] if every_hit else []
        outcome = self.run("torture_digest", str(index), str(queries), *options)
        if outcome.code != 0:
            return outcome.err.strip() or f"torture_digest ended with {outcome.code}"
        _, documents, answers, texts = outcome.out.split()
        return Digest(documents, answers, texts)

    def is_sound(self, index: Path) -> str:
        """Empty where `check --full` finds nothing, else what it says."""
        outcome = self.run("dateline-index", "check", "--full", "--quiet", "--index", str(index))
        return "" if outcome.code == 0 else (outcome.out + outcome.err).strip()


def copy_index(source: Path, target: Path) -> None:
    """A copy that shares no file with the source: LOCK is written in place."""
    shutil.copytree(source, target, symlinks=True)


def live_generation(index: Path) -> str:
    current = index / "CURRENT"
    return current.read_text().strip() if current.exists() else ""
