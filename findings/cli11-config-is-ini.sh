#!/usr/bin/env bash
# CLI11's default configuration format is called TOML. What does it make of three lines of TOML?
set -euo pipefail
version=2.1.2+ds-1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq "libcli11-dev=$version" 2>/dev/null
dpkg -x libcli11-dev_*.deb root

cat >main.cpp <<'CPP'
#include <CLI/CLI.hpp>
#include <iostream>
int main(int argc, char** argv) {
  CLI::App app;
  std::string label, tone;
  app.set_config("--config");
  app.add_option("--label", label);
  CLI::App* paint = app.add_subcommand("paint");
  paint->add_option("--tone", tone);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Error& error) {
    std::cout << "error: " << error.what() << "\n";
  }
  std::cout << "label=" << label << " tone=" << tone << "\n";
}
CPP
g++ -std=c++17 -isystem root/usr/include main.cpp -o read

printf 'label = "Weber # Daughters"\n' >hash.toml
printf '[paint]\ntone = "blue"\n' >plain.toml
printf '[paint] # how it is painted\ntone = "blue"\n' >header.toml
printf 'label = "\\u00fcber"\n' >escape.toml
hash=$(./read --config hash.toml)
plain=$(./read --config plain.toml paint)
header=$(./read --config header.toml paint)
escape=$(./read --config escape.toml)

echo "VERSION libcli11-dev $version"
echo "BEHAVIOUR A # inside a string ends it, a comment after a section's header makes the section unknown, and \\u00fc stays"
echo "as it is written. One would have guessed what a TOML parser reads: the whole string, the section, and a letter."
printf 'hash.toml: %s\nplain.toml: %s\nheader.toml: %s\nescape.toml: %s\n' "$hash" "$plain" "$header" "$escape"
[[ $plain == *'tone=blue'* && $hash != *'Weber # Daughters'* && $header != *'tone=blue'* && $escape != *'über'* ]]
