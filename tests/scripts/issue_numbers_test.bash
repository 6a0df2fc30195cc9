#!/usr/bin/env bash
# Issues that list faults by number have a test for each: its tag or a comment names it, as in [part1-04].
#   issue_numbers_test.bash TESTS_FOLDER
set -euo pipefail
tests=$1
missing=()

# expect ISSUE LAST: numbers 1 to LAST.
expect() {
  local number
  for number in $(seq -w 1 "$2"); do
    grep -rqE --include='*_test.cpp' --include='*_test.bash' "(\[|# )$1-$number\b" "$tests" || missing+=("$1-$number")
  done
}

expect part1 32
((${#missing[@]} == 0)) || { echo "FAILED: no test is tagged with: ${missing[*]}" >&2; exit 1; }
