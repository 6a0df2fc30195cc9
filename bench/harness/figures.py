"""Turns what was measured into rows of the table: figure, ours, peer, ratio, target, verdict."""

import statistics
from dataclasses import dataclass

CLASSES = {"or": "OR", "and": "AND", "phrase": "phrase", "stop_phrase": "phrase of stop words",
           "rare": "a rare word", "common": "a common word", "date_filter": "OR with a date filter",
           "newest": "newest first"}
STAGES = {"_match": "ids as peers give", "_first": "ids, words not cached",
          "": "with metadata from the store"}
# Classes that only ours has, and the class that each is compared with.
OURS_ONLY = {"wildcard": ("wildcard", None), "or_snippets": ("OR, with snippets", None),
             "count": ("counting all matches", None),
             "timeline": ("timeline by month over all matches, against counting them", "count"),
             "facet": ("facet of sources over all matches, against counting them", "count")}
PEERS = {"lucene": "Lucene", "plain_xapian": "plain Xapian", "fts5": "SQLite FTS5"}

# Highest allowed ratio of our mean to the peer's.
QUERY_TARGETS = {("or", "lucene"): 1.0, ("and", "lucene"): 1.2, ("phrase", "lucene"): 1.2,
                 ("stop_phrase", "lucene"): 0.8, ("date_filter", "lucene"): 0.8,
                 ("newest", "lucene"): 0.3, ("or", "plain_xapian"): 0.75,
                 ("and", "plain_xapian"): 0.75, ("timeline", "count"): 1.5}
# Lowest allowed ratio of our rate to the peer's.
INDEX_TARGETS = {"omega": 15.0, "lucene": 1.5}
STAGE_TARGETS = {"analysis": 150.0}  # MB/s on one core
INDEX_PEERS = {"omega": "Omega's scriptindex", "lucene": "Lucene, ids stored",
               "lucene_stored": "Lucene, documents stored", "plain_xapian": "plain Xapian",
               "fts5": "SQLite FTS5, ids only"}
# Highest allowed ratio of bytes on disk to bytes of text.
SIZE_TARGETS = {"postings": 0.36, "segments": 0.66, "index": 0.9}
SIZE_PARTS = {"postings": "Xapian's part of the segments",
              "segments": "segments with token streams",
              "index": "everything, with the stored documents"}
SIZE_PEERS = {("lucene", "index"): "Lucene, ids stored",
              ("lucene_stored", "index"): "Lucene, documents stored",
              ("plain_xapian", "compacted"): "plain Xapian, compacted",
              ("plain_xapian", "index"): "plain Xapian, as built",
              ("omega", "index"): "Omega's scriptindex, as built",
              ("fts5", "index"): "SQLite FTS5, ids only"}
PROCESS_TARGET_MS = 15.0
PEAK_TARGET_MB = 64.0


@dataclass
class Row:
    figure: str
    ours: str = "–"
    peer: str = "–"
    ratio: str = "–"
    target: str = "–"
    verdict: str = "–"


def verdict(value: float | None, target: float | None, at_most: bool = True) -> str:
    if target is None:
        return "–"
    if value is None:
        return "not measured"
    return "met" if (value <= target if at_most else value >= target) else "missed"


def times(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f} x"


def target_text(target: float | None, at_most: bool = True) -> str:
    return "–" if target is None else f"{'≤' if at_most else '≥'} {target:g} x"


def indexing_rows(builds: dict) -> list[Row]:
    rate = {name: build["mb_per_second"] for name, build in builds.items()}
    ours = rate.get("dateline")
    rows = []
    for name, label in INDEX_PEERS.items():
        if name not in rate:
            continue
        ratio = ours / rate[name] if ours else None
        target = INDEX_TARGETS.get(name)
        rows.append(Row(f"indexing, against {label}", f"{ours:.2f} MB/s" if ours else "–",
                        f"{rate[name]:.2f} MB/s", times(ratio), target_text(target, False),
                        verdict(ratio, target, False)))
    return rows


def size_rows(builds: dict) -> list[Row]:
    ours = builds.get("dateline")
    rows = []
    for part, label in SIZE_PARTS.items():
        ratio = ours["sizes"][part] / ours["text_bytes"] if ours else None
        rows.append(Row(f"bytes on disk / text: {label}", times(ratio), "–", times(ratio),
                        target_text(SIZE_TARGETS[part]), verdict(ratio, SIZE_TARGETS[part])))
    for (name, part), label in SIZE_PEERS.items():
        if name in builds:
            ratio = builds[name]["sizes"][part] / builds[name]["text_bytes"]
            rows.append(Row(f"bytes on disk / text: {label}", peer=times(ratio)))
    return rows


def summarise(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {"mean": statistics.fmean(ordered), "p50": statistics.median(ordered),
            "p99": ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]}


