#!/usr/bin/env python3
"""Indexes two documents and searches them, by Dateline's C interface.

    python3 search_news.py INDEX QUERY

Needs libdateline_c.so.0 and nothing to be built. DATELINE_LIBRARY names the library where the
system's loader does not find it. `Searcher` and `Indexer` below are meant to be copied.
"""
import ctypes
import json
import os
import sys

_library = ctypes.CDLL(os.environ.get("DATELINE_LIBRARY", "libdateline_c.so.0"))


def _function(name, result, *arguments):
    function = _library["dateline_" + name]
    function.restype, function.argtypes = result, arguments
    return function


_handle, _text, _error = ctypes.c_void_p, ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p)
_error_message = _function("error_message", _text, _handle)
_error_hint = _function("error_hint", _text, _handle)
_error_offset = _function("error_offset", ctypes.c_int64, _handle)
_error_free = _function("error_free", None, _handle)
_searcher_open = _function("searcher_open", _handle, _text, _error)
_searcher_close = _function("searcher_close", None, _handle)
_query_new = _function("query_new", _handle, _text)
_query_set_limit = _function("query_set_limit", None, _handle, ctypes.c_size_t)
_query_set_cursor = _function("query_set_cursor", ctypes.c_int, _handle, _text)
_query_free = _function("query_free", None, _handle)
_search = _function("search", _handle, _handle, _handle, _error)
_page_json = _function("page_json", _text, _handle)
_page_free = _function("page_free", None, _handle)
_indexer_open = _function("indexer_open", _handle, _text, _text, ctypes.c_size_t, _error)
_indexer_close = _function("indexer_close", None, _handle)
_indexer_add = _function("indexer_add", ctypes.c_int, _handle, _handle, _error)
_indexer_publish = _function("indexer_publish", ctypes.c_uint64, _handle, _error)
_document_new = _function("document_new", _handle, _text)
_document_set = _function("document_set", ctypes.c_int, _handle, _text, _text, _error)
_document_free = _function("document_free", None, _handle)


class DatelineError(Exception):
    pass


def _call(function, *arguments):
    """Calls a function whose last argument is an error; raises where there is one."""
    error = ctypes.c_void_p()
    result = function(*arguments, ctypes.byref(error))
    if error:
        message, hint = _error_message(error).decode(), _error_hint(error).decode()
        offset = _error_offset(error)
        _error_free(error)
        place = f" (at byte {offset})" if offset >= 0 else ""
        raise DatelineError(message + place + (f"; {hint}" if hint else ""))
    return result


class Searcher:
    """An open index; many threads may search at once."""

    def __init__(self, index):
        self._searcher = _call(_searcher_open, os.fsencode(index))

    def search(self, text, limit=10, cursor=""):
        """A page as a dict: what dateline-search --format json prints."""
        query = _query_new(text.encode())
        page = None
        try:
            _query_set_limit(query, limit)
            _query_set_cursor(query, cursor.encode())
            page = _call(_search, self._searcher, query)
            return json.loads(_page_json(page))
        finally:
            _page_free(page)
            _query_free(query)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        _searcher_close(self._searcher)


class Indexer:
    """The one writer of an index; what is added is visible after publish()."""

    def __init__(self, index):
        self._indexer = _call(_indexer_open, os.fsencode(index), None, 0)

    def add(self, key, **fields):
        document = _document_new(key.encode())
        try:
            for name, value in fields.items():
                _call(_document_set, document, name.encode(), value.encode())
            _call(_indexer_add, self._indexer, document)
        finally:
            _document_free(document)

    def publish(self):
        return _call(_indexer_publish, self._indexer)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        _indexer_close(self._indexer)


def marked(snippet):
    """The snippet's text with [ ] around the matched words; marks are offsets into its UTF-8."""
    text, end, parts = snippet["text"].encode(), 0, []
    for offset, length in snippet["marks"]:
        parts += [text[end:offset], b"[", text[offset:offset + length], b"]"]
        end = offset + length
    return b"".join(parts + [text[end:]]).decode()


def main():
    index, query = sys.argv[1:]
    with Indexer(index) as indexer:
        indexer.add("harbour-2024-05-14", date="2024-05-14",
                    title="Harbour cities renew their agreement",
                    text="Odesa and Istanbul renewed an agreement of 2002.")
        indexer.add("kitchen-2024-05-15", date="2024-05-15", title="How to roast a turkey",
                    text="The bird wants two hours.")
        indexer.publish()
    with Searcher(index) as searcher:
        for hit in searcher.search(query)["hits"]:
            print(hit["rank"], hit["date"], hit["key"], hit["title"])
            print("  ", marked(hit["snippet"]))


if __name__ == "__main__":
    try:
        main()
    except DatelineError as error:
        sys.exit(f"search_news.py: {error}")
