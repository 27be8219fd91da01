#!/usr/bin/env bash
# Measures links, trees and templates beside what the notes have of nlp-zero and Colibri, and writes the
# table into RESULTS.md.
#
#   bench-templates.sh DATA    DATA/data: sighan2005/pku, ud-pud, and for the large rows corpora and reviews;
#                              DATA/bench: link_precision.py, tree_f1.py, template_bits.py, template_list.py
#
# Links and trees are mined from the words of PKU's train.gold.txt and of UD PUD, and scored on PUD; templates
# from the first nine tenths of the lines of train.gold.txt, scored on the last. No tree is read. CPU time is
# user + system of the whole process, the median of BENCH_RUNS=5. BENCH_LARGE=1 also measures 100 MB of raw
# text. BENCH_OLD=FILE is an older binary: `match` of both is measured in turns.
set -euo pipefail
cd "$(dirname "$0")/../.."

data=${1:?usage: bench-templates.sh DATA}
runs=${BENCH_RUNS:-5}
tool=.build/release/wordmine
pku=$data/data/sighan2005/pku
pud=$data/data/ud-pud
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
table=$work/table.md

for file in "$pku/train.gold.txt" "$pud/pud.words" "$pud/pud.tsv" "$data/bench/template_bits.py"; do
  [ -e "$file" ] || {
    echo "bench: there is no $file; nothing was measured" >&2
    exit 66
  }
done
command -v python3 >/dev/null || { echo "bench: the scorers need python3" >&2; exit 69; }

