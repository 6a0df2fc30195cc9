#!/usr/bin/env bash
# The tables of formats in docs/inputs.md are those that dateline-index makes from its own, every row is filled, and
# every name of --format is a format.
#   formats_test.bash DATELINE_INDEX DOCS_INPUTS
set -euo pipefail
index=$1
page=$2
right=$("$index" formats --format markdown)
there=$(awk '/<!-- end of formats -->/ { inside = 0 } inside { print } /<!-- formats -->/ { inside = 1 }' "$page")
if [[ $right != "$there" ]]; then
  echo "FAILED: the tables between <!-- formats --> and <!-- end of formats --> in $page should be:" >&2
  printf '%s\n' "$right" >&2
  exit 1
fi
if grep -E '\| +\|' <<<"$right" >&2; then
  echo "FAILED: a format does not say how it is recognised, or where its date is from" >&2
  exit 1
fi
input=$(mktemp)
trap 'rm -f "$input"' EXIT
echo '{"id":"a","text":"t"}' >"$input"
names=$("$index" formats --format json | python3 -c 'import json, sys
for row in json.load(sys.stdin)["formats"]:
    assert row["recognised_by"] and row["date_from"] and row["help"], row
    print(row["name"])')
text=$("$index" formats)
for name in $names; do
  code=0
  "$index" read --quiet --format "$name" "$input" >/dev/null 2>&1 || code=$?
  ((code == 0 || code == 3)) || { echo "FAILED: --format $name is refused with $code" >&2; exit 1; }
  grep -q "^$name " <<<"$text" || { echo "FAILED: formats does not list $name" >&2; exit 1; }
done
