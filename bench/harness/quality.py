"""bench/quality: judged collections through Dateline and Lucene, one table."""

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from .processes import run_timed
from .programs import newest_jar, require_commands

ROOT = Path(__file__).resolve().parents[2]
METRICS = "map,ndcg@10,recall@1000,mrr"
USUAL = "1.2:0.75"  # Lucene's own k1 and b
GRID = [f"{k1}:{b}" for k1 in (0.6, 0.9, 1.2, 1.6, 2.0, 2.5, 3.0)
        for b in (0.3, 0.4, 0.5, 0.6, 0.75, 0.9)]

# What others published on the same topics and qrels, as (metric, value, whose).
PUBLISHED = {
    "scifact": [("ndcg@10", 0.679, "Anserini BM25, all text"),
                ("ndcg@10", 0.665, "Anserini BM25, fields")],
    "cacm": [("map", 0.312, "Anserini BM25")],
}


@dataclass
class Measured:
    """A collection, and the metrics of each way to rank it."""

    name: str
    folder: Path
    documents: int = 0
    topics: int = 0
    ours: dict = field(default_factory=dict)
    feedback: dict = field(default_factory=dict)
    lucene: dict = field(default_factory=dict)  # by k1:b


def main() -> None:
    options = parse_options()
    work = options.work or Path(tempfile.mkdtemp(prefix="dateline-quality-"))
    work.mkdir(parents=True, exist_ok=True)
    collections = [Measured(folder.name, folder) for folder in
                   sorted(options.collections.iterdir()) if (folder / "qrels.tsv").exists()]
    if not collections:
        raise SystemExit(f"bench/quality: no collection in {options.collections}; a collection is "
                         "a folder with corpus.jsonl.zst, queries.jsonl and qrels.tsv")
    classes = compile_peer(work)
    for collection in collections:
        print(f"bench/quality: {collection.name}", file=sys.stderr, flush=True)
        measure(collection, options.programs, classes, work / collection.name)
    report = to_json(collections)
    (work / "quality.json").write_text(json.dumps(report, indent=1) + "\n")
    print(table(collections, work, options.programs))
    print(f"bench/quality: runs and quality.json are in {work}", file=sys.stderr)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/quality", description=__doc__)
    parser.add_argument("--collections", type=Path, default=ROOT / "../shared/data/collections",
                        help="folder of collections (default ../shared/data/collections)")
    parser.add_argument("--programs", type=Path, default=ROOT / "build/release/bin",
                        help="folder of dateline-index and dateline-eval (default build/release/bin)")
    parser.add_argument("--work", type=Path, help="keep indexes, runs and figures there")
    parser.add_argument("--install", action="store_true", help="install the packages it needs")
    return parser.parse_args()


def compile_peer(work: Path) -> str:
    require_commands(["java", "javac", "zstd"])
    jars = [newest_jar("lucene-core"), newest_jar("lucene-analyzers-common")]
    class_path = ":".join(map(str, jars))
    target = work / "java"
    target.mkdir(exist_ok=True)
    run_timed(["javac", "-cp", class_path, "-d", str(target),
               str(ROOT / "bench/peers/LuceneQuality.java")], work / "build.log")
    return f"{target}:{class_path}"


def measure(collection: Measured, programs: Path, classes: str, work: Path) -> None:
    work.mkdir(exist_ok=True)
    log = work / "log"
    index = work / "index"
    if not index.exists():
        build_index(programs, collection, index, log)
    search = ["--index", str(index), "--topics", str(collection.folder / "queries.jsonl")]
    collection.ours = evaluate(programs, collection, [*search, "--run", str(work / "ours.run")])
    collection.feedback = evaluate(programs, collection,
                                   [*search, "--feedback", "--run", str(work / "feedback.run")])
    collection.topics = collection.ours.pop("topics")
    collection.documents = write_peer_inputs(collection, work)
    run_timed(["java", "-cp", classes, "LuceneQuality", str(work / "documents.tsv"),
               str(work / "topics.tsv"), str(work), "1000", *GRID], log)
    for pair in GRID:
        collection.lucene[pair] = evaluate(programs, collection,
                                           ["--run", str(lucene_run(work, pair))])


def build_index(programs: Path, collection: Measured, index: Path, log: Path) -> None:
    """Documents without any text are rejected (exit code 3), here as in any engine."""
    command = [str(programs / "dateline-index"), "update", "--quiet", "--index", str(index),
               str(collection.folder / "corpus.jsonl.zst")]
    with open(log, "ab") as output:
        code = subprocess.run(command, stdout=output, stderr=output).returncode
    if code not in (0, 3):
        raise SystemExit(f"bench/quality: {' '.join(command)} ended with {code}; see {log}")


def lucene_run(work: Path, pair: str) -> Path:
    return work / f"{pair.replace(':', '-')}.run"