def latency(values: list[float] | None) -> str:
    if not values:
        return "–"
    figures = summarise(values)
    return f"{figures['mean']:.0f} / {figures['p50']:.0f} / {figures['p99']:.0f} µs"


def query_rows(queries: dict) -> list[Row]:
    """Means are compared over the same queries: where a peer ran fewer, ours are cut to those."""
    rows = []
    for name, label in CLASSES.items():
        for peer, peer_label in PEERS.items():
            if name in queries.get(peer, {}):
                rows += [query_row(name, label, peer, peer_label, queries, stage)
                         for stage in STAGES
                         if stage != "_first" or name + stage in queries.get("dateline", {})]
    if "dateline" in queries:
        rows += [own_row(name, queries["dateline"]) for name in OURS_ONLY]
    return rows


def own_row(name: str, ours: dict) -> Row:
    label, base = OURS_ONLY[name]
    best = ours[name]["best_us"]
    row = Row(f"{label} ({len(best)} queries)", latency(best))
    if base:
        ratio = statistics.fmean(best) / statistics.fmean(ours[base]["best_us"])
        target = QUERY_TARGETS.get((name, base))
        row.peer, row.ratio = latency(ours[base]["best_us"]), times(ratio)
        row.target, row.verdict = target_text(target), verdict(ratio, target)
    return row


def throughput_rows(throughput: dict) -> list[Row]:
    """OR queries a second; `throughput` is {engine: {threads: rate}}."""
    ours, lucene = throughput.get("dateline"), throughput.get("lucene")
    rows = []
    for threads in ("1", "2"):
        row = Row(f"OR queries a second, {threads} thread{'s' if threads != '1' else ''}, "
                  "against Lucene")
        if ours:
            row.ours = f"{ours[threads]:.0f}"
        if lucene:
            row.peer = f"{lucene[threads]:.0f}"
        if ours and lucene:
            row.ratio = times(ours[threads] / lucene[threads])
        rows.append(row)
    return rows


def query_row(name: str, label: str, peer: str, peer_label: str, queries: dict,
              stage: str = "") -> Row:
    """`stage`: what of ours is compared, of STAGES."""
    theirs = queries[peer][name]["best_us"]
    ours = queries.get("dateline", {}).get(name + stage, {}).get("best_us", [])[:len(theirs)]
    ratio = statistics.fmean(ours) / statistics.fmean(theirs) if ours else None
    target = QUERY_TARGETS.get((name, peer))
    return Row(f"{label}, {STAGES[stage]}, against {peer_label} ({len(theirs)} queries)",
               latency(ours), latency(theirs), times(ratio), target_text(target),
               verdict(ratio, target))


def process_rows(process: dict | None) -> list[Row]:
    more = process["search_ms"] - process["true_ms"] if process else None
    time_row = Row("`dateline-search`, whole process, beyond `/bin/true`", "–", "–", "–",
                   f"≤ {PROCESS_TARGET_MS:g} ms", verdict(more, PROCESS_TARGET_MS))
    peak_row = Row("`dateline-search`, peak memory", "–", "–", "–",
                   f"< {PEAK_TARGET_MB:g} MB",
                   verdict(process["peak_mb"] if process else None, PEAK_TARGET_MB))
    if process:
        slowest = process["slowest_search_ms"] - process["true_ms"]
        time_row.ours = f"{more:.1f} ms (slowest query {slowest:.1f} ms)"
        time_row.peer = f"/bin/true: {process['true_ms']:.1f} ms"
        peak_row.ours = f"{process['peak_mb']:.1f} MB"
    rows = [time_row, peak_row]
    if process and process.get("cold_ms"):
        rows.append(Row("`dateline-search`, whole process, nothing of the index in memory",
                        f"{process['cold_ms']:.1f} ms"))
    return rows


def stage_rows(stages: dict[str, float]) -> list[Row]:
    rows = []
    for name, rate in stages.items():
        target = STAGE_TARGETS.get(name)
        rows.append(Row(f"one core: {name}", f"{rate:.0f} MB/s",
                        target=f"≥ {target:g} MB/s" if target else "–",
                        verdict=verdict(rate, target, False)))
    return rows


def memory_rows(builds: dict) -> list[Row]:
    return [Row(f"peak memory while indexing: {name}", *cells(name == "dateline", build))
            for name, build in builds.items()]


def cells(is_ours: bool, build: dict) -> tuple[str, str]:
    peak = f"{build.get('peak_mb', 0):.0f} MB"
    return (peak, "–") if is_ours else ("–", peak)


def all_rows(measured: dict) -> list[Row]:
    return (indexing_rows(measured["builds"]) + size_rows(measured["builds"]) +
            stage_rows(measured.get("stages", {})) + memory_rows(measured["builds"]) +
            query_rows(measured["queries"]) +
            throughput_rows(measured.get("throughput", {})) + process_rows(measured["process"]))
