#!/usr/bin/env python3
"""The same queries by every way into Dateline: each must give the same hits in the same order.

    every_way.py PREFIX EXAMPLES INDEX QUERY...

PREFIX is where Dateline is installed, EXAMPLES where docs/examples were built against it. The ways:
the C++ and the C example, Python by ctypes, HTTP, and the page without scripts.
"""
import json
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

HITS = 10
SOURCE = Path(__file__).resolve().parents[2]


def keys_of_lines(program, index, query):
    """The keys of an example's first hits, which it prints as lines `RANK DATE KEY`; it may page on
    through all others."""
    keys = []
    with subprocess.Popen([program, index, query], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if re.match(r"\d+ ", line):
                keys.append(line.split(" ", 2)[2].rstrip("\n"))
            if len(keys) == HITS:
                process.kill()
                break
    return keys


def keys_by_python(index, query):
    from search_news import Searcher  # loads the library that LD_LIBRARY_PATH names
    with Searcher(index) as searcher:
        return [hit["key"] for hit in searcher.search(query, HITS)["hits"]]


def fetch(address):
    with urllib.request.urlopen(address) as answer:
        return answer.read().decode()


def keys_by_http(root, query):
    answer = json.loads(fetch(f"{root}api/v1/search?{urllib.parse.urlencode({'q': query})}"))
    return [hit["key"] for hit in answer["hits"]]


def keys_by_page(root, query):
    page = fetch(f"{root}?{urllib.parse.urlencode({'q': query})}")
    keys = []
    for key in re.findall(r'href="/document\?key=([^&"]*)', page):
        key = urllib.parse.unquote_plus(key)
        keys += [key] if key not in keys else []
    return keys[:HITS]


def ask_every_way(examples, index, root, query):
    return {
        "C++": keys_of_lines(examples / "search_news", index, query),
        "C": keys_of_lines(examples / "search_news_c", index, query),
        "Python": keys_by_python(index, query),
        "HTTP": keys_by_http(root, query),
        "page": keys_by_page(root, query),
    }


def main():
    prefix, examples, index = (Path(argument) for argument in sys.argv[1:4])
    sys.path += [str(SOURCE / "docs/examples/python"), str(SOURCE / "tests/browser")]
    from server import Server
    differ = 0
    with Server(prefix / "bin", index) as server:
        for query in sys.argv[4:]:
            answers = ask_every_way(examples, index, server.root + "/", query)
            first = answers["C++"]
            others = [f"{way}: {keys}" for way, keys in answers.items() if keys != first]
            if not first or others:
                differ += 1
                print(f"every-way: {query}: C++: {first}; {'; '.join(others)}", file=sys.stderr)
            else:
                print(f"every-way: {query}: {len(first)} hits, the same by {', '.join(answers)}")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main())
