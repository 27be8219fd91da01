#!/usr/bin/env bash
# uninstall.sh ROOT: removes the files that install.sh wrote to ROOT, then the directories that it
# created, unless they hold something else.
set -euo pipefail

root=$1
record=$root/share/wordmine/installed
[ -f "$record" ] || { echo "Nothing to uninstall: $record does not exist" >&2; exit 1; }

mapfile -t entries <"$record"
directories=()
for entry in "${entries[@]}"; do
  case $entry in
    */) directories+=("$(realpath -ms "$root/$entry")") ;;
    *) rm -f "$root/$entry" ;;
  esac
done
# In reverse order, subdirectories come before their parents.
printf '%s\n' "${directories[@]}" | LC_ALL=C sort -r | while read -r directory; do
  if [ -d "$directory" ]; then rmdir --ignore-fail-on-non-empty "$directory"; fi
done