def evaluate(programs: Path, collection: Measured, arguments: list[str]) -> dict:
    """The means, and `topics`."""
    command = [str(programs / "dateline-eval"), "--qrels", str(collection.folder / "qrels.tsv"),
               "--metrics", METRICS, "--format", "json", *arguments]
    report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return report["means"] | {"topics": report["topics"]}


def write_peer_inputs(collection: Measured, work: Path) -> int:
    """Lines for LuceneQuality; topics without judgements are left out. How many documents."""
    lines = subprocess.run(["zstd", "-dcq", str(collection.folder / "corpus.jsonl.zst")],
                           check=True, capture_output=True).stdout.decode().splitlines()
    with open(work / "documents.tsv", "w", encoding="utf-8") as output:
        for document in map(json.loads, lines):
            columns = (document["_id"], document.get("title", ""), document.get("text", ""))
            output.write("\t".join(map(single_line, columns)) + "\n")
    qrels = (collection.folder / "qrels.tsv").read_text().splitlines()[1:]
    judged = {line.split("\t")[0] for line in qrels}
    with open(work / "topics.tsv", "w", encoding="utf-8") as output:
        for line in (collection.folder / "queries.jsonl").read_text().splitlines():
            topic = json.loads(line)
            if topic["_id"] in judged:
                output.write(f"{topic['_id']}\t{single_line(topic['text'])}\n")
    return len(lines)


def single_line(text: str) -> str:
    return " ".join(text.split())


def tuned_without(collections: list[Measured], held_out: Measured, metric: str) -> str:
    """Lucene's k1:b that is best on average over the other collections."""
    others = [each for each in collections if each is not held_out] or collections
    return max(GRID, key=lambda pair: sum(each.lucene[pair][metric] for each in others))


def p_value(programs: Path, collection: Measured, work: Path, run: str, pair: str,
            metric: str) -> float:
    """Of the difference between a run of ours and Lucene's."""
    folder = work / collection.name
    command = [str(programs / "dateline-eval"), "--qrels", str(collection.folder / "qrels.tsv"),
               "--metrics", metric, "--format", "json", "--run", str(folder / run),
               "--compare", str(lucene_run(folder, pair))]
    report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return report["comparison"][metric]["p"]


def table(collections: list[Measured], work: Path, programs: Path) -> str:
    """Markdown: default ranking by nDCG@10, --feedback by MAP, each beside tuned Lucene."""
    parts = [ranking_table(collections, work, programs, "ndcg@10", "ours", "ours.run"),
             ranking_table(collections, work, programs, "map", "feedback", "feedback.run"),
             published_table(collections)]
    return "\n\n".join(parts)


def ranking_table(collections: list[Measured], work: Path, programs: Path, metric: str,
                  which: str, run: str) -> str:
    title = "Dateline" if which == "ours" else "Dateline --feedback"
    lines = [f"| {metric} | documents / topics | Lucene 8, {USUAL} | Lucene 8, tuned without it | "
             f"{title} | ratio | p |", "| --- " * 7 + "|"]
    sums = [0.0, 0.0, 0.0, 0.0]
    for each in collections:
        pair = tuned_without(collections, each, metric)
        usual, tuned = each.lucene[USUAL][metric], each.lucene[pair][metric]
        value = getattr(each, which)[metric]
        p = p_value(programs, each, work, run, pair, metric)
        lines.append(f"| {each.name} | {each.documents} / {each.topics} | {usual:.4f} | "
                     f"{tuned:.4f} ({pair}) | {value:.4f} | {value / tuned:.3f} | {p:.3f} |")
        sums = [a + b for a, b in zip(sums, (usual, tuned, value, value / tuned))]
    usual, tuned, value, ratio = (total / len(collections) for total in sums)
    lines.append(f"| average | | {usual:.4f} | {tuned:.4f} | {value:.4f} | {ratio:.3f} | |")
    return "\n".join(lines)


def published_table(collections: list[Measured]) -> str:
    lines = ["| collection | published | Lucene 8 here | Dateline | Dateline --feedback |",
             "| --- " * 5 + "|"]
    for each in collections:
        for metric, value, whose in PUBLISHED.get(each.name, []):
            pair = tuned_without(collections, each, metric)
            lines.append(f"| {each.name}, {metric} | {value:.3f} ({whose}) | "
                         f"{each.lucene[pair][metric]:.4f} | {each.ours[metric]:.4f} | "
                         f"{each.feedback[metric]:.4f} |")
    return "\n".join(lines)


def to_json(collections: list[Measured]) -> dict:
    return {each.name: {"documents": each.documents, "topics": each.topics, "ours": each.ours,
                        "feedback": each.feedback, "lucene": each.lucene}
            for each in collections}


if __name__ == "__main__":
    main()
