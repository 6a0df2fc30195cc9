#!/usr/bin/env python3
"""Makes the benchmark's queries from a corpus; the same corpus and seed give the same queries.

    make_queries.py CORPUS.jsonl FOLDER [--seed N]

One file a class, one query a line, words in lower case, parted by blanks:

or, and        500 queries of 1 to 5 words of a headline (the same in both)
phrase         500 runs of 2 to 4 words of a text, not all of them stop words
stop_phrase    100 runs of 2 to 4 stop words, as frequent as texts have them
rare           100 words that one or two documents of a sample of 6,000 hold
common         100 words that 5 to 50 % of the sample hold, stop words aside
wildcard       100 beginnings of words of the sample, six to eight letters
date_filter    100 queries of 1 to 5 words behind a span of months and a tab
newest         100 queries of 1 to 5 words, to be sorted by date
timeline       100 queries of 1 to 5 words, to be counted: in all, by month, by source

Words are ASCII letters only (two or more in headlines), and runs have nothing but single blanks
between words, so that all engines cut them alike. A ranked query has a word that is no stop word.
"""

import argparse
import json
import random
import re
from collections import Counter
from pathlib import Path
from typing import Iterable, Iterator

# What Lucene's EnglishAnalyzer takes for stop words (ENGLISH_STOP_WORDS_SET).
STOP_WORDS = frozenset(
    "a an and are as at be but by for if in into is it no not of on or such that the their then "
    "there these they this to was will with".split())

WORD = re.compile(r"[A-Za-z]{2,}")
RUN = re.compile(r"(?<!\S)[A-Za-z]+(?: [A-Za-z]+)+(?!\S)")
SAMPLE = 6_000  # documents that queries are drawn from
RANKED, PHRASES, STOP_PHRASES, SPECIAL = 500, 500, 100, 100


def read_sample(corpus: Path, rng: random.Random) -> list[dict]:
    """Documents drawn evenly from the corpus, in random order."""
    with open(corpus, "rb") as lines:
        count = sum(1 for _ in lines)
    chosen = set(rng.sample(range(count), min(SAMPLE, count)))
    with open(corpus, "rb") as lines:
        sample = [json.loads(line) for number, line in enumerate(lines) if number in chosen]
    rng.shuffle(sample)
    return sample


def headline_words(document: dict) -> list[str]:
    """The distinct words of the title, without the last where the title is a text cut somewhere."""
    title, text = document["title"], document["text"]
    tokens = title.split()
    if len(title) < len(text) and text.startswith(title):
        tokens = tokens[:-1]
    words = (token.strip(".,:;!?\"'()").lower() for token in tokens)
    return list(dict.fromkeys(word for word in words if WORD.fullmatch(word)))


def headline_queries(sample: list[dict], rng: random.Random) -> Iterator[str]:
    for document in sample:
        words = headline_words(document)
        size = rng.randint(1, 5)
        if len(words) < size:
            continue
        places = sorted(rng.sample(range(len(words)), size))
        query = [words[place] for place in places]
        if not STOP_WORDS.issuperset(query):
            yield " ".join(query)


def word_runs(text: str) -> list[list[str]]:
    return [run.lower().split(" ") for run in RUN.findall(text)]


def phrases(sample: list[dict], rng: random.Random) -> Iterator[str]:
    for document in sample:
        size = rng.randint(2, 4)
        places = [(run, start) for run in word_runs(document["text"])
                  for start in range(len(run) - size + 1)]
        if not places:
            continue
        run, start = rng.choice(places)
        words = run[start:start + size]
        if not STOP_WORDS.issuperset(words):
            yield " ".join(words)


def stop_phrases(sample: list[dict], rng: random.Random) -> Iterator[str]:
    """Runs of stop words in random order: frequent ones tend to come first. Sizes take turns."""
    found = {size: [] for size in (2, 3, 4)}
    for document in sample:
        for run in word_runs(document["text"]):
            for size, list_of_size in found.items():
                for start in range(len(run) - size + 1):
                    words = run[start:start + size]
                    if STOP_WORDS.issuperset(words):
                        list_of_size.append(" ".join(words))
    for of_size in found.values():
        rng.shuffle(of_size)
    pools = [list(dict.fromkeys(of_size)) for of_size in found.values()]
    for place in range(max(map(len, pools))):
        yield from (pool[place] for pool in pools if place < len(pool))


def document_frequencies(sample: list[dict]) -> Counter[str]:
    """How many documents of the sample hold a word of ASCII letters."""
    counts: Counter[str] = Counter()
    for document in sample:
        counts.update({word.lower() for word in WORD.findall(document["text"])} - STOP_WORDS)
    return counts


def single_words(counts: Counter[str], least: float, most: float, rng: random.Random) -> list[str]:
    words = sorted(word for word, count in counts.items()
                   if least <= count <= most and len(word) > 3)
    rng.shuffle(words)
    return words


def wildcards(counts: Counter[str], rng: random.Random) -> Iterator[str]:
    for word in single_words(counts, 3, SAMPLE, rng):
        size = rng.randint(6, 8)
        if len(word) > size:
            yield word[:size] + "*"


def month_spans(sample: list[dict], rng: random.Random) -> Iterator[str]:
    """Spans of 1 to 12 months that begin at a document's month."""
    for document in sample:
        if not document["date"]:
            continue
        year, month = int(document["date"][:4]), int(document["date"][5:7])
        last = year * 12 + month - 1 + rng.randint(0, 11)
        yield f"{year:04}-{month:02}..{last // 12:04}-{last % 12 + 1:02}"


def take(queries: Iterable[str], count: int, taken: set[str]) -> list[str]:
    """The first `count` queries that nobody has taken yet."""
    chosen = []
    for query in queries:
        if query not in taken:
            taken.add(query)
            chosen.append(query)
        if len(chosen) == count:
            break
    return chosen


def make_classes(corpus: Path, seed: int) -> dict[str, list[str]]:
    rng = random.Random(seed)
    sample = read_sample(corpus, rng)
    ranked = headline_queries(sample, rng)
    taken: set[str] = set()
    words = take(ranked, RANKED, taken)
    filtered, newest, timeline = (take(ranked, SPECIAL, taken) for _ in range(3))
    spans = month_spans(sample, rng)
    counts = document_frequencies(sample)
    return {
        "or": words,
        "and": words,
        "rare": take(single_words(counts, 1, 2, rng), SPECIAL, set()),
        "common": take(single_words(counts, 0.05 * len(sample), 0.5 * len(sample), rng), SPECIAL,
                       set()),
        "wildcard": take(wildcards(counts, rng), SPECIAL, set()),
        "phrase": take(phrases(sample, rng), PHRASES, set()),
        "stop_phrase": take(stop_phrases(sample, rng), STOP_PHRASES, set()),
        "date_filter": [f"{span}\t{query}" for span, query in zip(spans, filtered)],
        "newest": newest,
        "timeline": timeline,
    }


def write_queries(corpus: Path, folder: Path, seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, queries in make_classes(corpus, seed).items():
        (folder / f"{name}.txt").write_text("".join(query + "\n" for query in queries))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=2002)
    options = parser.parse_args()
    write_queries(options.corpus, options.folder, options.seed)


if __name__ == "__main__":
    main()
