#!/usr/bin/env bash
# nightly_run_test.bash SOURCE BUILD: the units and the cron line of contrib/ say what systemd and cron understand, are as locked up
# as they claim to be, and their command lines do a night's work.
set -euo pipefail
source=$1 build=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
source "$source/tests/support/nightly_service.bash"
failures=0

fail() {
  printf 'nightly_run_test: %s\n' "$*" >&2
  failures=$((failures + 1))
}

check_units() {
  if ! command -v systemd-analyze >/dev/null; then
    echo "nightly_run_test: WARNING: there is no systemd-analyze: the units were not checked" >&2
    return
  fi
  local unit=$scratch/units/dateline-index
  systemd-analyze verify --man=no "$unit.service" "$unit.timer" || fail "systemd does not understand the units"
  systemd-analyze security --offline=true --threshold=25 "$unit.service" >"$scratch/security" ||
    fail "the service is exposed by more than 2.5: $(tail -1 "$scratch/security")"
}

check_schedule() {
  local timer=$scratch/units/dateline-index.timer wanted
  for wanted in OnCalendar=daily Persistent=yes RandomizedDelaySec=1h; do
    grep -qx "$wanted" "$timer" || fail "the timer lacks $wanted"
  done
  [[ $(unit_setting "$scratch" IOSchedulingClass) == idle ]] || fail "the service does not leave the disk to searches"
  [[ $(unit_setting "$scratch" SuccessExitStatus) == "3 143" ]] || fail "rejects would count as a failure of the service"
}

# expect_documents COUNT
expect_documents() {
  local found
  found=$("$build/bin/dateline-index" stats --index "$scratch/state/news.idx" --format json | sed -n 's/^ *"documents": \([0-9]*\),*$/\1/p')
  [[ $found == "$1" ]] || fail "the index holds ${found:-no} documents instead of $1"
}

check_nights() {
  local count code=0
  run_service "$scratch" 2>"$scratch/talk" || fail "the service's command fails: $(cat "$scratch/talk")"
  count=$(sed -n 's/^ *"added": \([0-9]*\),*$/\1/p' "$scratch/state/last-run.json")
  ((count > 0)) || fail "the service's command adds nothing"
  expect_documents "$count"
  printf 'date 2024-05-14\nA ferry to Odesa.\n' >"$scratch/news/new.txt"
  run_cron_line "$scratch" >"$scratch/mail" 2>&1 || fail "the cron line fails: $(cat "$scratch/mail")"
  [[ ! -s $scratch/mail ]] || fail "the cron line would send mail: $(cat "$scratch/mail")"
  expect_documents $((count + 1))
  printf '{"id": 1}\n' >"$scratch/news/bad.jsonl"
  run_service "$scratch" 2>/dev/null || code=$?
  ((code == 3)) || fail "a night with a reject ends with $code instead of 3"
  run_cron_line "$scratch" >"$scratch/mail" 2>&1 || fail "the cron line fails because of a reject"
  [[ -s $scratch/mail ]] || fail "the cron line does not tell of a reject"
}

# part1-24: input that is not mounted is a failure that the service, cron and the metric show.
check_missing_input() {
  local code=0 before after metrics=$scratch/state/m.prom
  sed -i "s#^DATELINE_UPDATE_OPTIONS=.*#DATELINE_UPDATE_OPTIONS='--prune --metrics $metrics'#" "$scratch/units/dateline.default"
  rm -f "$scratch/news/bad.jsonl"
  run_service "$scratch" 2>"$scratch/talk" || fail "a night with --metrics fails: $(cat "$scratch/talk")"
  sed -i 's/^\(dateline_update_last_success_timestamp_seconds\) .*/\1 1700000000/' "$metrics"
  before=$("$build/bin/dateline-index" export --quiet --index "$scratch/state/news.idx" | cksum)
  mv "$scratch/news" "$scratch/unmounted"
  run_service "$scratch" 2>/dev/null || code=$?
  ((code == 2)) || fail "a night without its input ends with $code instead of 2"
  [[ " $(unit_setting "$scratch" SuccessExitStatus) " != *" $code "* ]] || fail "the service counts that as success"
  run_cron_line "$scratch" >"$scratch/mail" 2>&1 && fail "the cron line counts a night without its input as success"
  grep -q "no such file or folder: $scratch/news" "$scratch/mail" || fail "cron's mail does not name the input: $(cat "$scratch/mail")"
  grep -qx 'dateline_update_last_success_timestamp_seconds 1700000000' "$metrics" || fail "the metric of the last success moves without input"
  grep -qx 'dateline_update_exit_code 2' "$metrics" || fail "the metric of the exit code says something else than 2"
  mkdir "$scratch/news"
  code=0
  run_service "$scratch" 2>/dev/null || code=$?
  ((code == 5)) || fail "a night with an empty place for a mount ends with $code instead of 5"
  after=$("$build/bin/dateline-index" export --quiet --index "$scratch/state/news.idx" | cksum)
  [[ $before == "$after" ]] || fail "a night without its input changes the index"
}

nightly_files "$source" "$build" "$scratch"
cp "$source"/data/text/*/*.txt "$scratch/news"
check_units
check_schedule
check_nights
check_missing_input
((failures == 0))
