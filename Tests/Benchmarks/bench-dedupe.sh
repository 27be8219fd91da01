#!/usr/bin/env bash
# Measures `dedupe` on reviews: precision and recall beside brute force, CPU time, and how both grow.
#
#   bench-dedupe.sh DATA    DATA/reviews/online_shopping.tsv, or DATA/data/reviews/online_shopping.tsv
#
# Brute force compares the pairs of neighbouring characters of the first 10,000 reviews in Python, all with
# all. CPU time is user + system of the whole process with one thread.
set -euo pipefail
. "$(dirname "$0")/reviews.sh" "${1:?usage: bench-dedupe.sh DATA}"

cut -f 3 "$reviews" | tail -n +2 >"$work/all.txt"
awk 'NR % 2 == 1' "$work/all.txt" >"$work/half.txt"
head -n 10000 "$work/half.txt" >"$work/first.txt"

cat >"$work/brute.py" <<'PYTHON'
import sys

lines = open(sys.argv[1], encoding="utf-8", newline="\n").read().split("\n")[:10000]
sets = [frozenset(line[i:i + 2] for i in range(max(1, len(line) - 1))) if line else frozenset() for line in lines]
best = [0.0] * len(lines)
holders = {}
for number, grams in enumerate(sets):
    shared = {}
    for gram in grams:
        for other in holders.setdefault(gram, []):
            shared[other] = shared.get(other, 0) + 1
        holders[gram].append(number)
    for other, both in shared.items():
        best[number] = max(best[number], both / (len(grams) + len(sets[other]) - both))
for threshold in (0.5, 0.7, 0.9):
    with open(f"{sys.argv[2]}.{threshold}", "w") as file:
        file.writelines(f"{n}\t{j:.6g}\n" for n, j in enumerate(best, 1) if j >= threshold)
PYTHON
python3 "$work/brute.py" "$work/first.txt" "$work/true"

# cpu COMMAND…: CPU seconds of one run.
cpu() {
  local TIMEFORMAT='%U %S'
  { time "$@" >"$work/out" 2>"$work/err"; } 2>&1 | awk '{ printf "%.2f", $1 + $2 }'
}

echo "| least Jaccard | repeated of 10,000 | precision | recall | similarities | CPU s for 10,000 | 31,387 | 62,773 |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
for threshold in 0.5 0.7 0.9; do
  first=$(cpu "$tool" dedupe --quiet --threads 1 --min-jaccard $threshold "$work/first.txt")
  tail -n +2 "$work/out" | cut -f 1,3 >"$work/found"
  true=$work/true.$threshold
  right=$(comm -12 <(cut -f 1 "$work/found" | sort) <(cut -f 1 "$true" | sort) | wc -l)
  same=$(comm -12 <(sort "$work/found") <(sort "$true") | wc -l)
  half=$(cpu "$tool" dedupe --quiet --threads 1 --min-jaccard $threshold "$work/half.txt")
  all=$(cpu "$tool" dedupe --quiet --threads 1 --min-jaccard $threshold "$work/all.txt")
  awk -v t=$threshold -v r="$right" -v f="$(wc -l <"$work/found")" -v n="$(wc -l <"$true")" -v s="$same" \
    -v a="$first" -v b="$half" -v c="$all" 'BEGIN {
      printf "| %s | %d | %.4f | %.4f | %d of %d equal | %s | %s | %s |\n", t, n, r / f, r / n, s, n, a, b, c }'
done
