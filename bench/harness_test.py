"""Tests of the benchmark's own arithmetic and of its queries. Run with PYTHONPATH=bench."""

import json
import tempfile
import unittest
from pathlib import Path

import make_queries
from harness import agreement, corpus, figures

TEXT = ("The minister said on Monday that the agreement will be signed in the port and that it is "
        "not for the parties to decide who was there or if there will be a vote on it")


def write_corpus(folder: Path, count: int = 300) -> Path:
    file = folder / "corpus.jsonl"
    lines = [{"id": f"n{i}", "date": f"20{i % 20:02}-0{i % 9 + 1}-11", "source": "Harbour Gazette",
              "title": f"Port of {NAMES[i % len(NAMES)]} signs the {NAMES[i % 7]} agreement",
              "text": f"{NAMES[i % 5]} {TEXT}."} for i in range(count)]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return file


NAMES = ("Odesa", "Istanbul", "Varna", "Burgas", "Constanta", "Batumi", "Trabzon", "Samsun")


class Queries(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.corpus = write_corpus(Path(self.folder.name))
        self.classes = make_queries.make_classes(self.corpus, 2002)

    def test_the_same_seed_gives_the_same_queries_and_another_seed_others(self):
        self.assertEqual(self.classes, make_queries.make_classes(self.corpus, 2002))
        self.assertNotEqual(self.classes, make_queries.make_classes(self.corpus, 2003))

    def test_stop_phrases_hold_stop_words_only_and_occur_in_a_text(self):
        self.assertTrue(self.classes["stop_phrase"])
        for query in self.classes["stop_phrase"]:
            self.assertLessEqual(set(query.split()), make_queries.STOP_WORDS)
            self.assertIn(f" {query} ", TEXT.lower())

    def test_every_ranked_query_and_phrase_has_a_word_that_is_no_stop_word(self):
        for query in self.classes["or"] + self.classes["phrase"]:
            self.assertFalse(make_queries.STOP_WORDS.issuperset(query.split()), query)

    def test_and_has_the_queries_of_or_and_none_comes_twice(self):
        self.assertEqual(self.classes["or"], self.classes["and"])
        self.assertEqual(len(self.classes["or"]), len(set(self.classes["or"])))

    def test_the_last_word_of_a_title_that_was_cut_is_left_out(self):
        document = {"title": "Varna port signs an agre", "text": "Varna port signs an agreement."}
        self.assertEqual(["varna", "port", "signs", "an"], make_queries.headline_words(document))


class Verdicts(unittest.TestCase):
    def test_a_latency_must_be_at_most_and_a_rate_at_least_its_target(self):
        self.assertEqual("met", figures.verdict(1.5, 1.5))
        self.assertEqual("missed", figures.verdict(1.51, 1.5))
        self.assertEqual("met", figures.verdict(10.0, 10.0, at_most=False))
        self.assertEqual("missed", figures.verdict(9.9, 10.0, at_most=False))
        self.assertEqual("not measured", figures.verdict(None, 1.5))

    def test_means_are_compared_over_the_queries_that_the_peer_ran(self):
        queries = {"dateline": {"or": {"best_us": [10.0, 30.0, 900.0]}},
                   "fts5": {"or": {"best_us": [20.0, 20.0]}}}
        row = figures.query_row("or", "OR", "fts5", "SQLite FTS5", queries)
        self.assertEqual("1.00 x", row.ratio)

    def test_every_target_of_the_table_is_named_even_where_nothing_was_measured(self):
        queries = {peer: {name: {"best_us": [1.0]} for name in figures.CLASSES}
                   for peer in ("lucene", "plain_xapian")}
        builds = {name: {"mb_per_second": 1.0, "text_bytes": 1,
                         "sizes": {"index": 1, "compacted": 1}}
                  for name in ("omega", "lucene", "plain_xapian")}
        rows = figures.all_rows({"builds": builds, "queries": queries, "process": None})
        self.assertEqual(23, sum(row.verdict == "not measured" for row in rows))

    def test_agreement_allows_five_percent(self):
        self.assertEqual("50.0 % of 2", agreement.compare([100, 100], [95, 94], "a", "b")[2])


class Inputs(unittest.TestCase):
    def test_a_peer_line_has_five_fields_whatever_white_space_the_text_holds(self):
        with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
            corpus.write_peer_line(output, {"id": "a\tb", "date": None, "source": "s", "title": "t",
                                            "text": "one\n\n two\tthree\u2028four\x85"})
            output.seek(0)
            self.assertEqual("a b\t\ts\tt\tone two three four\n", output.read())


if __name__ == "__main__":
    unittest.main()
