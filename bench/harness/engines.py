"""The engines: how each builds its index, how large that is, and how it is queried."""

import json
import shutil
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path

from .corpus import Corpus
from .processes import Timing, run_timed
from .programs import Programs

FTS5_QUERIES = 100  # the first ones of a class: FTS5's OR takes 100 x as long as the others'
STAGE_MEGABYTES = 60  # of text that the stages of indexing are timed on
LUCENE_WARM_ROUNDS = 30  # the JIT compiler has settled well before
JAVA_MEMORY = ["-Xms1g", "-Xmx4g"]


@dataclass
class Setting:
    """What all engines of one run share."""

    programs: Programs
    corpus: Corpus
    queries: Path
    work: Path
    out: Path
    timed_rounds: int
    root: Path


class Engine(ABC):
    """One engine with one index below the work folder."""

    name: str
    build_again = False  # built as often as --index-runs says, else once
    query_passes = 100   # takes part in that many passes over the queries at most

    def __init__(self, setting: Setting):
        self.setting = setting
        self.index = setting.work / "indexes" / self.name
        self.log = setting.work / f"{self.name}.log"

    @property
    def text_bytes(self) -> int:
        """Text that build() indexes."""
        return self.setting.corpus.text_bytes

    @abstractmethod
    def build_command(self) -> list[str]: ...

    @abstractmethod
    def query_command(self, results: Path) -> list[str]: ...

    def build(self) -> Timing:
        """Builds the index from nothing, as a whole process."""
        remove(self.index)
        self.index.parent.mkdir(parents=True, exist_ok=True)
        return run_timed(self.build_command(), self.log)

    def sizes(self) -> dict[str, int]:
        """Bytes on disk, by what they are for."""
        return {"index": bytes_below(self.index)}

    def query(self, number: int) -> dict:
        """One pass over all query classes; the raw figures are kept in the results folder."""
        results = self.setting.out / "raw" / f"{self.name}-{number}.json"
        results.parent.mkdir(parents=True, exist_ok=True)
        run_timed(self.query_command(results), self.log)
        return json.loads(results.read_text())

    def rounds(self, warm: int) -> list[str]:
        return [str(warm), str(self.setting.timed_rounds)]


class Dateline(Engine):
    name = "dateline"
    build_again = True

    def build_command(self) -> list[str]:
        return [self.setting.programs.path("dateline-index"), "update", "--index", str(self.index),
                "--jobs", "2", "--quiet", str(self.setting.corpus.json_lines)]

    def query_command(self, results: Path) -> list[str]:
        return [self.setting.programs.path("search_bench"), str(self.index),
                str(self.setting.queries), str(results), *self.rounds(2)]

    def stages(self) -> dict[str, float]:
        """MB/s of the stages of indexing, each alone and on one core."""
        results = self.setting.out / "raw" / "stages.json"
        results.parent.mkdir(parents=True, exist_ok=True)
        scratch = self.setting.work / "stages"
        remove(scratch)
        run_timed([self.setting.programs.path("stage_bench"), str(self.setting.corpus.peer_lines),
                   str(STAGE_MEGABYTES), str(scratch), str(results)], self.log)
        return json.loads(results.read_text())

    def sizes(self) -> dict[str, int]:
        generation = self.index / "generations" / (self.index / "CURRENT").read_text().strip()
        files = [file for file in (generation / "segments").rglob("*") if file.is_file()]
        postings = sum(file.stat().st_size for file in files if is_xapian(file))
        segments = sum(file.stat().st_size for file in files)
        return {"index": bytes_below(self.index), "postings": postings, "segments": segments,
                "segment_count": sum(1 for _ in (generation / "segments").iterdir())}


class PlainXapian(Engine):
    """Queried when compacted, as it is fastest; its time to index is without compacting."""

    name = "plain_xapian"

    def build_command(self) -> list[str]:
        return [self.setting.programs.path("plain_xapian_bench"), "index",
                str(self.setting.corpus.peer_lines), str(self.index)]

    def build(self) -> Timing:
        timing = super().build()
        remove(self.compacted)
        run_timed([self.setting.programs.path("plain_xapian_bench"), "compact", str(self.index),
                   str(self.compacted)], self.log)
        return timing

    @property
    def compacted(self) -> Path:
        return self.index.with_name("plain_xapian_compacted")

    def sizes(self) -> dict[str, int]:
        return {"index": bytes_below(self.index), "compacted": bytes_below(self.compacted)}

    def query_command(self, results: Path) -> list[str]:
        return [self.setting.programs.path("plain_xapian_bench"), "query", str(self.compacted),
                str(self.setting.queries), str(results), *self.rounds(2)]


class Lucene(Engine):
    name = "lucene"
    stored = "ids"
    build_again = True

    def command(self, *arguments: str) -> list[str]:
        return ["java", *JAVA_MEMORY, "-cp", self.setting.programs.java_classes, "LuceneBench",
                *arguments]

    def build_command(self) -> list[str]:
        return self.command("index", str(self.setting.corpus.peer_lines), str(self.index), "2",
                            self.stored)

    def query_command(self, results: Path) -> list[str]:
        return self.command("query", str(self.index), str(self.setting.queries), str(results),
                            *self.rounds(LUCENE_WARM_ROUNDS))


class LuceneStored(Lucene):
    """Lucene with the documents stored; for rate and size, its queries would be the same."""

    name = "lucene_stored"
    stored = "stored"
    build_again = False
    query_passes = 0


class Omega(Engine):
    """scriptindex as shipped, on a prefix of the corpus."""

    name = "omega"
    query_passes = 0

    @property
    def text_bytes(self) -> int:
        return self.setting.corpus.omega_text_bytes

    def build_command(self) -> list[str]:
        return ["scriptindex", "--overwrite", str(self.index),
                str(self.setting.root / "bench/peers/omega.script"),
                str(self.setting.corpus.omega_dump)]

    def query_command(self, results: Path) -> list[str]:
        raise NotImplementedError("Omega answers over CGI; plain Xapian stands for its queries")


class Fts5(Engine):
    name = "fts5"
    query_passes = 1

    def build_command(self) -> list[str]:
        return [self.setting.programs.path("fts5_bench"), "index",
                str(self.setting.corpus.peer_lines), str(self.index)]

    def query_command(self, results: Path) -> list[str]:
        return [self.setting.programs.path("fts5_bench"), "query", str(self.index),
                str(self.setting.queries), str(results), "1", "2", str(FTS5_QUERIES)]


ENGINES = {engine.name: engine
           for engine in (Dateline, Lucene, LuceneStored, PlainXapian, Omega, Fts5)}


def is_xapian(file: Path) -> bool:
    return file.suffix == ".glass" or file.name == "iamglass"


def remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def bytes_below(path: Path) -> int:
    """Sizes of the files, each counted once however many links it has."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum({(stat.st_dev, stat.st_ino): stat.st_size
                for stat in (file.stat() for file in files)}.values())
