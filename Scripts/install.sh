#!/usr/bin/env bash
# install.sh TREE ROOT: copies the files of TREE to ROOT, and records what it created.
#
# The record, ROOT/share/wordmine/installed, has one path per line, relative to ROOT: the files, and
# the directories that did not exist before, each with a trailing slash. uninstall.sh reads it.
# All writing is done by $INSTALL, by default install(1).
set -euo pipefail

tree=$1 root=$2 record=share/wordmine/installed
read -ra install <<<"${INSTALL:-install}"
written=$(mktemp)
trap 'rm -f "$written"' EXIT

# Prints the parent directories of a file that do not exist.
missing_directories() {
  local directory
  directory=$(dirname "$root/$1")
  while ! [ -d "$directory" ]; do
    echo "$(realpath -ms --relative-to="$root" "$directory")/"
    directory=$(dirname "$directory")
  done
}

mapfile -t files < <(cd "$tree" && find . -type f -printf '%P\n')
{
  for file in "${files[@]}" "$record"; do
    echo "$file"
    missing_directories "$file"
  done
  # Keep what an earlier installation recorded: it is still there.
  if [ -f "$root/$record" ]; then cat "$root/$record"; fi
} | LC_ALL=C sort -u >"$written"

for file in "${files[@]}"; do
  mode=644
  if [ -x "$tree/$file" ]; then mode=755; fi
  "${install[@]}" -D -m "$mode" "$tree/$file" "$root/$file"
done
"${install[@]}" -D -m 644 "$written" "$root/$record"
