"""The run that is disturbed: one night's changes to an index, as a cron job would make them."""

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from .nights import Collection
from .programs import Digest, Outcome, Programs, copy_index

QUERIES = 500
OPTIONS = ("--quiet", "--jobs", "2", "--memory", "64")
UPDATE = ["update", "--prune", "input"]


@dataclass
class NightRun:
    """An index before the night, the night's commands, and what must come of them."""

    programs: Programs
    folder: Path
    commands: list[list[str]] = field(default_factory=list)
    states: list[Digest] = field(default_factory=list)  # before, and after each command

    @property
    def before(self) -> Path:
        return self.folder / "before"

    @property
    def queries(self) -> Path:
        return self.folder / "queries.txt"

    def run(self, number: int, index: Path, env: dict[str, str] | None = None,
            before: tuple[str, ...] = ()) -> Outcome:
        """Runs one of the commands. Input is found by the same name each time."""
        return self.programs.run("dateline-index", *self.commands[number], "--index", str(index),
                                 *OPTIONS, cwd=self.folder, env=env, before=before)

    def run_all(self, index: Path) -> str:
        """Runs the whole night undisturbed. Empty, or what went wrong."""
        for number in range(len(self.commands)):
            outcome = self.run(number, index)
            if outcome.code != 0:
                return f"{self.commands[number][0]} ended with {outcome.code}: {outcome.err}"
        return ""

    def digest(self, index: Path) -> Digest | str:
        return self.programs.digest(index, self.queries)


def prepare_night(programs: Programs, folder: Path, seed: int) -> NightRun:
    """A small index of three nights, and a fourth night that adds, replaces, removes, purges,
    merges and publishes."""
    night = NightRun(programs, folder)
    folder.mkdir(parents=True)
    choose = random.Random(seed)
    collection = Collection(seed, long_documents=1)
    collection.add(150)
    source = folder / "input"
    for added, replaced, removed in ((0, 0, 0), (40, 10, 0), (20, 5, 0)):
        collection.pass_night(choose, added, replaced, removed)
        shutil.rmtree(source, ignore_errors=True)
        collection.write(source)
        update_undisturbed(night)
    collection.pass_night(choose, added=40, replaced=60, removed=15)
    shutil.rmtree(source)
    collection.write(source)
    night.queries.write_text("\n".join(collection.queries(QUERIES, seed)) + "\n")
    night.commands = [UPDATE]
    record_states(night)
    return night


def update_undisturbed(night: NightRun) -> None:
    night.commands = [UPDATE]
    fault = night.run_all(night.before)
    if fault:
        raise SystemExit(f"torture: cannot make the index to begin with: {fault}")


def record_states(night: NightRun) -> None:
    """The undisturbed night, state by state."""
    after = night.folder / "after"
    copy_index(night.before, after)
    night.states = [must_digest(night, after)]
    for number in range(len(night.commands)):
        outcome = night.run(number, after)
        if outcome.code != 0:
            raise SystemExit(f"torture: the undisturbed night fails: {outcome.err}")
        night.states.append(must_digest(night, after))
    if len(set(night.states)) != len(night.states):
        raise SystemExit("torture: the night changes nothing; nothing would be proved")


def must_digest(night: NightRun, index: Path) -> Digest:
    digest = night.digest(index)
    if isinstance(digest, str):
        raise SystemExit(f"torture: the undisturbed index cannot be read: {digest}")
    return digest
