#!/usr/bin/env bash
# Measures lists of new terms by strings that people judged, and what the dictionary does for jieba.
#
#   bench-terms.sh DATA    DATA/data/judged: labels and the known dictionary; corpora as of bench.sh
#
# The text `it` is that of `make corpus`. jieba is installed from PyPI, in an environment that is removed.
set -euo pipefail
cd "$(dirname "$0")/../.."

data=${1:?usage: bench-terms.sh DATA}/data
tool=.build/release/wordmine
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
known=$data/judged/known.dict
[ -f "$known" ] || { echo "bench-terms: there is no $known; nothing was measured" >&2; exit 66; }

# --- lists ---

ln -s "$(realpath "$data/sighan2005/pku/train.txt")" "$work/news"
cut -f 3 "$data/reviews/online_shopping.tsv" | tail -n +2 >"$work/reviews"
gzip -dc "$data/corpora/laws-cn.txt.gz" >"$work/laws"
if [ -f corpora/fetched/manpages-zh.txt ]; then
  cat corpora/fetched/{libreoffice-help-zh,manpages-zh}.txt >"$work/it"
else
  echo "bench-terms: no corpus is fetched (make corpus does that): the text it is left out" >&2
fi

echo "| text | fewest uses | entries | first 100 | first 300 | of judged words used five times |"
echo "| --- | --- | --- | --- | --- | --- |"
for text in news reviews laws it; do
  [ -e "$work/$text" ] || continue
  for least in 2 5; do
    "$tool" --quiet --dictionary "$known" --min-count "$least" "$work/$text" -o "$work/list.tsv"
    echo "| $text | $least | $(python3 Tests/Benchmarks/judged_terms.py "$data/judged/$text.tsv" "$work/list.tsv" \
      "$known" "$work/$text") |"
  done
done

# --- jieba ---

python3 -m venv "$work/python"
"$work/python/bin/pip" --quiet install jieba==0.42.1 || {
  echo "bench-terms: jieba cannot be installed; what the dictionary does for it was not measured" >&2
  exit 69
}
dictionary=$("$work/python/bin/python" -c 'import jieba; print(jieba.get_dict_file().name)' 2>/dev/null)
echo
echo "| text | words for jieba | demoted | with HMM, before → after | without | entries cut whole: alone, in three contexts |"
echo "| --- | --- | --- | --- | --- | --- |"
for name in pku msr; do
  cat "$data/sighan2005/$name"/{train,test}.txt >"$work/text"
  for demotions in "" --demotions; do
    "$tool" --quiet --dictionary "$dictionary" --format jieba $demotions "$work/text" -o "$work/user.dict"
    echo "| $name | $("$work/python/bin/python" Tests/Benchmarks/jieba_gain.py "$work/user.dict" \
      "$data/sighan2005/$name/test.txt" "$data/sighan2005/$name/test.gold.txt" "$work/text") |"
  done
done
