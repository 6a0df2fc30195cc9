"""Nightly inputs: a collection that grows, changes and shrinks, made of the news in data/."""

import json
import random
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS_IN_A_FILE = 100
SOURCES = ("Northlight Wire", "Harbour Gazette", "Calder Observer", "Kelmarsh Letter")


def sample_sentences() -> list[str]:
    """The sentences of data/jsonl, in the order of its files."""
    sentences = []
    for path in sorted((ROOT / "data/jsonl").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for value in json.loads(line).values():
                for text in value if isinstance(value, list) else [value]:
                    if isinstance(text, str) and len(text) > 60:
                        sentences += [s.strip(".") + "." for s in text.split(". ")]
    return sentences


@dataclass
class Collection:
    """Which documents there are, and the version of each."""

    seed: int
    long_documents: int = 0  # of each hundred; they fill slabs
    versions: dict[int, int] = field(default_factory=dict)
    next_number: int = 0
    sentences: list[str] = field(default_factory=sample_sentences)

    def document(self, number: int) -> dict[str, str]:
        """The document as it is now; depends on nothing but the seed, its number and version."""
        version = self.versions[number]
        choose = random.Random(f"{self.seed}/{number}/{version}")
        is_long = number % 100 < self.long_documents
        text = " ".join(choose.choices(self.sentences, k=700 if is_long else choose.randint(3, 9)))
        year, month, day = choose.randint(1990, 2025), choose.randint(1, 12), choose.randint(1, 28)
        return {
            "key": f"news/{number:05}",
            "date": f"{year}-{month:02}-{day:02}",
            "title": choose.choice(self.sentences)[:90],
            "text": f"{text} Edition {version}.",
            "source": choose.choice(SOURCES),
        }

    def add(self, count: int) -> None:
        for _ in range(count):
            self.versions[self.next_number] = 0
            self.next_number += 1

    def pass_night(self, choose: random.Random, added: int, replaced: int, removed: int,
                   first: int = 0) -> None:
        """Documents below number `first` stay as they are."""
        changeable = [number for number in self.versions if number >= first]
        chosen = choose.sample(changeable, replaced + removed)
        for number in chosen[:replaced]:
            self.versions[number] += 1
        for number in chosen[replaced:]:
            del self.versions[number]
        self.add(added)

    def write(self, folder: Path) -> None:
        """The collection as files of JSON Lines."""
        folder.mkdir(parents=True)
        files: dict[int, list[str]] = {}
        for number in sorted(self.versions):
            lines = files.setdefault(number // DOCUMENTS_IN_A_FILE, [])
            lines.append(json.dumps(self.document(number)) + "\n")
        for name, lines in files.items():
            (folder / f"news-{name:03}.jsonl").write_text("".join(lines), encoding="utf-8")

    def queries(self, count: int, seed: int) -> list[str]:
        """Queries of all kinds, most of which have hits."""
        choose = random.Random(seed)
        numbers = sorted(self.versions)
        return [make_query(choose, self.document(choose.choice(numbers))) for _ in range(count)]


def make_query(choose: random.Random, document: dict[str, str]) -> str:
    words = ["".join(c for c in word if c.isalpha()) for word in document["text"].split()]
    words = [word for word in words if len(word) > 2 and word not in ("AND", "NOT", "NEAR")]
    start = choose.randrange(len(words) - 4)
    year = document["date"][:4]
    kinds = (
        " ".join(choose.sample(words, choose.randint(1, 5))),
        f'"{words[start]} {words[start + 1]}"',
        f"{words[start]} date:{year}",
        f"{words[start]} -{words[start + 2]}",
        f"+{words[start]} +{words[start + 3]}",
        f"{words[start][:3]}* {words[start + 1]}",
        f"title:{words[start]} OR {words[start + 2]}",
        f'source:"{document["source"]}" {words[start]}',
        f"={words[start]}",
    )
    return choose.choice(kinds)
