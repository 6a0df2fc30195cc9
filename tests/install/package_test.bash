#!/usr/bin/env bash
# Packs the programs and the shared libraries as Debian packages, unpacks them, indexes and searches with what is in them,
# and asks lintian, where it is installed, for errors. (The package with headers is left out: of a debug build its static
# libraries are large.)
#   package_test.bash SOURCE_DIR BUILD_DIR
set -euo pipefail
source_dir=$1
build_dir=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
root=$scratch/root

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# quietly COMMAND...: shows the output only of a command that fails.
quietly() { "$@" >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; fail "$*"; }; }

pack() {
  quietly cpack --config "$build_dir/CPackConfig.cmake" -G DEB -B "$scratch/packed" -D 'CPACK_COMPONENTS_ALL=programs;libraries' \
    -D CPACK_DEBIAN_COMPRESSION_TYPE=gzip
  programs=$(echo "$scratch"/packed/dateline_*.deb)
  libraries=$(echo "$scratch"/packed/libdateline_*.deb)
  [[ -f $programs && -f $libraries ]] || fail "packed were $(ls "$scratch/packed")"
}

unpack() {
  mkdir "$root"
  dpkg-deb -x "$programs" "$root"
  dpkg-deb -x "$libraries" "$root"
}

# has FILE...: below the unpacked root.
has() {
  local file
  for file; do
    [[ -e $root/$file ]] || fail "no package has $file"
  done
}

depends_on() { [[ $(dpkg-deb -f "$1" Depends) == *"$2"* ]] || fail "$1 does not depend on $2"; }

programs_work() {
  quietly "$root/usr/bin/dateline-index" update --index "$scratch/news.idx" "$source_dir/data/jsonl"
  [[ $("$root/usr/bin/dateline-search" --index "$scratch/news.idx" --format ndjson --limit 1 harbour) == '{"rank":1,'* ]] ||
    fail 'the packed programs do not find what they indexed'
}

lintian_finds_no_error() {
  if ! command -v lintian >/dev/null; then
    echo 'skipped: lintian is not installed' >&2
    return
  fi
  quietly lintian --allow-root --fail-on error "$programs" "$libraries"
}

pack
unpack
has usr/bin/dateline-{index,search,serve} usr/share/man/man1/dateline-search.1.gz usr/share/doc/dateline/copyright \
  usr/share/doc/dateline/changelog.gz usr/lib/systemd/system/dateline-index.timer usr/share/bash-completion/completions/dateline-index \
  usr/share/zsh/vendor-completions/_dateline-index usr/share/fish/vendor_completions.d/dateline-index.fish
[[ -n $(find "$root/usr/lib" -name 'libdateline_c.so.0') ]] || fail 'no package has libdateline_c.so.0'
grep -q '^ExecStart=/usr/bin/dateline-index ' "$root/usr/lib/systemd/system/dateline-index.service" ||
  fail 'the unit does not start the packed program'
depends_on "$programs" libxapian30
depends_on "$libraries" librocksdb
programs_work
lintian_finds_no_error
