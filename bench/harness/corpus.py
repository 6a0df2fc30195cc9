"""Brings the corpus into the form that each engine reads, and counts its text."""

import json
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Iterator

PATHS = {"json_lines", "peer_lines", "omega_dump"}
LAYOUT = 3  # of the files below; another number makes them anew
OMEGA_DOCUMENTS = 10_000  # scriptindex is slow: it gets a prefix, and its rate is per MB


@dataclass
class Corpus:
    """Files made from the corpus, all of the same documents, and their text's size in bytes."""

    source: str
    documents: int
    text_bytes: int
    omega_documents: int
    omega_text_bytes: int
    json_lines: Path
    peer_lines: Path
    omega_dump: Path


def corpus_files(folder: Path) -> list[Path]:
    """All corpora of JSON Lines, the largest when unpacked first."""
    files = sorted(folder.glob("*.jsonl.zst"))
    if not files:
        raise SystemExit(f"bench/run: no *.jsonl.zst in {folder}; name one with --corpus FILE")
    return sorted(files, key=unpacked_size, reverse=True)


def unpacked_size(file: Path) -> int:
    with subprocess.Popen(["zstd", "-dcq", str(file)], stdout=subprocess.PIPE) as unpacker:
        return sum(len(block) for block in iter(lambda: unpacker.stdout.read(1 << 20), b""))


def prepare(source: Path, limit: int, work: Path) -> Corpus:
    """Writes the engines' input below `work`, unless an earlier run wrote the same."""
    folder = work / "corpus"
    note = folder / "corpus.json"
    wanted = [LAYOUT, str(source), source.stat().st_mtime_ns, limit]
    if note.exists():
        kept = json.loads(note.read_text())
        if kept.pop("wanted") == wanted:
            return Corpus(**{k: Path(v) if k in PATHS else v for k, v in kept.items()})
    folder.mkdir(parents=True, exist_ok=True)
    corpus = write_inputs(source, limit, folder)
    note.write_text(json.dumps({"wanted": wanted, **asdict(corpus)}, default=str))
    return corpus



def write_inputs(source: Path, limit: int, folder: Path) -> Corpus:
    corpus = Corpus(source.name, 0, 0, 0, 0, folder / "corpus.jsonl", folder / "documents.tsv",
                    folder / "omega.dump")
    with (open(corpus.json_lines, "wb") as json_lines,
          open(corpus.peer_lines, "w", encoding="utf-8") as peer_lines,
          open(corpus.omega_dump, "w", encoding="utf-8") as omega_dump):
        for line, document in distinct_documents(source, limit):
            size = len(document["title"].encode()) + len(document["text"].encode())
            json_lines.write(line)
            write_peer_line(peer_lines, document)
            if corpus.documents < OMEGA_DOCUMENTS:
                write_omega_record(omega_dump, document)
                corpus.omega_documents += 1
                corpus.omega_text_bytes += size
            corpus.documents += 1
            corpus.text_bytes += size
    return corpus


def distinct_documents(source: Path, limit: int) -> Iterator[tuple[bytes, dict]]:
    """Documents in the file's order, without those that engines treat differently: with an id that
    came before, or without a word."""
    seen = set()
    with subprocess.Popen(["zstd", "-dcq", str(source)], stdout=subprocess.PIPE) as unpacker:
        for line in unpacker.stdout:
            document = json.loads(line)
            has_text = flat(document["title"]) or flat(document["text"])
            if document["id"] in seen or not has_text:
                continue
            seen.add(document["id"])
            yield line, document
            if len(seen) == limit:
                unpacker.kill()
                return


def flat(text: str) -> str:
    """The text on one line. White space only: no engine's words change."""
    return " ".join(text.replace("\0", " ").split())


def write_peer_line(output: IO[str], document: dict) -> None:
    fields = (document["id"], document["date"] or "", document["source"], document["title"],
              document["text"])
    output.write("\t".join(map(flat, fields)) + "\n")


def write_omega_record(output: IO[str], document: dict) -> None:
    """scriptindex's dump format: NAME=VALUE lines, an empty line behind each record."""
    date = (document["date"] or "").replace("-", "")
    output.write(f"id={flat(document['id'])}\ntitle={flat(document['title'])}\ndate={date}\n"
                 f"source={flat(document['source'])}\ntext={flat(document['text'])}\n\n")
