#!/usr/bin/env bash
# Installs the build into a scratch prefix and uses it from there, by CMake and by pkg-config.
#   install_test.bash SOURCE_DIR BUILD_DIR
set -euo pipefail
source_dir=$1
build_dir=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=$scratch/prefix

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# quietly COMMAND...: shows the output only of a command that fails.
quietly() { "$@" >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; fail "$*"; }; }

installed_files_are_there() {
  local file
  for file in bin/dateline-index bin/dateline-search share/man/man1/dateline-index.1 share/man/man1/dateline-search.1 \
    share/man/man5/dateline-config.5 share/man/man7/dateline-query.7 share/doc/dateline/LICENSE \
    include/dateline/indexer.hpp include/dateline/searcher.hpp include/dateline/date.hpp; do
    [[ -f $prefix/$file ]] || fail "$file was not installed"
  done
}

build_consumer() {
  quietly cmake -G Ninja -S "$source_dir/tests/install/consumer" -B "$scratch/consumer" \
    -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_BUILD_TYPE=Debug
  quietly cmake --build "$scratch/consumer" --parallel 2
}

# What the compiler read for the consumer: Dateline's public headers, and neither Xapian's nor RocksDB's nor internal ones.
consumer_sees_public_headers_only() {
  local headers
  headers=$(ninja -C "$scratch/consumer" -t deps)
  grep -q "$prefix/include/dateline/searcher.hpp" <<<"$headers" || fail 'the consumer did not use the installed headers'
  ! grep -E "xapian|rocksdb|$source_dir/(common|indexer|searcher)/" <<<"$headers" >&2 ||
    fail 'the consumer sees headers that should stay inside'
}

# answers INDEX-PROGRAM SEARCH-PROGRAM INDEX: what one writes the other finds.
answers() {
  quietly "$1" "$3"
  [[ $("$2" "$3" 'istanbul agreement 2002') == '1 2024-05-14 harbour-2024-05-14' ]] ||
    fail "$2 does not find the document"
}

# The same programs without CMake.
build_with_pkg_config() {
  local module=$1 program=$2 flags pc
  pc=$(dirname "$(find "$prefix" -name dateline-common.pc)")
  flags=$(PKG_CONFIG_PATH=$pc pkg-config --cflags --libs "dateline-$module")
  # shellcheck disable=SC2086
  quietly "${CXX:-c++}" -std=c++20 ${LDFLAGS-} "$source_dir/tests/install/consumer/$program.cpp" -o "$scratch/$program" $flags
}

installed_program_runs() {
  [[ $("$prefix/bin/dateline-search" --index "$scratch/by-cmake" --format ndjson istanbul) == *harbour-2024-05-14* ]] ||
    fail 'the installed dateline-search does not find the document'
}

quietly cmake --install "$build_dir" --prefix "$prefix"
installed_files_are_there
build_consumer
consumer_sees_public_headers_only
answers "$scratch/consumer/add_news" "$scratch/consumer/search_news" "$scratch/by-cmake"
build_with_pkg_config indexer add_news
build_with_pkg_config searcher search_news
answers "$scratch/add_news" "$scratch/search_news" "$scratch/by-pkg-config"
installed_program_runs
