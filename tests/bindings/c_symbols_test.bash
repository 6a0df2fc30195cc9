#!/usr/bin/env bash
# The symbols of libdateline_c.so are those that symbols.txt lists and dateline.h declares: programs rely on them.
#   c_symbols_test.bash LIBRARY BINDINGS_FOLDER
set -euo pipefail
library=$1
bindings=$2
expected=$(sort "$bindings/symbols.txt")

same() {
  diff <(printf '%s\n' "$expected") <(printf '%s\n' "$2") >&2 && return
  echo "FAILED: $1 has other symbols than symbols.txt (< listed, > there). A function may be added: list it. None may go." >&2
  exit 1
}

same "$library" "$(nm -D --defined-only "$library" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | sort)"
same dateline.h "$(grep -A 2 '^DATELINE_C_API' "$bindings/include/dateline.h" | grep -oE '\bdateline_[a-z_]+\(' | tr -d '(' | sort -u)"
