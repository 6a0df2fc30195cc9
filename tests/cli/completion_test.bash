#!/usr/bin/env bash
# What bash, with the completion script that a program writes, offers after a prefix.
#   completion_test.bash PROGRAMS_FOLDER
set -euo pipefail
programs=$1
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
mkdir 'news folder'
touch story.txt

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# offers WORDS... -- EXPECTED...: the last of WORDS is the one to complete; each EXPECTED must be offered.
offers() {
  local expected offered
  COMP_WORDS=()
  while [[ $1 != == ]]; do
    COMP_WORDS+=("$1")
    shift
  done
  shift
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  COMPREPLY=()
  "_${COMP_WORDS[0]//-/_}" 2>/dev/null # compopt complains outside of a completion
  offered=$(printf '%s\n' "${COMPREPLY[@]}")
  for expected; do
    if [[ $expected == !* ]]; then
      ! grep -qxF -e "${expected#!}" <<<"$offered" || fail "${COMP_WORDS[*]} offers ${expected#!}"
    else
      grep -qxF -e "$expected" <<<"$offered" || fail "${COMP_WORDS[*]} does not offer $expected but: $offered"
    fi
  done
}

# compopt fails where no completion runs, as here.
compopt() { :; }

for program in dateline-eval dateline-index dateline-search dateline-serve; do
  source <("$programs/$program" --completion bash)
  complete -p "$program" >/dev/null || fail "$program is not completed"
done

offers dateline-search --li == --limit '!--index'
offers dateline-search -- == --index --limit --sort --help --version
offers dateline-search --sort '' == relevance newest oldest
offers dateline-search --timeline m == month '!day'
offers dateline-search --index n == 'news folder' '!story.txt'
offers dateline-search --limit '' == '!story.txt'
offers dateline-serve --li == --listen
offers dateline-index '' == update remove stats check export
offers dateline-index up == update '!stats'
offers dateline-index update --stri == --strict
offers dateline-index update s == story.txt
offers dateline-index formats --format '' == text json markdown
offers dateline-index read s == story.txt
offers dateline-index read --enc == --encoding '!--index'
offers dateline-index update --index news.idx --jo == --jobs
offers dateline-index stats --format '' == text json
offers dateline-index stats --st == '!--strict'

# The other shells' scripts at least parse, where there is such a shell.
for program in dateline-eval dateline-index dateline-search dateline-serve; do
  for shell in zsh fish; do
    "$programs/$program" --completion "$shell" >script || fail "$program --completion $shell"
    grep -q -e limit -e jobs -e listen -e depth script || fail "the $shell script of $program lacks options"
    ! command -v "$shell" >/dev/null || "$shell" -n script || fail "the $shell script of $program does not parse"
  done
  code=0
  "$programs/$program" --completion tcsh 2>/dev/null || code=$?
  ((code == 2)) || fail "an unknown shell gives exit code $code"
done
