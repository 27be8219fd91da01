#!/usr/bin/env bash
# Mines a corpus: the best words, the best new words, three lines segmented, a page to look at. Needs `make release`.
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/.."

wordmine=.build/release/wordmine
built=dictionaries/built
corpus=(corpora/fetched/people-1998.txt)
known=corpora/fetched/jieba-dict.txt

[ -x "$wordmine" ] || { echo "$wordmine is missing: run make release" >&2; exit 1; }
if [ ! -f "${corpus[0]}" ]; then
  echo "No corpus is fetched (make corpus does it): this is the small sample."
  corpus=(corpora/sample/tea.txt corpora/sample/clinic.txt)
fi
[ -f "$known" ] || known=dictionaries/sample.jieba.txt
mkdir -p "$built"

# Prints a command, then runs it.
run() {
  printf '\n$'
  printf ' %s' "$@"
  printf '\n'
  "$@"
}

# Prints the first 20 words of a dictionary, with the columns its header names.
best() {
  awk -F '\t' '
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; print "rank     score    count  word" }
    NR > 1 && NR <= 21 {
      printf "%4d %9.6g %8d  %s\n", NR - 1, $column["score"], $column["count"], $column["word"]
    }' "$1"
}

run "$wordmine" "${corpus[@]}" -o "$built/words.tsv" --save-model "$built/words.model" \
  --report "$built/report.json"
best "$built/words.tsv"

echo
echo "What $known does not have:"
run "$wordmine" "${corpus[@]}" -o "$built/new-words.tsv" --known "$known" --min-count 5
best "$built/new-words.tsv"

sed 's/。/。\n/g' "${corpus[@]}" | grep -E '^.{20,40}。$' | sed -n '1p; 101p; 201p' \
  >"$built/lines.txt"
run "$wordmine" segment --model "$built/words.model" "$built/lines.txt"

run "$wordmine" report "${corpus[@]}" --known "$known" -o "$built/report.html"
echo
echo "The page is in $PWD/$built/report.html: open it in a browser."
