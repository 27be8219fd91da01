#!/usr/bin/env bash
# Measures what README and ARCHITECTURE promise, and writes the table into RESULTS.md.
#
#   bench.sh DATA      DATA/data: corpora with gold; DATA/bench/limit.cpp: the counting yardstick
#
# BENCH_RUNS: how often a time is taken (5). BENCH_OLD: an older wordmine, which is timed beside this one.
# BENCH_LARGE=1: 10 MB to 1 GB, too. Peers are installed from PyPI, in an environment that is removed.
#
# CPU time is user + system of the whole process. Times are medians; ratios are of one run.
set -euo pipefail
cd "$(dirname "$0")/../.."

data=${1:?usage: bench.sh DATA}
runs=${BENCH_RUNS:-5}
tool=.build/release/wordmine
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
table=$work/table.md

for file in bench/limit.cpp data/sighan2005/pku/train.txt data/corpora/laws-cn.txt.gz; do
  [ -e "$data/$file" ] || {
    echo "bench: there is no $file in the data directory; nothing was measured" >&2
    exit 66
  }
done

# --- corpora ---

sighan=$data/data/sighan2005
for name in pku msr; do cat "$sighan/$name/train.txt" "$sighan/$name/test.txt" >"$work/$name.txt"; done
{ gzip -dc "$data/data/corpora/laws-cn.txt.gz"; cat "$data/data/reviews/online_shopping.tsv" \
  "$work/pku.txt" "$work/msr.txt"; } >"$work/half.txt"
cat "$work/half.txt" "$work/half.txt" >"$work/100mb.txt"
c++ -O3 -march=native -std=c++17 -pthread "$data/bench/limit.cpp" -o "$work/limit"

