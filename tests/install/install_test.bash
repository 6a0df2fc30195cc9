#!/usr/bin/env bash
# Installs the build into a scratch prefix and uses it from there: docs/examples by CMake, with the static and, where there
# is one, the shared library, by pkg-config, and the same queries by every way in.
#   install_test.bash SOURCE_DIR BUILD_DIR
set -euo pipefail
source_dir=$1
build_dir=$2
examples=$source_dir/docs/examples
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=$scratch/prefix
news=$'harbour-2024-05-14\t2024-05-14\tHarbour cities renew their agreement\tOdesa and Istanbul renewed an agreement of 2002.'

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
    include/dateline/indexer.hpp include/dateline/searcher.hpp include/dateline/date.hpp include/dateline.h; do
    [[ -f $prefix/$file ]] || fail "$file was not installed"
  done
}

# build_examples FOLDER [CMAKE_ARGUMENT...]
build_examples() {
  local folder=$1
  shift
  quietly cmake -G Ninja -S "$examples" -B "$folder" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_BUILD_TYPE=Debug \
    -DCMAKE_CXX_FLAGS='-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror' -DCMAKE_C_FLAGS='-Wall -Wextra -Wpedantic -Werror' "$@"
  quietly cmake --build "$folder" --parallel 2
}

# What the compiler read for the examples: Dateline's public headers, and neither Xapian's nor RocksDB's nor internal ones.
examples_see_public_headers_only() {
  local headers
  headers=$(ninja -C "$1" -t deps)
  grep -q "$prefix/include/dateline/searcher.hpp" <<<"$headers" || fail 'the examples did not use the installed headers'
  ! grep -E "xapian|rocksdb|$source_dir/(common|indexer|searcher|bindings)/" <<<"$headers" >&2 ||
    fail 'the examples see headers that should stay inside'
}

# answers ADD-PROGRAM SEARCH-PROGRAM INDEX: what one writes the other finds.
answers() {
  [[ $("$1" "$3" <<<"$news") == 'generation 1: 1 added, '* ]] || fail "$1 did not add the document"
  [[ $("$2" "$3" 'istanbul agreement 2002') == '1 2024-05-14 harbour-2024-05-14'* ]] ||
    fail "$2 does not find the document"
}

# examples_work FOLDER: all programs of it.
examples_work() {
  local index=$1/news.idx
  answers "$1/add_news" "$1/search_news" "$index"
  [[ $("$1/search_news_c" "$index" istanbul) == *'Odesa and Istanbul'* ]] || fail 'the C program does not find the document'
  [[ $(printf 'istanbul\nnowhere\n(\n' | "$1/answer_queries" "$index" 2 | sort | cut -c1-30) == \
    $'(\t'*$'istanbul\t1\tharbour-2024-05-1'*$'nowhere\t0\t' ]] || fail 'the pool of threads answers wrongly'
}

# says COMMAND... -- TEXT: what the command prints holds the text.
says() {
  local output command=()
  while [[ $1 != -- ]]; do command+=("$1"); shift; done
  output=$("${command[@]}") || fail "${command[*]}"
  [[ $output == *"$2"* ]] || fail "${command[*]} does not say: $2"$'\n'"$output"
}

# examples_answer FOLDER INDEX: each program answers its question about the sample news.
examples_answer() {
  local wreck=nw/2014-02-15-alder-bay-refloated
  says "$1/filter_and_count" "$2" alder 2014 2016 -- $'all\t7\nCalder Valley Courier\t3\n'
  says "$1/show_timeline" "$2" '"spring tide"' -- '2014-02 ######################################## 4'
  says "$1/page_through" "$2" '"spring tide"' 3 -- $'\npage 2\n4 2014-02-'
  says "$1/highlight_matches" "$2" "spring key:$wreck" -- '<h1>Alder Bay floats free on <mark>spring</mark> tide</h1>'
  says "$1/suggest_queries" "$2" 'spring ti' -- 'search spring tide ('
  says "$1/find_related" "$2" "$wreck" -- '2014-02-11 Ship aground on Saltmarsh Bank; no injuries'
  says "$1/explain_error" "$2" 'odesa +nowhereatall' -- 'nowhereatall: 0'
  [[ $("$1/explain_error" "$2" 'odesa titel:turkey' || true) == *$'  odesa titel:turkey\n        ^\n'*'did you mean: odesa title:turkey' ]] ||
    fail 'explain_error does not point at the mistake'
}

