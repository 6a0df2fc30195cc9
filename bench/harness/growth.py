"""How time, size and memory grow with the corpus: ours and Lucene's, each corpus measured once."""

import statistics

import make_corpus

from .corpus import corpus_files
from .figures import times
from .processes import say

ENGINES = ("dateline", "lucene")
HEAD = ["documents", "text", "indexing, ours / Lucene", "µs a document", "peak memory", "bytes / text",
        "OR, ours / Lucene", "AND, ours / Lucene", "phrase, ours / Lucene"]


def corpus_of(size: int, folder, work, seed: int):
    """The real documents, as far as they reach, and more made from their sentences."""
    files = corpus_files(folder)
    target = work / f"corpus-{size}.jsonl.zst"
    if not target.exists():
        say(f"making a corpus of {size:,} documents")
        make_corpus.write_corpus(target, files, size, seed)
    return target


def growth_row(measured: dict) -> list[str]:
    builds, queries = measured["builds"], measured["queries"]
    ours, lucene = builds["dateline"], builds["lucene"]
    documents = measured["corpus"]["documents"]
    return [f"{documents:,}", f"{ours['text_bytes'] / 1e6:,.0f} MB",
            f"{ours['mb_per_second']:.1f} / {lucene['mb_per_second']:.1f} MB/s = "
            f"{ours['mb_per_second'] / lucene['mb_per_second']:.2f} x",
            f"{ours['seconds'] * 1e6 / documents:.0f}", f"{ours['peak_mb']:.0f} MB",
            times(ours["sizes"]["index"] / ours["text_bytes"]),
            *(query_cell(queries, name) for name in ("or", "and", "phrase"))]


def query_cell(queries: dict, name: str) -> str:
    ours = statistics.fmean(queries["dateline"][name + "_match"]["best_us"])
    lucene = statistics.fmean(queries["lucene"][name]["best_us"])
    return f"{ours:.0f} / {lucene:.0f} µs = {ours / lucene:.2f} x"
