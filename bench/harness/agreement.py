"""Whether the engines did the same work: how well their numbers of matching documents agree."""

import statistics

from .figures import CLASSES

TOLERANCE = 0.05
REFERENCES = ("dateline", "plain_xapian", "lucene", "fts5")  # the first that was measured


def agreement_rows(queries: dict) -> list[list[str]]:
    """A row for each class and engine: mean matches of the queries that both ran, and agreement."""
    reference = next((name for name in REFERENCES if name in queries), None)
    rows = []
    for name, label in CLASSES.items():
        for engine in queries:
            if engine != reference and name in queries[engine]:
                rows.append([label, *compare(queries[reference][name]["matches"],
                                             queries[engine][name]["matches"], reference, engine)])
    return rows


def compare(base: list[int], other: list[int], reference: str, engine: str) -> list[str]:
    pairs = list(zip(base, other))
    close = sum(abs(a - b) <= TOLERANCE * max(a, b) for a, b in pairs)
    return [f"{reference}: {mean(a for a, _ in pairs)}", f"{engine}: {mean(b for _, b in pairs)}",
            f"{100 * close / len(pairs):.1f} % of {len(pairs)}"]


def mean(values) -> str:
    return f"{statistics.fmean(values):.1f}"
