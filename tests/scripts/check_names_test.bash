#!/usr/bin/env bash
# scripts/check-names passes what the language allows and finds two types of one name.
set -euo pipefail
check=$1/scripts/check-names
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch"/{common,indexer,searcher}

cat >"$scratch/common/allowed.hpp" <<'END'
class Word;
class Word {
};
template <>
struct Guarded<void> {
};
struct Word::Parts {
};
END
printf 'namespace dateline {\nnamespace {\nclass Word {\n};\n}  // namespace\n}  // namespace dateline\n' >"$scratch/indexer/own.cpp"
"$check" "$scratch" || { echo "FAILED: what is allowed was refused" >&2; exit 1; }

printf 'namespace dateline::other {\nstruct Word {\n};\n}\n' >"$scratch/searcher/other.hpp"
"$check" "$scratch" || { echo "FAILED: one name in two namespaces was refused" >&2; exit 1; }

printf 'struct Word final {\n};\n' >"$scratch/searcher/clash.hpp"
if "$check" "$scratch" >"$scratch/messages"; then
  echo "FAILED: two types of one name passed" >&2
  exit 1
fi
grep -q 'clash.hpp:1: ::Word is also defined in common/allowed.hpp:2' "$scratch/messages"
