"""Writes the table for people and the raw figures for programs."""

import json
from pathlib import Path

from . import growth
from .agreement import agreement_rows
from .figures import all_rows, summarise

NOTES = """\
Rates are title and text in MB (10^6 bytes) over the wall time of the whole process, committed and
synced. Query times are mean / p50 / p99 over the queries, of each query's best warm run: in
process, top 10, from the query's text on. Ratios are of means. Peers stop at their internal numbers
of documents; ours is timed to the same point, and once more whole, with key, title, date and source
of the ten hits loaded from the store. The targets are applied to both."""

AGREEMENT = """\
Matching documents per query (mean), and the share of queries where the two differ by at most 5 %
(stemmers differ a little):"""
GROWTH = """\
Growth with the corpus (documents beyond the real ones are made from their sentences; each corpus
was measured once; queries are drawn from each, and stop at ids):"""
HEAD = ["measure", "ours", "peer", "ours / peer", "target", "verdict"]


def markdown(measured: dict) -> str:
    rows = [list(vars(row).values()) for row in all_rows(measured)]
    parts = [heading(measured), table(HEAD, rows), NOTES, omega_note(measured)]
    agreement = agreement_rows(measured["queries"])
    if agreement:
        parts += [AGREEMENT, table(["queries", "reference", "engine", "agree"], agreement)]
    if measured.get("growth"):
        parts += [GROWTH, table(growth.HEAD, measured["growth"])]
    return "\n\n".join(part for part in parts if part) + "\n"


def heading(measured: dict) -> str:
    corpus, machine = measured["corpus"], measured["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in measured["versions"].items())
    return (f"{corpus['source']}: {corpus['documents']:,} documents, "
            f"{corpus['text_bytes'] / 1e6:.1f} MB of text. {machine['cpu']}, {machine['cores']} "
            f"cores, {machine['memory_gb']:.0f} GB, {measured['date']}. {versions}.")


def omega_note(measured: dict) -> str:
    corpus = measured["corpus"]
    if "omega" not in measured["builds"] or corpus["omega_documents"] == corpus["documents"]:
        return ""
    return (f"Omega's scriptindex ran on the first {corpus['omega_documents']:,} documents "
            f"({corpus['omega_text_bytes'] / 1e6:.1f} MB), which flatters it: it slows down as its "
            "database grows.")


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def write(measured: dict, out: Path) -> str:
    """Writes table.md and results.json (single queries' figures are in the files below raw/)."""
    text = markdown(measured)
    (out / "table.md").write_text(text)
    kept = dict(measured)
    kept["queries"] = {engine: summarise_classes(classes)
                       for engine, classes in measured["queries"].items()}
    kept["rows"] = [vars(row) for row in all_rows(measured)]
    (out / "results.json").write_text(json.dumps(kept, indent=1, default=str) + "\n")
    return text


def summarise_classes(classes: dict) -> dict:
    return {name: summarise(result["best_us"]) for name, result in classes.items()}
