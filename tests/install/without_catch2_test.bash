#!/usr/bin/env bash
# part1-31: a machine without Catch2 builds all that is installed: the tests are left out, or asked for and refused with a hint.
#   without_catch2_test.bash PROJECT_FOLDER
set -euo pipefail
project=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
  echo "FAILED: $1" >&2
  exit 1
}

# configure NAME ARGUMENT...: its output is $scratch/NAME.log.
configure() {
  local name=$1
  shift
  cmake -S "$project" -B "$scratch/$name" -G Ninja -DCMAKE_DISABLE_FIND_PACKAGE_Catch2=ON "$@" >"$scratch/$name.log" 2>&1
}

configure left_out || fail "configuring without Catch2 ends with $(tail -n 5 "$scratch/left_out.log")"
targets=$(cmake --build "$scratch/left_out" --target help)
grep -q dateline-installed <<<"$targets" || fail "there is no target dateline-installed"
! grep -q dateline_test_main <<<"$targets" || fail "tests are built where Catch2 is not found"
! configure asked_for -DDATELINE_TESTS=ON || fail "DATELINE_TESTS=ON is ignored where Catch2 is not found"
grep -q 'install catch2' "$scratch/asked_for.log" || fail "DATELINE_TESTS=ON without Catch2 does not say what to do"
