#!/usr/bin/env bash
# An option or positional of CLI11 that fills a vector<string>: does it get an argument in square brackets as it was typed?
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
  std::vector<std::string> names;
  std::string one;
  app.add_option("name", names);
  app.add_option("--one", one);
  CLI11_PARSE(app, argc, argv);
  for (const std::string& name : names) std::cout << '<' << name << '>';
  std::cout << " one=" << one << "\n";
}
CPP
g++ -std=c++17 -isystem root/usr/include main.cpp -o show

plain=$(./show './[2019]' --one '[a,b]')
bracketed=$(./show '[2019]' '[red,blue]')

echo "VERSION libcli11-dev $version"
echo "BEHAVIOUR For a vector, [2019] arrives as 2019 and [red,blue] as two values; a plain string keeps its brackets. One would"
echo "have guessed that a file called [2019] can be named, since the shell passes it on as it is."
printf 'typed ./[2019] --one [a,b]: %s\ntyped [2019] [red,blue]: %s\n' "$plain" "$bracketed"
[[ $plain == '<./[2019]> one=[a,b]' && $bracketed == '<2019><red><blue> one=' ]]
