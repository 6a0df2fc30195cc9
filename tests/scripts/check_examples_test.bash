#!/usr/bin/env bash
# scripts/check-examples accepts examples that run as written, and finds those that do not.
set -euo pipefail
project=$1
programs=$2/bin
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0

# expect CODE NAME: the page on stdin is checked with this outcome.
expect() {
  local code=0
  sed 's/^|//' >"$scratch/page.md"
  "$project/scripts/check-examples" --programs "$programs" "$scratch/page.md" 2>"$scratch/messages" || code=$?
  ((code == $1)) && return
  echo "FAILED: $2: exit code $code, not $1" >&2
  cat "$scratch/messages" >&2
  failures=$((failures + 1))
}

expect 0 'commands, state, output, wildcards and figures' <<'END'
|```console
|$ cd data; name=world
|$ echo "hello $name"; echo 'took 17 ms'; echo '[x] *'
|hello world
|took 3.5 ms
|[x] *
|$ printf '%s\n' one two three \
>   four
|one
|...
|four
|$ echo 0.314159 is a score
|... is a score
|$ false  # exit 1
|```
|```sh
|not run at all
|```
|```cpp
|#include <dateline/searcher.hpp>
|int main() { return dateline::Query{}.limit == 10 ? 0 : 1; }
|```
END
expect 1 'a command that fails' <<'END'
|```console
|$ false
|```
END
expect 1 'a command that does not fail as noted' <<'END'
|```console
|$ true  # exit 1
|```
END
expect 1 'another output' <<'END'
|```console
|$ echo hello
|goodbye
|```
END
expect 1 'output that is longer than what is shown' <<'END'
|```console
|$ echo hello; echo world
|hello
|```
END
expect 1 'output that is shorter than what is shown' <<'END'
|```console
|$ echo hello
|hello
|world
|```
END
expect 1 'a C++ example that does not compile' <<'END'
|```cpp
|#include <dateline/searcher.hpp>
|int main() { return dateline::Query{}.no_such_member; }
|```
END
((failures == 0))
