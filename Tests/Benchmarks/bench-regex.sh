#!/usr/bin/env bash
# Checks that Python finds with the regular expressions of templates what `match` finds with the templates.
#
#   bench-regex.sh DATA    DATA/reviews/online_shopping.tsv, or DATA/data/reviews/online_shopping.tsv
#
# Templates are mined from 3,000 reviews, segmented by the words found in them; runs of more than 40 words
# without punctuation, which `match` cuts, are left out.
set -euo pipefail
. "$(dirname "$0")/reviews.sh" "${1:?usage: bench-regex.sh DATA}"

cut -f 3 "$reviews" | awk 'NR > 1 && NR % 17 == 0' >"$work/text"
"$tool" --quiet "$work/text" --segmentation "$work/all" -o "$work/words.tsv"
python3 - "$work/all" >"$work/words" <<'PYTHON'
import re
import sys

for line in open(sys.argv[1], encoding="utf-8", newline="\n"):
    run = longest = 0
    for word in line.split():
        run = run + 1 if re.search(r"[^\W_]|[%％○]", word) else 0
        longest = max(longest, run)
    if longest <= 40:
        sys.stdout.write(line)
PYTHON
head -n 3000 "$work/words" >"$work/lines"
echo "$(wc -l <"$work/lines") of $(head -n 3000 "$work/all" | wc -l) lines" >&2
"$tool" templates --quiet --segmented "$work/lines" -o "$work/rules.jsonl"
"$tool" convert "$work/rules.jsonl" --to plain >"$work/rules.txt"
"$tool" convert "$work/rules.jsonl" --to regex >"$work/rules.regex"
"$tool" match --quiet --segmented --line-sentences --templates "$work/rules.jsonl" "$work/lines" \
  | tail -n +2 | LC_ALL=C sort >"$work/matches"
python3 Tests/Scripts/regex_matches.py "$work/rules.regex" "$work/rules.txt" "$work/lines" \
  | LC_ALL=C sort >"$work/found"
echo "$(wc -l <"$work/rules.txt") templates, $(wc -l <"$work/matches") matches, $(wc -l <"$work/found") of expressions," \
  "$(comm -12 "$work/matches" "$work/found" | wc -l) in common"
diff "$work/matches" "$work/found"
