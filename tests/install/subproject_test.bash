#!/usr/bin/env bash
# Configures a project that has Dateline as a subfolder, and compiles that project's own files. The libraries are not built
# once more: that they link is shown by install_test.
#   subproject_test.bash SOURCE_DIR
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# quietly COMMAND...: shows the output only of a command that fails.
quietly() { "$@" >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; echo "FAILED: $*" >&2; exit 1; }; }

quietly cmake -G Ninja -S "$1/tests/install/subproject" -B "$scratch/build" -DDATELINE_SOURCE="$1" -DCMAKE_BUILD_TYPE=Debug
mapfile -t objects < <(ninja -C "$scratch/build" -t targets all | grep -oE '^CMakeFiles/(search|add)_news\.dir/.*\.o')
((${#objects[@]} == 2)) || { echo "FAILED: the parent's objects are not in its build" >&2; exit 1; }
quietly ninja -C "$scratch/build" -j 2 "${objects[@]}"