megabytes() { awk -v b="$(stat -c %s "$1")" 'BEGIN { printf "%.4f", b / 1e6 }'; }
median() { sort -g | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
calc() { awk "BEGIN { printf \"%.${2:-3}f\", $1 }"; }

# measure COMMAND…: the medians of CPU seconds and wall seconds, and the least CPU seconds.
measure() {
  local TIMEFORMAT='%U %S %R'
  local samples=$work/samples
  : >"$samples"
  for ((i = 0; i < runs; i++)); do
    { time "$@" >/dev/null 2>"$work/err"; } 2>>"$samples"
  done
  echo "$(awk '{ print $1 + $2 }' "$samples" | median) $(awk '{ print $3 }' "$samples" | median)" \
    "$(awk '{ print $1 + $2 }' "$samples" | sort -g | head -1)"
}

# peak COMMAND…: the peak memory in bytes, as the command itself reports it.
peak() {
  "$@" --quiet --report "$work/report.json" >/dev/null
  sed -n 's/.*"peak_memory" : \([0-9]*\).*/\1/p' "$work/report.json"
}

row() { # what, measured, to reach, verdict, command
  echo "| $1 | $2 | $3 | $4 | \`$5\` |" >>"$table"
  echo "$1: $2 ($3)" >&2
}
verdict() { awk "BEGIN { exit !($1) }" && echo yes || echo "**no**"; }

# --- peers ---

python=$work/python/bin/python jieba=
if python3 -m venv "$work/python" && "$work/python/bin/pip" --quiet install jieba==0.42.1 rjieba sentencepiece tokenizers; then
  jieba=$("$python" -c 'import jieba; print(jieba.get_dict_file().name)' 2>/dev/null)
else
  echo "bench: the peers cannot be installed, and are left out" >&2
  python=
fi

# --- counting ---

mb=$(megabytes "$work/100mb.txt")
bytes=$(stat -c %s "$work/100mb.txt")
read -r yard_cpu yard_wall _ < <(measure "$work/limit" sort4 "$work/100mb.txt" 1)
read -r _ yard_wall2 _ < <(measure "$work/limit" sort4 "$work/100mb.txt" 2)
read -r cpu wall _ < <(measure "$tool" count -n 4 --threads 1 --quiet "$work/100mb.txt" -o "$work/a.counts")
read -r _ wall2 _ < <(measure "$tool" count -n 4 --threads 2 --quiet "$work/100mb.txt" -o "$work/b.counts")
read -r small_cpu _ < <(measure "$tool" count -n 4 --threads 1 --quiet --memory 64M "$work/100mb.txt" -o "$work/c.counts")
cmp "$work/a.counts" "$work/b.counts" && cmp "$work/a.counts" "$work/c.counts"
row "yardstick, 100 MB, one thread" "$(calc "$mb / $yard_cpu" 1) MB/s" "–" "" "limit sort4 100mb.txt 1"
row "\`count -n 4\`, 100 MB, one thread, whole process" \
  "$(calc "$mb / $cpu" 1) MB/s, $(calc "$yard_cpu / $cpu" 2) of the yardstick" "≥ 0.7" \
  "$(verdict "$yard_cpu / $cpu >= 0.7")" "wordmine count -n 4 --threads 1 100mb.txt -o a.counts"
row "two threads, wall time to one" \
  "$(calc "$wall2 / $wall" 2) (yardstick $(calc "$yard_wall2 / $yard_wall" 2))" "≤ .72" \
  "$(verdict "$wall2 / $wall <= 0.72")" "… --threads 2"
memory=$(peak "$tool" count -n 4 --threads 1 "$work/100mb.txt" -o "$work/a.counts")
row "memory, unbounded" "$(calc "$memory / $bytes" 2) bytes a byte" "≤ 5" \
  "$(verdict "$memory / $bytes <= 5")" "…"
memory=$(peak "$tool" count -n 4 --threads 1 --memory 64M "$work/100mb.txt" -o "$work/a.counts")
row "memory, \`--memory 64M\`" "$(calc "$memory / 1048576" 1) MiB" "≤ 80 MiB" \
  "$(verdict "$memory <= 83886080")" "… --memory 64M"
row "speed at \`--memory 64M\` to unbounded" "$(calc "$cpu / $small_cpu" 2)" "≥ .5" \
  "$(verdict "$cpu / $small_cpu >= 0.5")" "… --memory 64M"

# --- discovery ---

mb=$(megabytes "$work/pku.txt")
bytes=$(stat -c %s "$work/pku.txt")
read -r cpu _ best < <(measure "$tool" --method fast --threads 1 --quiet "$work/pku.txt" -o "$work/pku.tsv")
row "\`discover --method fast\`, PKU" "$(calc "$cpu / $mb") s/MB, best $(calc "$best / $mb")" "≤ .15" \
  "$(verdict "$cpu / $mb <= 0.15")" "wordmine --method fast --threads 1 pku.txt -o pku.tsv"
row "the same, to the yardstick's time for 100 MB" "$(calc "$cpu / $yard_cpu" 2)" "–" "" "…"
memory=$(peak "$tool" --method fast --threads 1 "$work/pku.txt" -o "$work/pku.tsv")
row "its memory" "$(calc "$memory / 1e6" 1) MB" "≤ $(calc "30 * $mb + 16" 1) MB (30 B/B + 16 MB)" \
  "$(verdict "$memory / 1e6 <= 30 * $mb + 16")" "…"

"$tool" evaluate dictionary "$sighan/pku/train.gold.txt" "$work/pku.tsv" >"$work/score"
score() { awk -F '\t' -v key="$1" '$1 == key { print $2 }' "$work/score"; }
quality() { # measure, to reach, method
  row "PKU dictionary, $3: $1" "$(score "$1")" "≥ $2" "$(verdict "$(score "$1") >= $2")" \
    "wordmine evaluate dictionary train.gold.txt pku.tsv"
}
quality "precision at 1000" .945 fast
quality "precision at 5000" .885 fast
quality "precision at 10000" .79 fast
quality "recall" .75 fast
quality "average precision" .64 fast

f1() { "$tool" evaluate segmentation "$1" "$2" | awk -F '\t' '$1 == "word" { print $4 }'; }
for pair in pku:.826 msr:.830; do
  name=${pair%:*} reach=${pair#*:}
  lines=$(wc -l <"$sighan/$name/test.txt")
  for method in fast pmi; do
    model=(); [ $method = fast ] && model=(--save-model "$work/$name.model")
    "$tool" --quiet --method $method "$work/$name.txt" --segmentation "$work/$name.seg" "${model[@]}" \
      -o "$work/words.tsv"
    tail -n "$lines" "$work/$name.seg" >"$work/test.seg"
    value=$(f1 "$sighan/$name/test.gold.txt" "$work/test.seg")
    if [ $method = pmi ]; then
      row "F1 ${name^^}, \`--method pmi\`" "$value" "–" "" "wordmine --method pmi $name.txt --segmentation seg"
      continue
    fi
    row "F1 ${name^^}, fast, \`--segmentation\`, test lines" "$value" "≥ $reach" \
      "$(verdict "$value >= $reach")" "wordmine --method fast $name.txt --segmentation seg"
    "$tool" segment --quiet --model "$work/$name.model" "$sighan/$name/test.txt" -o "$work/test.seg"
    with=$(f1 "$sighan/$name/test.gold.txt" "$work/test.seg")
    row "F1 ${name^^}, fast, \`segment --model\`, same lines" "$with" "≥ $(calc "$value - .004" 4)" \
      "$(verdict "$with >= $value - 0.004")" "wordmine segment --model $name.model test.txt"
  done
done
row "model of PKU, fast" \
  "$(calc "$(stat -c %s "$work/pku.model") / $bytes" 2) bytes a byte of corpus" "≤ 3" \
  "$(verdict "$(stat -c %s "$work/pku.model") <= 3 * $bytes")" "wordmine --method fast pku.txt --save-model pku.model"

# --- the full model ---

# Efforts: CPU seconds a megabyte, F1 of the first half of PKU train, of the test lines, AP.
tail_f1() { # name, segmentation
  tail -n "$(wc -l <"$sighan/$1/test.txt")" "$2" >"$work/test.seg"
  f1 "$sighan/$1/test.gold.txt" "$work/test.seg"
}
head -n 9742 "$sighan/pku/train.gold.txt" >"$work/dev.gold"
pku_mb=$(megabytes "$work/pku.txt")
pku_bytes=$(stat -c %s "$work/pku.txt")
: >"$work/frontier"
frontier() { # name, options…
  local name=$1 cpu best dev pku msr ap
  shift
  read -r cpu _ best < <(measure "$tool" "$@" --threads 1 --quiet "$work/pku.txt" -o "$work/full.tsv" --segmentation "$work/pku.seg")
  "$tool" "$@" --quiet "$work/msr.txt" --segmentation "$work/msr.seg" -o "$work/msr.tsv"
  head -n 9742 "$work/pku.seg" >"$work/dev.seg"
  dev=$(f1 "$work/dev.gold" "$work/dev.seg") pku=$(tail_f1 pku "$work/pku.seg") msr=$(tail_f1 msr "$work/msr.seg")
  "$tool" evaluate dictionary "$sighan/pku/train.gold.txt" "$work/full.tsv" >"$work/score.$name"
  ap=$(awk -F '\t' '$1 == "average precision" { print $2 }' "$work/score.$name")
  echo "$name $(calc "$cpu / $pku_mb") $dev $pku $msr $ap $(calc "$best / $pku_mb")" >>"$work/frontier"
}
frontier fast --method fast
for effort in quick normal thorough utmost; do frontier $effort --effort $effort; done
while read -r name cpu dev pku msr ap _; do
  option=--effort; [ "$name" = fast ] && option=--method
  row "effort: $name" "$cpu s/MB; F1 dev $dev, PKU $pku, MSR $msr; AP $ap" "–" "" "wordmine $option $name pku.txt"
done <"$work/frontier"
read -r _ cpu _ pku msr _ best < <(grep ^normal "$work/frontier")
row "CPU, PKU, default effort" "$cpu s/MB, best $best" "–" "" "wordmine --threads 1 pku.txt"
read -r _ cpu _ _ _ _ best < <(grep ^thorough "$work/frontier")
row "CPU, PKU, thorough" "$cpu s/MB, best $best" "–" "" "wordmine --effort thorough --threads 1 pku.txt"
cp "$work/score.normal" "$work/score"
quality "precision at 1000" .98 full
quality "precision at 5000" .935 full
quality "precision at 10000" .83 full
quality "average precision" .74 full
for effort in normal:.835:.845 thorough:.835:.845; do
  IFS=: read -r name reach_pku reach_msr <<<"$effort"
  for corpus in pku msr; do
    for seed in 0 1 2; do
      "$tool" --quiet --effort "$name" --seed $seed "$work/$corpus.txt" --segmentation "$work/seg" -o "$work/words.tsv"
      tail_f1 $corpus "$work/seg"
    done | awk '{ s += $1 } END { printf "%.4f\n", s / NR }' >"$work/mean.$corpus"
  done
  row "F1 PKU / MSR, $name, mean of three seeds" "$(cat "$work/mean.pku") / $(cat "$work/mean.msr")" \
    "≥ $reach_pku / $reach_msr" \
    "$(verdict "$(cat "$work/mean.pku") >= $reach_pku && $(cat "$work/mean.msr") >= $reach_msr")" \
    "wordmine --effort $name --seed 0, 1, 2"
done
memory=$(peak "$tool" --threads 1 "$work/pku.txt" -o "$work/full.tsv")
row "memory, PKU, default effort" "$(calc "$memory / 1e6" 1) MB" \
  "≤ $(calc "30 * $pku_mb + 16" 1) MB (30 B/B + 16 MB)" "$(verdict "$memory / 1e6 <= 30 * $pku_mb + 16")" "wordmine --threads 1 pku.txt"
{ head -n 1 "$work/full.tsv"; grep $'\tphrase$' "$work/full.tsv"; } >"$work/phrases.tsv"
phrases=$(python3 "$data/bench/score_words.py" "$sighan/pku/train.gold.txt" "$work/phrases.tsv" --min-len 5 --han)
listed=$(cut -f 4 <<<"$phrases") recall=$(cut -f 6 <<<"$phrases")
row "phrases of 5 characters and more (82 in gold)" "$(calc "$recall * 82" 0) found, $listed listed" \
  "≥ 30, ≤ 350" "$(verdict "$recall * 82 >= 29.5 && $listed <= 350")" "score_words.py --min-len 5 --han, rows of kind phrase"
for size in 20000:.69 200000:.75 2000000:.79; do
  reach=${size#*:} size=${size%:*}
  lines=$(awk -v limit="$size" '{ b += length($0) + 1; n++ } b >= limit { print n; exit }' <(LC_ALL=C cat "$sighan/pku/train.txt"))
  head -n "$lines" "$sighan/pku/train.txt" >"$work/prefix.txt"
  head -n "$lines" "$sighan/pku/train.gold.txt" >"$work/prefix.gold"
  "$tool" --quiet "$work/prefix.txt" --segmentation "$work/prefix.seg" -o "$work/prefix.tsv"
  value=$(f1 "$work/prefix.gold" "$work/prefix.seg")
  precision=$("$tool" evaluate dictionary --min-frequency 2 --depths 200 "$work/prefix.gold" "$work/prefix.tsv" |
    awk -F '\t' '$1 == "precision at 200" { print $2 }')
  row "prefix of PKU, $size bytes" "F1 $value, P@200 $precision" "≥ $reach, .86" \
    "$(verdict "$value >= $reach && $precision >= .86")" "wordmine prefix.txt"
done
mb=$(megabytes "$work/100mb.txt")
read -r cpu wall best < <(measure "$tool" --threads 1 --memory 1G --quiet "$work/100mb.txt" -o "$work/a.tsv")
read -r _ wall2 _ < <(measure "$tool" --threads 2 --memory 1G --quiet "$work/100mb.txt" -o "$work/b.tsv")
cmp "$work/a.tsv" "$work/b.tsv"
row "CPU, 100 MB, default effort" "$(calc "$cpu / $mb") s/MB, best $(calc "$best / $mb")" "≤ .09" "$(verdict "$best / $mb <= .09")" "wordmine --threads 1 --memory 1G 100mb.txt"
row "two threads, wall time to one" "$(calc "$wall2 / $wall" 2)" "≤ .65" "$(verdict "$wall2 / $wall <= .65")" "… --threads 2"

# --- both texts, and a dictionary that teaches ---

cat "$work/pku.txt" "$work/msr.txt" >"$work/both.txt"
"$tool" --quiet "$work/both.txt" --segmentation "$work/both.seg" -o "$work/words.tsv"
head -n "$(wc -l <"$work/pku.txt")" "$work/both.seg" >"$work/pku.seg"
tail -n "$(wc -l <"$work/msr.txt")" "$work/both.seg" >"$work/msr.seg"
pku=$(tail_f1 pku "$work/pku.seg") msr=$(tail_f1 msr "$work/msr.seg")
row "F1 PKU / MSR, both texts as one" "$pku / $msr" "≥ .840 / .848" "$(verdict "$pku >= .84 && $msr >= .848")" \
  "wordmine pku.txt msr.txt --segmentation seg"

guided() { # name, to reach on PKU, on MSR, options…
  local name=$1 reach_pku=$2 reach_msr=$3 pku msr
  shift 3
  for corpus in pku msr; do
    "$tool" --quiet "$@" "$work/$corpus.txt" --segmentation "$work/$corpus.seg" --save-model "$work/guided.model" -o "$work/words.tsv"
  done
  "$tool" segment --quiet --model "$work/guided.model" "$sighan/msr/test.txt" -o "$work/model.seg"
  pku=$(tail_f1 pku "$work/pku.seg") msr=$(tail_f1 msr "$work/msr.seg")
  row "F1 PKU / MSR, $name" "$pku / $msr; MSR by \`segment --model\` $(f1 "$sighan/msr/test.gold.txt" "$work/model.seg")" \
    "≥ $reach_pku / $reach_msr" "$(verdict "$pku >= $reach_pku && $msr >= $reach_msr")" "wordmine ${*##*/} pku.txt --segmentation seg"
}
known=$data/data/judged/known.dict
cut -f 1 -d ' ' "$known" >"$work/uncounted.dict"
guided "the known dictionary of the judged strings" .884 .898 --dictionary "$known"
guided "the same without counts" .876 0 --dictionary "$work/uncounted.dict"
if [ -n "$jieba" ]; then guided "jieba's dictionary" .876 .894 --dictionary "$jieba"; fi
memory=$(peak "$tool" --threads 1 --dictionary "$known" "$work/pku.txt" -o "$work/full.tsv")
row "memory, PKU, known dictionary" "$(calc "$memory / 1e6" 1) MB" "–" "" "wordmine --dictionary known.dict --threads 1 pku.txt"

# --- 10 MB to 1 GB: the 100 MB, or a part, or again and again ---

if [ -z "${BENCH_LARGE:-}" ]; then
  echo "bench: BENCH_LARGE=1 also measures 10 MB to 1 GB" >&2
else
  for size in 10 30 100 300 1000; do
    for ((i = 0; i < size; i += 99)); do cat "$work/100mb.txt"; done >"$work/large.txt"
    truncate --size ${size}000000 "$work/large.txt"
    mkdir -p "$work/temporary"
    : >"$work/disk"
    "$tool" --threads 2 --memory 1G --temporary "$work/temporary" --report "$work/report.json" --quiet \
      "$work/large.txt" -o "$work/large.tsv" &
    running=$!
    while kill -0 $running 2>/dev/null; do
      # The files have no name: what the process has open in the directory.
      { stat -Lc %s /proc/$running/fd/* 2>/dev/null || true; } | awk '{ s += $1 } END { print s + 0 }' >>"$work/disk"
      sleep 1
    done
    wait $running
    seconds=$(sed -n 's/.*"seconds" : \([0-9.]*\).*/\1/p' "$work/report.json")
    memory=$(sed -n 's/.*"peak_memory" : \([0-9]*\).*/\1/p' "$work/report.json")
    size=$(stat -c %s "$work/large.txt")
    row "$(calc "$size / 1e6" 0) MB, --memory 1G, 2 threads" \
      "$(calc "$seconds" 0) s ($(calc "$seconds * 1e6 / $size") s/MB), $(calc "$memory / 1e6" 0) MB, open files $(calc "$(sort -g "$work/disk" | tail -1) / 1e6" 0) MB" \
      "completes" yes "wordmine --threads 2 --memory 1G large.txt"
  done
  rm -f "$work/large.txt"
fi

# --- contrast, explain ---

"$tool" count -n 4 --quiet "$work/pku.txt" -o "$work/pku.counts"
read -r cpu _ < <(measure "$tool" contrast --quiet "$work/a.counts" "$work/pku.counts" -o "$work/contrast.tsv")
row "\`contrast\`, counts of 100 MB" "$(calc "$cpu") s" "< 1 s" "$(verdict "$cpu < 1")" "wordmine contrast 100mb.counts pku.counts"
"$tool" --quiet --memory 1G "$work/100mb.txt" --save-model "$work/full.model" -o "$work/words.tsv"
read -r cpu _ < <(measure "$tool" explain 经济 --quiet --model "$work/full.model")
row "\`explain\`, model of 100 MB" "$(calc "$cpu") s" "< 1 s" "$(verdict "$cpu < 1")" "wordmine explain 经济 --model 100mb.model"

# --- segmenting ---

mb=$(megabytes "$work/100mb.txt")
"$tool" --method fast --quiet "$work/100mb.txt" --save-model "$work/100mb.model" -o "$work/words.tsv"
read -r cpu _ < <(measure "$tool" segment --threads 1 --quiet --model "$work/100mb.model" "$work/100mb.txt" -o "$work/seg")
row "\`segment --model\`, 100 MB, fast model" "$(calc "$mb / $cpu" 1) MB/s" "≥ 20" \
  "$(verdict "$mb / $cpu >= 20")" "wordmine segment --threads 1 --model 100mb.model 100mb.txt -o seg"
read -r cpu _ < <(measure "$tool" segment --threads 1 --quiet --model "$work/full.model" "$work/100mb.txt" -o "$work/seg")
row "the same, full model" "$(calc "$mb / $cpu" 1) MB/s" "–" "" "…"
"$tool" convert "$work/words.tsv" --to jieba -o "$work/words.dict"
read -r cpu _ < <(measure "$tool" segment --threads 1 --quiet --dictionary "$work/words.dict" "$work/100mb.txt" -o "$work/seg")
row "\`segment --dictionary\`, 100 MB" "$(calc "$mb / $cpu" 1) MB/s" "–" "" \
  "wordmine segment --threads 1 --dictionary words.dict 100mb.txt -o seg"

# --- start-up ---

start_ups() { for _ in $(seq 100); do "$tool" --version; done; }
read -r _ wall _ < <(measure start_ups)
row "start-up, \`wordmine --version\`" "$(calc "$wall * 10" 1) ms" "≤ 10 ms" \
  "$(verdict "$wall * 10 <= 10")" "wordmine --version (mean of 100)"

# --- CPU time beside peers and an older version ---

# pair NAME TO_REACH REFERENCE, and two commands as arrays `ours` and `theirs`: the best of alternating runs.
pair() {
  local name=$1 reach=$2 best_ours best_theirs
  : >"$work/ours"
  : >"$work/theirs"
  for ((i = 0; i < runs; i++)); do
    cpu_of "${ours[@]}" >>"$work/ours"
    cpu_of "${theirs[@]}" >>"$work/theirs"
  done
  best_ours=$(sort -g "$work/ours" | head -1) best_theirs=$(sort -g "$work/theirs" | head -1)
  row "CPU: $name" "$best_ours s to $best_theirs s, $(calc "$best_ours / $best_theirs" 2)" "≤ $reach" \
    "$(verdict "$best_ours <= $reach * $best_theirs")" "best of $runs, by turns"
}
cpu_of() {
  local TIMEFORMAT='%U %S'
  { time "$@" >/dev/null 2>"$work/err"; } 2>&1 | awk '{ print $1 + $2 }'
}

discover=("$tool" --threads 1 --quiet "$work/pku.txt" -o "$work/words.tsv")
if [ -n "$python" ]; then
  train='import sys, sentencepiece as s; s.SentencePieceTrainer.train(input=sys.argv[1], model_prefix=sys.argv[2], vocab_size=20000, model_type=sys.argv[3], num_threads=1, minloglevel=2)'
  theirs=("$python" -c "$train" "$work/pku.txt" "$work/peer" bpe)
  ours=("${discover[@]}") && pair "default to SentencePiece BPE" .85
  ours=("${discover[@]}" --effort quick) && pair "quick to SentencePiece BPE" .6
  ours=("${discover[@]}" --method fast) && pair "fast to SentencePiece BPE" .6
  ours=("${discover[@]}" --dictionary "$known") && pair "known dictionary to SentencePiece BPE" .85
  ours=("${discover[@]}")
  theirs=("$python" -c "$train" "$work/pku.txt" "$work/peer" unigram) && pair "default to SentencePiece unigram" .85
  theirs=("$python" -c 'import sys, tokenizers as t
k = t.Tokenizer(t.models.BPE()); k.train([sys.argv[1]], t.trainers.BpeTrainer(vocab_size=20000, show_progress=False))' "$work/pku.txt")
  export RAYON_NUM_THREADS=1 && pair "default to Hugging Face BPE" .85
  ours=("$tool" segment --threads 1 --quiet --model "$work/full.model" "$work/100mb.txt" -o "$work/seg")
  theirs=("$python" -c 'import sys, rjieba
o = open(sys.argv[2], "w", encoding="utf-8")
for l in open(sys.argv[1], encoding="utf-8"): o.write(" ".join(rjieba.cut(l, False)))' "$work/100mb.txt" "$work/seg")
  pair "\`segment --model\`, full, 100 MB, to rjieba" .5
fi
if [ -n "${BENCH_OLD:-}" ]; then
  for method in full fast; do
    options=(--threads 1 --quiet --method $method "$work/pku.txt" -o "$work/words.tsv")
    reach=1.6 && [ $method = fast ] && reach=1.8
    ours=("$tool" "${options[@]}") theirs=("$BENCH_OLD" "${options[@]}") && pair "PKU, --method $method, to the older version" $reach
  done
fi

# --- the results file ---

{
  sed '/<!-- measured -->/q' Tests/Benchmarks/RESULTS.md
  echo
  echo "Commit $(git rev-parse --short HEAD), $(date -u +%F). $(nproc) cores of" \
    "$(awk -F ': ' '/model name/ { print $2; exit }' /proc/cpuinfo)," \
    "$(awk '/MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo), $(swift --version 2>/dev/null |
      sed -n 's/.*Swift version \([0-9.]*\).*/Swift \1/p'). Medians of $runs runs."
  echo
  echo "| what | measured | to reach | reached | command |"
  echo "| --- | --- | --- | --- | --- |"
  cat "$table"
  echo
  sed -n '/<!-- end -->/,$p' Tests/Benchmarks/RESULTS.md
} >"$work/RESULTS.md"
cp "$work/RESULTS.md" Tests/Benchmarks/RESULTS.md
Tests/Benchmarks/frontier.sh <"$work/frontier" >Tests/Benchmarks/effort.svg
