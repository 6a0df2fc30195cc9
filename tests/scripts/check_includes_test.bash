#!/usr/bin/env bash
# scripts/check-includes passes a clean tree and finds each kind of fault: one scratch tree per case.
set -euo pipefail
check=$1/scripts/check-includes
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0

# A tree that breaks no rule.
make_tree() {
  rm -rf "$scratch/tree"
  mkdir -p "$scratch"/tree/{common,indexer,searcher}/include/dateline "$scratch/tree/cmake"
  cd "$scratch/tree"
  echo '#include <string>' >common/include/dateline/date.hpp
  echo '#include "dateline/date.hpp"' >indexer/include/dateline/indexer.hpp
  echo '#include "dateline/date.hpp"' >searcher/include/dateline/searcher.hpp
  echo '#include <xapian.h>' >searcher/matcher.cpp
  echo '#include "common/store.hpp"' >indexer/writer.cpp
  mkdir -p searcher/cli server/route
  printf '#include "%s"\n' dateline/searcher.hpp common/base/utf8.hpp common/cli/report.hpp searcher/cli/options.hpp \
    >searcher/cli/main.cpp
  printf '#include "%s"\n' dateline/searcher.hpp server/route/router.hpp >server/route/router.cpp
  echo 'dateline_library(indexer LINK_PUBLIC dateline::common)' >indexer/CMakeLists.txt
}

# expect CODE NAME: what the check says of the tree as it is.
expect() {
  local code=0
  "$check" "$scratch/tree" 2>"$scratch/messages" || code=$?
  ((code == $1)) && return
  echo "FAILED: $2: exit code $code, not $1" >&2
  cat "$scratch/messages" >&2
  failures=$((failures + 1))
}

# finds NAME FILE LINES [FILE LINES]...: a clean tree with these lines in these files is refused.
finds() {
  local name=$1
  make_tree
  shift
  while (($# > 0)); do
    mkdir -p "$(dirname "$1")"
    echo "$2" >>"$1"
    shift 2
  done
  expect 1 "$name"
}

make_tree
expect 0 'a clean tree passes'
finds 'common includes an indexer file' common/store.cpp '#include "indexer/writer.hpp"'
finds 'common includes the public searcher header' common/store.cpp '#include <dateline/searcher.hpp>'
finds 'the indexer includes a searcher file' indexer/build/a.hpp '#include "searcher/query/ast.hpp"'
finds 'the indexer includes the public searcher header' indexer/writer.cpp '#  include "dateline/searcher.hpp"'
finds 'the searcher includes the public indexer header' searcher/matcher.cpp '#include "dateline/indexer.hpp"'
finds 'the indexer links the searcher' indexer/CMakeLists.txt 'target_link_libraries(x dateline::searcher)'
finds 'a public header includes Xapian' searcher/include/dateline/searcher.hpp '#include <xapian.h>'
finds 'a public header includes RocksDB' common/include/dateline/date.hpp '#include <rocksdb/db.h>'
finds 'a public header includes an internal header' indexer/include/dateline/indexer.hpp '#include "common/store.hpp"'
finds 'an include through the parent folder' searcher/matcher.cpp '#include "../common/store.hpp"'
finds 'a globbed list of sources' indexer/CMakeLists.txt 'file(GLOB sources *.cpp)'
finds 'a program of the searcher includes its internals' searcher/cli/main.cpp '#include "searcher/query/ast.hpp"'
finds 'the server includes an internal header of common' server/route/router.cpp '#include "common/date/clock.hpp"'
finds 'the server includes a program of the searcher' server/route/router.cpp '#include "searcher/cli/options.hpp"'
finds 'the evaluation includes internals' evaluation/report.cpp '#  include "searcher/output/styled_text.hpp"'
finds 'the C interface includes internals of the indexer' bindings/c/index.cpp '#include "indexer/readers/base/reader.hpp"'
finds 'a folder that includes the one below it' searcher/plan/plan.hpp '#include "searcher/verify/verifier.hpp"
#include "searcher/plan/deep/a.hpp"' searcher/plan/deep/a.hpp '#include "searcher/plan/plan.hpp"'
finds 'three folders in a circle' searcher/a/a.hpp '#include "searcher/b/b.hpp"' \
  searcher/b/b.hpp '#include "searcher/c/c.hpp"' searcher/c/c.cpp '#include "searcher/a/a.hpp"'
((failures == 0))
