#!/usr/bin/env bash
# Does libcsv give the fields of a CSV file with the spaces that stand in it, as RFC 4180 asks?
set -euo pipefail
version=3.0.3+dfsg-6
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq "libcsv-dev=$version" "libcsv3=$version" 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done

cat >main.c <<'C'
#include <csv.h>
#include <stdio.h>
#include <string.h>
static void field(void* text, size_t length, void* data) {
  (void)data;
  printf("<%.*s>", (int)length, (const char*)text);
}
static void row(int c, void* data) {
  (void)c;
  (void)data;
  printf("|");
}
int main(void) {
  const char* rows = "  port ,\" quoted \", last\n\nafter an empty line\n";
  struct csv_parser parser;
  csv_init(&parser, 0);
  csv_parse(&parser, rows, strlen(rows), field, row, NULL);
  csv_fini(&parser, field, row, NULL);
  csv_free(&parser);
  printf("\n");
  return 0;
}
C
library=$(find root -name 'libcsv.so.3*' -type f | head -1)
gcc -isystem root/usr/include main.c "$library" -Wl,-rpath,"$(dirname "$(realpath "$library")")" -o show
output=$(./show)

echo "VERSION libcsv-dev $version"
echo "BEHAVIOUR Unquoted fields lose the spaces around them, and an empty line is no row at all. RFC 4180 says that spaces are part"
echo "of a field; one would have guessed that they are kept by default, and that an empty line is a row with one empty field."
echo "$output"
[[ $output == '<port>< quoted ><last>|<after an empty line>|' ]]
