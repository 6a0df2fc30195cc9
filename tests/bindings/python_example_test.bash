#!/usr/bin/env bash
# The Python example indexes and finds, and says what is wrong with a query.
#   python_example_test.bash PYTHON LIBRARY SOURCE_DIR
set -euo pipefail
python=$1
export DATELINE_LIBRARY=$2
example=$3/docs/examples/python/search_news.py
index=$(mktemp -d)
trap 'rm -rf "$index"' EXIT

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

output=$("$python" "$example" "$index/news.idx" 'istanbul agreement')
[[ $(head -1 <<<"$output") == '1 2024-05-14 harbour-2024-05-14 Harbour cities renew their agreement' ]] ||
  fail "the example found: $output"
[[ $output == *'[Istanbul]'* ]] || fail "no word is marked: $output"
if "$python" "$example" "$index/news.idx" '(istanbul' 2>"$index/errors"; then fail 'a bad query is no error'; fi
grep -q 'at byte' "$index/errors" || fail "the error does not say where: $(cat "$index/errors")"
