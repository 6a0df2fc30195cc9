#!/usr/bin/env bash
# Every option in a program's help is in its manual page, and every option there is in the help. The example of
# dateline-config(5) is one that every program reads.
#   manual_test.bash PROGRAMS_FOLDER MAN_FOLDER
set -euo pipefail
programs=$1
pages=$2
failed=0

# The help of a program and of its verbs.
whole_help() {
  local verb
  "$1" --help
  for verb in $("$1" --help | awk '/^Verbs:/ { inside = 1; next } /^$/ { inside = 0 } inside { print $1 }'); do
    "$1" "$verb" --help
  done
}

for page in "$pages"/*.1.scd; do
  program=$(basename "$page" .1.scd)
  in_help=$(whole_help "$programs/$program" | grep -oE '(^|[ ,])--[a-z][a-z-]+' | tr -d ' ,' | sort -u)
  in_page=$(grep -oE '\*--[a-z][a-z-]+' "$page" | tr -d '*' | sort -u)
  [[ $(wc -l <<<"$in_help") -gt 5 ]] || { echo "FAILED: $program --help shows no options" >&2; failed=1; }
  diff <(echo "$in_help") <(echo "$in_page") >&2 && continue
  echo "FAILED: options of $program: < in --help, > in $(basename "$page")" >&2
  failed=1
done
config=$(mktemp)
trap 'rm -f "$config"' EXIT
awk '/^# EXAMPLE/ { example = 1 } example && /^```/ { inside = !inside; next } inside' "$pages/dateline-config.5.scd" >"$config"
sed -i 's|^index = .*|index = "/dev/null/news.idx"|' "$config"
for command in 'dateline-search word' dateline-serve 'dateline-index stats'; do
  # shellcheck disable=SC2086
  message=$("$programs"/$command --config "$config" 2>&1 || true)
  [[ $message == *'/dev/null/news.idx'* && $message != *'configuration file'* ]] && continue
  echo "FAILED: $command with the example of dateline-config(5): $message" >&2
  failed=1
done
# part1-26: the sections that dateline-config(5) names are those that every program knows, and no verb is left out.
for verb in $("$programs/dateline-index" --help | awk '/^Verbs:/ { inside = 1; next } /^$/ { inside = 0 } inside { print $1 }') search serve; do
  printf 'index = "/dev/null/news.idx"\n[%s]\n' "$verb" >"$config"
  message=$("$programs/dateline-search" --config "$config" word 2>&1 || true)
  [[ $message == *'/dev/null/news.idx'* ]] || { echo "FAILED: section [$verb]: $message" >&2; failed=1; }
  grep -qF "*[$verb]*" "$pages/dateline-config.5.scd" || { echo "FAILED: dateline-config(5) does not name [$verb]" >&2; failed=1; }
done
exit "$failed"
