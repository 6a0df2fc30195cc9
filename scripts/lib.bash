# What the scripts share: messages, logged commands, and a build that is quiet. Sourced, never run.
# Messages go to stderr; stdout belongs to what a script was asked for.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
script_name=$(basename "$0")

say() { printf '%s: %s\n' "$script_name" "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# Prints a file's last lines, indented.
show_tail() { tail -n "${2:-30}" "$1" | sed 's/^/    /' >&2; }

# logged NAME COMMAND...: runs the command with its output in build/logs/NAME.log, which is shown only if it fails.
logged() {
  local log=$project/build/logs/$1.log
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 </dev/null && return
  say "failed: $*"
  show_tail "$log"
  die "the whole output is in $log"
}

# Reads ninja's "[done/total] ..." lines and says every quarter of the way.
say_quarters() {
  awk -v name="$script_name" '
    match($0, /^\[[0-9]+\/[0-9]+\]/) {
      split(substr($0, 2, RLENGTH - 2), n, "/")
      quarter = int(4 * n[1] / n[2])
      if (n[2] >= 20 && quarter > last && quarter < 4) {
        last = quarter
        printf "%s: built %d of %d\n", name, n[1], n[2] > "/dev/stderr"
      }
    }'
}

# Shows what ninja's log says of the first failures, without the lines of progress.
show_build_failures() {
  local failures
  failures=$(grep -a -A 40 -m 1 '^FAILED' "$1" | head -60) || failures=$(tail -n 30 "$1")
  sed 's/^/    /' <<<"$failures" >&2
}

# build PRESET TARGET...: configures and builds; on a terminal ninja draws its one line of progress.
build() {
  local preset=$1 log=$project/build/logs/build-$1.log
  shift
  logged "configure-$preset" cmake -S "$project" --preset "$preset"
  local command=(cmake --build "$project/build/$preset" --parallel "$(nproc)" --target "$@")
  if [[ -t 1 && -t 2 ]]; then
    "${command[@]}" || die "the build of preset $preset failed"
    return
  fi
  if ! NINJA_STATUS='[%f/%t] ' "${command[@]}" 2>&1 </dev/null | tee "$log" | say_quarters; then
    show_build_failures "$log"
    die "the build of preset $preset failed; the whole output is in $log"
  fi
}

# All C++ files of the project, NUL-terminated, in order.
source_files() {
  local folders=() folder
  for folder in common indexer searcher server evaluation bindings tests bench docs; do
    [[ -d $project/$folder ]] && folders+=("$project/$folder")
  done
  find "${folders[@]}" -type f \( -name '*.cpp' -o -name '*.hpp' \) -print0 | sort -z
}
