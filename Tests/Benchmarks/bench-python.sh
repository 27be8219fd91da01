#!/usr/bin/env bash
# Measures how long a cut takes in Python, beside jieba, jieba_fast and rjieba; prints the table of RESULTS.md.
#
#   bench-python.sh DATA    DATA/data/sighan2005/pku: a text to learn from and one to cut
#
# The wheel of dist/ is installed in an environment that is removed. A peer that cannot be had is left out.
set -euo pipefail
cd "$(dirname "$0")/../.."

data=${1:?usage: bench-python.sh DATA}/data/sighan2005/pku
[ -f "$data/train.txt" ] || { echo "bench-python: there is no $data/train.txt; nothing was measured" >&2; exit 66; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install -q --disable-pip-version-check dist/wordmine-*.whl
for peer in jieba==0.42.1 jieba_fast rjieba; do
  "$work/python/bin/pip" install -q --disable-pip-version-check "$peer" 2>/dev/null ||
    echo "bench-python: $peer cannot be had; it is left out" >&2
done
.build/release/wordmine --quiet "$data/train.txt" --save-model "$work/model" -o "$work/words.tsv"
{
  echo "| what | µs a sentence | MB/s |"
  echo "| --- | --- | --- |"
  "$work/python/bin/python" Tests/Benchmarks/python_latency.py "$work/model" "$work/words.tsv" "$data/test.txt"
  for source in "--model $work/model" "--dictionary $work/words.tsv"; do
    TIMEFORMAT='%U %S'
    cat "$data"/test.txt{,,,,,,,,,} >"$work/ten.txt"
    # shellcheck disable=SC2086
    ten=$( { time .build/release/wordmine segment --quiet --threads 1 $source "$work/ten.txt" >/dev/null; } 2>&1)
    # shellcheck disable=SC2086
    one=$( { time .build/release/wordmine segment --quiet --threads 1 $source "$data/test.txt" >/dev/null; } 2>&1)
    awk -v what="${source%% *}" -v ten="$ten" -v one="$one" -v bytes="$(stat -c %s "$data/test.txt")" \
      -v lines="$(wc -l <"$data/test.txt")" 'BEGIN {
        split(ten, t, " "); split(one, o, " "); seconds = (t[1] + t[2] - o[1] - o[2]) / 9
        printf "| `wordmine segment %s`, less its start | %.1f | %.1f |\n", what, seconds / lines * 1e6, bytes / seconds / 1e6
      }'
  done
}