# nightly_update_works PROGRAM: a good record, a bad one, and then the good one is gone.
nightly_update_works() {
  local index=$scratch/nightly.idx input=$scratch/nightly code=0
  mkdir -p "$input"
  printf '{"id":"a","text":"A ferry."}\n{"id":"b","text":"A quay."}\n' >"$input/good.jsonl"
  says "$1" "$index" "$input" -- 'generation 1: 2 added, 0 replaced, 0 removed, 0 rejected'
  printf '{"id":"c","text":"A pier."\n' >"$input/bad.jsonl"
  "$1" "$index" "$input" >/dev/null 2>"$scratch/rejects" || code=$?
  [[ $code == 3 ]] || fail "a reject ended the update with exit code $code"
  grep -q 'bad.jsonl:1: truncated: ' "$scratch/rejects" || fail 'the update does not name the reject'
}

# The shared library has its soname, shows the interface, and hides everything below it.
shared_library_shows_its_interface_only() {
  local library shown
  library=$(find "$prefix" -name 'libdateline.so' )
  # Not in a pipe: grep -q ends at its first find, which could kill the program before it.
  grep -qE 'SONAME.*\[libdateline\.so\.[0-9]+\.[0-9]+\]' <<<"$(readelf -d "$library")" || fail 'libdateline.so has no versioned soname'
  grep -q 'libdateline\.so\.' <<<"$(ldd "$1/search_news")" || fail 'search_news is not linked with the shared library'
  shown=$(nm -DC --defined-only "$library" | awk '{ $1 = $2 = ""; print }')
  grep -q 'dateline::Searcher::search(' <<<"$shown" || fail 'libdateline.so does not show Searcher::search'
  grep -q 'dateline::parse_date(' <<<"$shown" || fail 'libdateline.so does not show parse_date'
  ! grep -E '^ *dateline::(parse_query|Analyzer|Store|SegmentSet|Session|make_plan|[A-Za-z]*::Impl)\b' <<<"$shown" >&2 ||
    fail 'libdateline.so shows what is inside'
}

# build_with_pkg_config MODULE SOURCE PROGRAM: without CMake.
build_with_pkg_config() {
  local flags pc compiler=("${CXX:-c++}" -std=c++20)
  [[ $2 == *.cpp ]] || compiler=("${CC:-cc}" -std=c11)
  pc=$(dirname "$(find "$prefix" -name dateline-c.pc)")
  flags=$(PKG_CONFIG_PATH=$pc pkg-config --cflags --libs "dateline-$1")
  # shellcheck disable=SC2086
  quietly "${compiler[@]}" ${LDFLAGS-} "$examples/$2" -o "$scratch/$3" $flags
}

# pkg_config_works SUFFIX: "" or -static.
pkg_config_works() {
  build_with_pkg_config "indexer$1" add_news.cpp "add$1"
  build_with_pkg_config "searcher$1" search_news.cpp "search$1"
  answers "$scratch/add$1" "$scratch/search$1" "$scratch/by-pkg-config$1"
}

installed_program_runs() {
  [[ $("$prefix/bin/dateline-search" --index "$1" --format ndjson istanbul) == *harbour-2024-05-14* ]] ||
    fail 'the installed dateline-search does not find the document'
}

# The same queries on the sample news by C++, C, Python, HTTP and the page.
every_way_agrees() {
  quietly "$prefix/bin/dateline-index" update --quiet --index "$scratch/sample.idx" "$source_dir/data"
  quietly python3 -B "$source_dir/tests/install/every_way.py" "$prefix" "$1" "$scratch/sample.idx" \
    'Odesa Turkey cooperation 2002 agreement' 'harbour -ferry' '"grain corridor" OR title:turkey date:2002..2024'
}

quietly cmake --install "$build_dir" --prefix "$prefix"
installed_files_are_there
build_examples "$scratch/static" -Ddateline_USE_STATIC_LIBS=ON
examples_see_public_headers_only "$scratch/static"
examples_work "$scratch/static"
installed_program_runs "$scratch/static/news.idx"
LD_LIBRARY_PATH=$(dirname "$(find "$prefix" -name libdateline_c.so)")
export LD_LIBRARY_PATH
if [[ -e $LD_LIBRARY_PATH/libdateline.so ]]; then
  build_examples "$scratch/shared"
  examples_work "$scratch/shared"
  shared_library_shows_its_interface_only "$scratch/shared"
  pkg_config_works -static
fi
every_way_agrees "$scratch/static"
examples_answer "$scratch/static" "$scratch/sample.idx"
nightly_update_works "$scratch/static/update_nightly"
pkg_config_works ''
build_with_pkg_config c search_news.c search_c
[[ $("$scratch/search_c" "$scratch/by-pkg-config" istanbul) == *'Odesa and Istanbul'* ]] || fail 'pkg-config dateline-c does not work'
