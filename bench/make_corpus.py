#!/usr/bin/env python3
"""Makes a corpus larger than those that there are; the same files, size and seed give the same one.

    make_corpus.py OUTPUT.jsonl.zst --documents N [--seed N] CORPUS.jsonl.zst...

The real documents come first, as far as they reach. Each further one has the source, the date and the
length of a real document, sentences of many, and two coined words: half of these are new, the others
occurred before, so that the vocabulary goes on growing as that of real news does.
"""

import argparse
import json
import random
import re
import subprocess
from pathlib import Path
from typing import Iterator

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
POOL_SENTENCES = 400_000
COINED_PER_DOCUMENT = 2
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
TITLE_LENGTH = 90


def read_documents(files: list[Path]) -> Iterator[dict]:
    for file in files:
        with subprocess.Popen(["zstd", "-dcq", str(file)], stdout=subprocess.PIPE) as unpacker:
            for line in unpacker.stdout:
                yield json.loads(line)
            unpacker.kill()


class Recombiner:
    """Learns from real documents, and makes new ones."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.templates: list[tuple[str, str, int]] = []
        self.sentences: list[str] = []
        self.coined: list[str] = []

    def learn(self, document: dict) -> None:
        sentences = SENTENCE_END.split(document["text"])
        self.templates.append((document.get("source") or "", document.get("date") or "",
                               len(sentences)))
        if len(self.sentences) < POOL_SENTENCES:
            self.sentences += sentences

    def document(self, number: int) -> dict:
        source, date, length = self.random.choice(self.templates)
        sentences = self.random.choices(self.sentences, k=length)
        for _ in range(COINED_PER_DOCUMENT):
            sentences.insert(self.random.randrange(len(sentences) + 1), self.word().title() + ".")
        text = " ".join(sentences)
        return {"id": f"made-{number}", "date": date, "title": text[:TITLE_LENGTH],
                "source": source, "lang": "en", "text": text}

    def word(self) -> str:
        if not self.coined or self.random.random() < 0.5:
            self.coined.append("".join(self.random.choices(SYLLABLES, k=4)))
            return self.coined[-1]
        return self.random.choice(self.coined)


def documents(files: list[Path], count: int, seed: int) -> Iterator[dict]:
    recombiner = Recombiner(seed)
    made = 0
    seen = set()
    for document in read_documents(files):
        if made == count:
            return
        if document["id"] in seen or not document["text"].strip():
            continue
        seen.add(document["id"])
        recombiner.learn(document)
        document.setdefault("source", "")
        yield document
        made += 1
    for number in range(made, count):
        yield recombiner.document(number)


def write_corpus(output: Path, files: list[Path], count: int, seed: int) -> None:
    part = output.with_suffix(".part")
    packer = subprocess.Popen(["zstd", "-q", "-1", "-f", "-o", str(part)], stdin=subprocess.PIPE)
    for document in documents(files, count, seed):
        packer.stdin.write(json.dumps(document, ensure_ascii=False).encode() + b"\n")
    packer.stdin.close()
    if packer.wait() != 0:
        raise SystemExit("make_corpus.py: zstd failed")
    part.rename(output)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--documents", type=int, required=True)
    parser.add_argument("--seed", type=int, default=2002)
    options = parser.parse_args()
    write_corpus(options.output, options.corpora, options.documents, options.seed)


if __name__ == "__main__":
    main()