calc() { awk "BEGIN { printf \"%.${2:-3}f\", $1 }"; }
verdict() { awk "BEGIN { exit !($1) }" && echo yes || echo "**no**"; }
row() { # what, nlp-zero, Colibri, to reach, measured, reached, command
  echo "| $1 | $2 | $3 | $4 | $5 | $6 | \`$7\` |" >>"$table"
  echo "$1: $5 ($4)" >&2
}
# cpu COMMAND…: CPU seconds of one run.
cpu() {
  local TIMEFORMAT='%U %S'
  { time "$@" >/dev/null 2>"$work/err"; } 2>"$work/time"
  awk '{ print $1 + $2 }' "$work/time"
}
median() { sort -g | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
measure() { for ((i = 0; i < runs; i++)); do cpu "$@"; done | median; }
report() { sed -n "s/.*\"$1\" : \([0-9.]*\).*/\1/p" "$work/report.json"; }
json() { python3 -c 'import json, sys; value = json.load(sys.stdin)
for key in sys.argv[1:]: value = value[int(key) if isinstance(value, list) else key]
print(value)' "$@"; }

# --- links and trees ---

# The scripts that score links and trees number sentences and words from 0, the end of a span not included.
link_offsets() { awk -F '\t' -v OFS='\t' 'NR > 1 { $1--; print }'; }
tree_offsets() {
  python3 -c '
import json, sys
for line in sys.stdin:
    tree = json.loads(line)
    spans = [[first - 1, last] for first, last in tree["spans"]]
    print(json.dumps({"id": tree["id"] - 1, "spans": spans}))'
}
read_pud=(--segmented --line-sentences --quiet)
learn=(collocate --segmented --quiet --threads 1 --limit 0 --save-model "$work/pku.links")
seconds=$(measure "$tool" "${learn[@]}" "$pku/train.gold.txt" "$pud/pud.words")
"$tool" parse "${read_pud[@]}" --model "$work/pku.links" --links "$pud/pud.words" | link_offsets >"$work/links.tsv"
python3 "$data/bench/link_precision.py" "$pud/pud.tsv" --links "$work/links.tsv" --depths 1000 --json >"$work/links.json"
all=$(json all AP <"$work/links.json") far=$(json non AP <"$work/links.json")
first=$(json all depths 0 1 <"$work/links.json")
row "links, average precision, all / non-adjacent" ".031 / .008" "–" "≥ .425 / .165" \
  "$(calc "$all") / $(calc "$far")" "$(verdict "$all >= .425 && $far >= .165")" \
  "wordmine parse --segmented --line-sentences --model pku.links --links pud.words, link_precision.py"
row "links, precision at 1,000" "–" "–" "≥ .80" "$(calc "$first")" "$(verdict "$first >= .8")" "the same"
for form in fast full; do
  "$tool" parse "${read_pud[@]}" --model "$work/pku.links" --form $form --format jsonl "$pud/pud.words" |
    tree_offsets >"$work/trees"
  python3 "$data/bench/tree_f1.py" "$pud/pud.tsv" "$work/trees" --json | json F >"$work/f1.$form"
done
fast=$(cat "$work/f1.fast") full=$(cat "$work/f1.full")
row "trees, bracket F1, fast / full" "–" "–" "≥ .31 / .32" "$(calc "$fast") / $(calc "$full")" \
  "$(verdict "$fast >= .31 && $full >= .32")" "… --form fast, full --format jsonl, tree_f1.py"
trees=$(measure "$tool" parse "${read_pud[@]}" --threads 1 --model "$work/pku.links" --format jsonl "$pud/pud.words")
row "links, and 1,000 trees, of 1.1 M words" "36 s" "–" "≤ 4 s" "$(calc "$seconds" 2) s and $(calc "$trees" 2) s" \
  "$(verdict "$seconds + $trees <= 4")" "wordmine collocate --segmented train.gold.txt pud.words --threads 1 --limit 0 --save-model pku.links"

# --- templates ---

lines=$(($(wc -l <"$pku/train.gold.txt") * 9 / 10))
head -n "$lines" "$pku/train.gold.txt" >"$work/train.words"
tail -n +$((lines + 1)) "$pku/train.gold.txt" >"$work/held.words"
mine=(templates --segmented --frames clause --slot-length 6 --quiet --threads 1)
"$tool" "${mine[@]}" "$work/train.words" -o "$work/t.jsonl" --report "$work/report.json"
memory=$(report peak_memory)
seconds=$(measure "$tool" "${mine[@]}" "$work/train.words" -o "$work/t.jsonl")
score=(--train "$work/train.words" --heldout "$work/held.words" --templates "$work/t.jsonl")
python3 "$data/bench/template_bits.py" "${score[@]}" --json >"$work/bits.json"
bits=$(json cover <"$work/bits.json")
row "bits a word of unseen text" "12.41" "–" "≤ 11.97" "$(calc "$bits")" "$(verdict "$bits <= 11.97")" \
  "wordmine templates --segmented --frames clause --slot-length 6 --format jsonl, template_bits.py"
python3 "$data/bench/template_list.py" "${score[@]}" --top 1000 >"$work/list"
read -r trivial redundant < <(
  sed -n 's/.*  trivial \([0-9.]*\)  with.*  redundant \([0-9.]*\)  non.*/\1 \2/p' "$work/list")
row "best 1,000: trivial / redundant" ".634 / .228" "–" "0 / ≤ .04" "$trivial / $redundant" \
  "$(verdict "$trivial == 0 && $redundant <= .04")" "the same, template_list.py"
row "templates of 1 M words" "7 s" "3 s" "≤ 12 s, .30 GB" "$(calc "$seconds" 2) s, $(calc "$memory / 1e9" 2) GB" \
  "$(verdict "$seconds <= 12 && $memory <= 3e8")" "… --threads 1"

# --- match ---

"$tool" templates --segmented --frames clause --quiet --limit 10000 "$pku/train.gold.txt" -o "$work/t10k.jsonl"
for _ in 1 2 3 4 5; do cat "$pku/train.gold.txt"; done >"$work/large.words"
size=$(stat -c %s "$work/large.words")
match=(match --templates "$work/t10k.jsonl" --segmented --frames clause --threads 1 --quiet "$work/large.words" -o "$work/matches.tsv")
for ((i = 0; i < runs; i++)); do
  [ -z "${BENCH_OLD:-}" ] || cpu "$BENCH_OLD" "${match[@]}" >>"$work/old"
  cpu "$tool" "${match[@]}" >>"$work/new"
done
seconds=$(median <"$work/new") best=$(sort -g "$work/new" | head -1)
old=""
if [ -n "${BENCH_OLD:-}" ]; then
  old=", $(calc "$(median <"$work/old") / $seconds" 2) × as fast as the older binary"
fi
row "\`match\`, $(wc -l <"$work/t10k.jsonl") templates, $(calc "$size / 1e6" 0) MB" "–" "–" "≥ 20 MB/s" \
  "$(calc "$size / 1e6 / $seconds" 1) MB/s, best $(calc "$size / 1e6 / $best" 1)$old" \
  "$(verdict "$size / 1e6 / $seconds >= 20")" \
  "wordmine match --templates t10k.jsonl --segmented --frames clause --threads 1"

# --- 100 MB of raw text ---

if [ -z "${BENCH_LARGE:-}" ]; then
  echo "bench: BENCH_LARGE=1 also measures 100 MB of raw text" >&2
else
  { gzip -dc "$data/data/corpora/laws-cn.txt.gz"; cat "$data/data/reviews/online_shopping.tsv" \
    "$data"/data/sighan2005/{pku,msr}/{train,test}.txt; } >"$work/half.txt"
  cat "$work/half.txt" "$work/half.txt" >"$work/100mb.txt"
  "$tool" --quiet --memory 1G "$work/100mb.txt" --save-model "$work/w.model" --limit 0 -o "$work/words.tsv"
  for size in 25 50 100; do
    head -c ${size}000000 "$work/100mb.txt" >"$work/raw.txt"
    seconds=$(cpu "$tool" collocate --memory 1G --word-model "$work/w.model" --quiet "$work/raw.txt" \
      -o "$work/pairs.tsv" --report "$work/report.json")
    row "links of $size MB of raw text, \`--memory 1G\`, words by a model" "–" "–" "completes" \
      "$(calc "$seconds" 0) CPU s, $(calc "$(report peak_memory) / 1e6" 0) MB" yes \
      "wordmine collocate --memory 1G --word-model w.model raw.txt"
    seconds=$(cpu "$tool" templates --memory 1G --word-model "$work/w.model" --quiet "$work/raw.txt" \
      -o "$work/t.jsonl" --report "$work/report.json")
    row "templates of $size MB of raw text, likewise" "–" "–" "completes" \
      "$(calc "$seconds" 0) CPU s, $(calc "$(report peak_memory) / 1e6" 0) MB" yes \
      "wordmine templates --memory 1G --word-model w.model raw.txt"
  done
fi

# --- the table ---

processor=$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -1)
{
  echo "<!-- templates -->"
  echo
  echo "Commit $(git rev-parse --short HEAD), $(date -u +%F). $(nproc) cores of $processor. Medians of $runs runs."
  echo
  echo "| what | nlp-zero | Colibri | to reach | measured | reached | command |"
  echo "| --- | --- | --- | --- | --- | --- | --- |"
  cat "$table"
  echo
  echo "<!-- end templates -->"
} >"$work/section.md"
awk -v section="$work/section.md" '
  /<!-- templates -->/ { while ((getline line <section) > 0) print line; skip = 1 }
  !skip
  /<!-- end templates -->/ { skip = 0 }' Tests/Benchmarks/RESULTS.md >"$work/results.md"
cp "$work/results.md" Tests/Benchmarks/RESULTS.md
