# The nightly run of contrib/ without systemd and cron: its files with paths of a test's own, and their command lines. Sourced, never run.

# nightly_files SOURCE BUILD FOLDER: the files as they are installed, in FOLDER/units; programs are those of BUILD, the index is in
# FOLDER/state, the input in FOLDER/news.
nightly_files() {
  local source=$1 build=$2 folder=$3 file
  mkdir -p "$folder/units" "$folder/state" "$folder/news"
  for file in "$build/contrib/systemd/dateline-index.service" "$source/contrib/systemd/dateline-index.timer" "$build/contrib/cron/dateline" \
    "$source/contrib/dateline.default"; do
    sed -e "s#[^ =]*/bin/dateline-index#$build/bin/dateline-index#" -e "s#/var/lib/dateline#$folder/state#g" -e "s#/srv/news#$folder/news#g" \
      -e "s#/etc/default/dateline#$folder/units/dateline.default#g" "$file" >"$folder/units/$(basename "$file")"
  done
}

# unit_setting FOLDER KEY: what follows KEY= in the service.
unit_setting() { sed -n "s/^$2=//p" "$1/units/dateline-index.service"; }

# run_service FOLDER: the service's environment, its EnvironmentFile, and its ExecStart.
run_service() (
  while read -r line; do export "${line?}"; done < <(unit_setting "$1" Environment)
  set -a
  # shellcheck disable=SC1091
  . "$1/units/dateline.default"
  set +a
  eval "exec $(unit_setting "$1" ExecStart)"
)

# run_cron_line FOLDER: the line without its five fields of time and its user, as cron runs it.
run_cron_line() { /bin/sh -c "$(grep -E '^[0-9]' "$1/units/dateline" | cut -d ' ' -f 7-)"; }
