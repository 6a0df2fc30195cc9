#!/usr/bin/env bash
# Indexes that released versions made, one for each version of format and analysis: they are opened, or refused with a hint
# that works. Each archive holds one folder, an index of the 49 documents of data/jsonl as its version made it.
#   old_indexes_test.bash PROGRAMS_FOLDER ARCHIVES_FOLDER
set -euo pipefail
programs=$1
archives=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
documents=49
query='"spring tide" alder'
best=nw/2014-02-15-alder-bay-refloated

fail() {
  echo "FAILED: $1" >&2
  exit 1
}

# search INDEX: its exit code; the key of the first hit goes to $scratch/key, messages to $scratch/errors.
search() {
  local code=0
  "$programs/dateline-search" --index "$1" --limit 1 --format trec "$query" >"$scratch/hits" 2>"$scratch/errors" || code=$?
  awk '{ print $3 }' "$scratch/hits" >"$scratch/key"
  return "$code"
}

for archive in "$archives"/*.tar.gz; do
  name=$(basename "$archive" .tar.gz)
  index=$scratch/$name
  tar -xzf "$archive" -C "$scratch"
  count=$("$programs/dateline-index" export --index "$index" 2>/dev/null | wc -l)
  ((count == documents)) || fail "$name: export gives $count documents, not $documents"
  code=0
  search "$index" || code=$?
  if ((code == 11)); then
    grep -q 'dateline-index rebuild' "$scratch/errors" || fail "$name is refused without a hint: $(cat "$scratch/errors")"
    "$programs/dateline-index" rebuild --quiet --index "$index" || fail "$name: rebuild does not take it over"
    code=0
    search "$index" || code=$?
  fi
  ((code == 0)) || fail "$name: a search ends with $code: $(cat "$scratch/errors")"
  [[ $(cat "$scratch/key") == "$best" ]] || fail "$name: the first hit is $(cat "$scratch/key"), not $best"
  "$programs/dateline-index" check --full --index "$index" >"$scratch/check" 2>&1 || fail "$name: $(cat "$scratch/check")"
done
