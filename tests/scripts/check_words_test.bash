#!/usr/bin/env bash
# scripts/check-words passes plain English and finds each of its words in documentation, headers, manual pages and messages.
set -euo pipefail
check=$1/scripts/check-words
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch"/{docs,man,scripts,common/include/dateline,searcher/include/dateline,indexer/readers,server/route,bindings/c/include}

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# finds FILE TEXT: the check fails with TEXT as the only line of FILE, and names the file. FILE is removed afterwards.
finds() {
  printf '%s\n' "$2" >"$scratch/$1"
  ! "$check" "$scratch" >"$scratch/messages" || fail "passed in $1: $2"
  grep -qF "$1:1: " "$scratch/messages" || fail "$1 is not named: $(cat "$scratch/messages")"
  rm "$scratch/$1"
}

# passes FILE TEXT
passes() {
  printf '%s\n' "$2" >"$scratch/$1"
  "$check" "$scratch" >"$scratch/messages" || fail "refused in $1: $2: $(cat "$scratch/messages")"
  rm "$scratch/$1"
}

passes README.md 'There is no index, and there are no documents; it is no longer kept. A blank line. about:blank'
passes README.md 'The day before; figure spaces; a recommended tool'
passes indexer/readers/walker.cpp '// What came is told behind the others.'
passes indexer/readers/walker.cpp 'const auto behind = failure(ErrorCode::io, "cannot read"); // anew'
passes indexer/readers/walker.cpp "const char quote = '\"', escaped = '\\\\'; const int behind = 1; // \"anew\""
passes indexer/readers/walker.cpp '#include "behind/anew.hpp"'
passes docs/behind.md 'The name of a file does not count.'

for text in 'behind it' 'Parted by tabs' 'built anew' 'this is no date' 'they were no documents' 'it shall' 'documents that came' 'it cannot be told' \
  'it heeds' 'the heir' 'telling terms' 'words that tell most' 'blanks around it' 'in figures' 'a slip of the pen' 'HTTP is spoken' \
  'exports of before' 'dead documents' 'mended'; do
  finds README.md "$text"
done
finds docs/page.md 'a page behind the first'
finds man/dateline-index.1.scd 'Builds them anew.'
finds common/include/dateline/date.hpp '/// Blanks are ignored.'
finds bindings/c/include/dateline.h '/* Freed behind that. */'
finds server/route/openapi.json '{"description": "Parted by an empty line."}'
finds indexer/readers/walker.cpp 'return failure(ErrorCode::usage, fmt::format("{}: this is no date", text));'
finds indexer/readers/walker.hpp 'constexpr const char* hint = "say \"one\", then behind";'
finds indexer/readers/walker.cpp 'const char* text = R"(what "came")";'

printf 'README.md: a ship behind the pier\n' >"$scratch/scripts/check-words.allow"
passes README.md '  a ship behind the pier'
finds README.md 'a ship behind the piers'
"$check" "$scratch" >"$scratch/messages" && fail 'an allowed line that is nowhere passed'
grep -q 'nothing needs this line: README.md: a ship behind the pier' "$scratch/messages"
