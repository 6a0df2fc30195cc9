#!/usr/bin/env bash
# A header of several encoded words in base64, each padded by itself: does GMime join what they say (RFC 2047, section 6.2)?
set -euo pipefail
version=3.2.13+dfsg-2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq "libgmime-3.0-dev=$version" "libgmime-3.0-0=$version" 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
# GLib is the system's.
pkg-config --exists gobject-2.0 || { echo "needs libglib2.0-dev installed" >&2; exit 2; }

cat >main.c <<'C'
#include <gmime/gmime.h>
#include <stdio.h>
static void show(const char* header) {
  char* text = g_mime_utils_header_decode_text(NULL, header);
  printf("%s -> %s\n", header, text);
  g_free(text);
}
int main(void) {
  g_mime_init();
  show("=?utf-8?b?YWI=?=");
  show("=?utf-8?b?YWI=?= =?utf-8?b?Y2Q=?=");
  show("=?utf-8?q?ab?= =?utf-8?q?cd?=");
  g_mime_shutdown();
  return 0;
}
C
library=$(realpath "$(find root -name 'libgmime-3.0.so.0.*' -type f)")
# shellcheck disable=SC2046
gcc -isystem root/usr/include/gmime-3.0 main.c "$library" $(pkg-config --cflags --libs gobject-2.0) -Wl,-rpath,"$folder" -o show
ln -s "$library" "$folder/libgmime-3.0.so.0"
output=$(./show)

echo "VERSION libgmime-3.0-dev $version"
echo "BEHAVIOUR Two encoded words in base64 side by side, of which the first ends with a padding =, give the first one's text alone;"
echo "the same in quoted-printable gives both. One would have guessed that each word is decoded by itself, as RFC 2047 says."
echo "$output"
[[ $output == *'=?utf-8?b?YWI=?= =?utf-8?b?Y2Q=?= -> ab'$'\n'* && $output == *'=?utf-8?q?cd?= -> abcd' ]]
