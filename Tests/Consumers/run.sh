#!/usr/bin/env bash
# Runs the tests of what is written for other programs, with these programs: those of Python in a virtual
# environment, the others as packages of Debian. Tests of what cannot be had are skipped, and say so.
set -euo pipefail
cd "$(dirname "$0")/../.."

export WORDMINE=${1:?the command to test}
WORDMINE=$(realpath "$WORDMINE")
environment=.build/consumers
[ -x "$environment/bin/python" ] || python3 -m venv "$environment"

for package in sentencepiece==0.2.3 tokenizers==0.23.3 jieba==0.42.1; do
  "$environment/bin/pip" install -q --disable-pip-version-check "$package" >/dev/null ||
    echo "$package cannot be installed" >&2
done

missing() { ! dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

packages=()
for package in mecab mecab-utils librime-bin rime-prelude rime-data-luna-pinyin fcitx5-chinese-addons-bin; do
  if missing "$package"; then packages+=("$package"); fi
done
if [ ${#packages[@]} -gt 0 ]; then
  root=$([ "$(id -u)" -eq 0 ] || echo sudo)
  { $root apt-get -qq update && $root env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq install -y --no-install-recommends "${packages[@]}"; } >/dev/null ||
    echo "these cannot be installed: ${packages[*]}" >&2
fi

"$environment/bin/python" -m unittest discover -v -s Tests/Consumers
