#!/usr/bin/env bash
# Measures what is learnt on texts beside scikit-learn, and writes the table into RESULTS.md.
#
#   bench-models.sh DATA      DATA/data/reviews/online_shopping.tsv: category, label, review
#
# PYTHON=python3 is asked for scikit-learn, which is measured in the same run if it is there. CPU time
# is user + system of the whole process: reading, counting, learning, and telling the test's labels.
set -euo pipefail
cd "$(dirname "$0")/../.."

data=${1:?usage: bench-models.sh DATA}
reviews=$data/data/reviews/online_shopping.tsv
[ -e "$reviews" ] || reviews=$data/reviews/online_shopping.tsv
tool=$PWD/.build/release/wordmine
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
table=$work/table.md

[ -e "$reviews" ] || {
  echo "bench: there is no reviews/online_shopping.tsv in the data directory" >&2
  exit 66
}

# Rows count from 0 after the header; every fifth one is for the test.
awk -F '\t' -v d="$work" 'NR == 1 { print >d "/train.tsv"; print >d "/test.tsv"; next }
  { print >((NR - 2) % 5 == 0 ? d "/test.tsv" : d "/train.tsv") }' "$reviews"

cat >"$work/peer.py" <<'PEER'
import sys
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

def read(path, column):
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")][1:]
    return [row[column] for row in rows], [row[2] for row in rows]

train, test, column = sys.argv[1], sys.argv[2], int(sys.argv[3])
labels, texts = read(train, column)
truth, others = read(test, column)
grams = CountVectorizer(analyzer="char", ngram_range=(1, 2), binary=True, min_df=2)
model = LogisticRegression(C=1.0, max_iter=1000).fit(grams.fit_transform(texts), labels)
told = model.predict(grams.transform(others))
print(sum(a == b for a, b in zip(told, truth)), len(truth))
PEER

calc() { awk "BEGIN { printf \"%.${2:-3}f\", $1 }"; }
verdict() { awk "BEGIN { exit !($1) }" && echo yes || echo "**no**"; }
row() { # what, measured, to reach, verdict, command
  echo "| $1 | $2 | $3 | $4 | \`$5\` |" >>"$table"
  echo "$1: $2 ($3)" >&2
}

# cpu COMMAND…: CPU seconds; what it prints goes to $work/out.
cpu() {
  local TIMEFORMAT='%U %S %R'
  { time "$@" >"$work/out" 2>"$work/err"; } 2>"$work/time"
  awk '{ print $1 + $2 }' "$work/time"
}

classify() { # what, column number, column name, recorded accuracy
  local ours peer right known of
  ours=$(cpu "$tool" classify train --quiet --label "$3" --column review -m "$work/$3.model" \
    --test "$work/test.tsv" --threads 1 "$work/train.tsv")
  read -r of right < <(awk -F '\t' '$1 == "*" { print $2, $4 }' "$work/out")
  if "$python" -c 'import sklearn' 2>/dev/null; then
    peer=$(OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 cpu "$python" "$work/peer.py" \
      "$work/train.tsv" "$work/test.tsv" "$2")
    read -r known _ <"$work/out"
    row "$1, accuracy" "$(calc "$right / $of" 4), $right of $of" \
      "$known, scikit-learn's, within one" "$(verdict "($right - $known) ^ 2 <= 1 || $right > $known")" \
      "wordmine classify train --label $3 --column review --test test.tsv train.tsv -m a.model"
    row "$1, CPU" "$ours s; scikit-learn $peer s, $(calc "$peer / $ours" 1) ×" "≥ 3 ×" \
      "$(verdict "$peer >= 3 * $ours")" "… --threads 1; OMP_NUM_THREADS=1 python peer.py"
  else
    row "$1, accuracy" "$(calc "$right / $of" 4), $right of $of" "$4, recorded" \
      "$(verdict "$right / $of >= $4 - 1 / $of")" \
      "wordmine classify train --label $3 --column review --test test.tsv train.tsv -m a.model"
    row "$1, CPU" "$ours s" "–" "" "… --threads 1"
  fi
}

classify "category of ten" 0 category .8951
classify "sentiment" 1 label .9270

# --- language ---

# Rows i with i % 5 != 0 and i % 3 == 0 to learn from, with i % 50 == 0 to tell.
awk -F '\t' -v d="$work" 'NR > 1 { i = NR - 2
  if (i % 5 && i % 3 == 0) print $3 >d "/lm.train"; if (i % 50 == 0) print $3 >d "/lm.test" }' "$reviews"

language() { # what it is to reach
  local seconds bits
  seconds=$(cpu "$tool" lm train --quiet "$work/lm.train" -o "$work/lm" --threads 1)
  bits=$("$tool" lm eval --quiet -m "$work/lm" "$work/lm.test" | awk 'NR == 2 { print $4 }')
  row "language model, bits a character" "$bits after $(calc "$seconds / 60" 1) CPU minutes" \
    "< $1 in 30, that of Kneser-Ney of order 4" \
    "$(verdict "$bits < $1 && $seconds < 1800")" \
    "wordmine lm train lm.train -o lm; wordmine lm eval -m lm lm.test"
}

language 5.514

# --- topics ---

# Words of Chinese characters alone, so that both see the same ones.
"$tool" --quiet --column review "$reviews" -o "$work/words.tsv" --segmentation "$work/words.txt"
perl -CSD -lpe 's/[^ ]*[^ \x{4e00}-\x{9fff}][^ ]*//g' "$work/words.txt" >"$work/topics.txt"

cat >"$work/topics.py" <<'PEER'
import itertools, sys
from math import log
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.decomposition import NMF

documents = [line.split() for line in open(sys.argv[1], encoding="utf-8")]
frequencies = {}
for document in documents:
    for word in set(document):
        frequencies[word] = frequencies.get(word, 0) + 1
kept = [w for w, n in frequencies.items() if 10 <= n <= .1 * len(documents) and len(w) > 1]
kept = sorted(kept, key=lambda w: (-frequencies[w], w))[:5000]
places = {word: place for place, word in enumerate(kept)}
pairs = [(row, places[w]) for row, d in enumerate(documents) for w in d if w in places]
counts = csr_matrix((np.ones(len(pairs)), zip(*pairs)), (len(documents), len(kept)))
seen = (counts > 0).astype(float).tocsc()

def npmi(a, b):
    both = seen[:, a].multiply(seen[:, b]).sum() / len(documents)
    if both == 0: return -1
    return log(both / (seen[:, a].mean() * seen[:, b].mean())) / -log(both)

model = NMF(20, init="nndsvda", random_state=0, max_iter=200).fit(counts)
topics = [list(np.argsort(-row, kind="stable")[:10]) for row in model.components_]
pairs = [npmi(a, b) for topic in topics for a, b in itertools.combinations(topic, 2)]
print("%.3f %.3f" % (np.mean(pairs), len(set(sum(topics, []))) / 200))
PEER

topics() { # what NMF reaches, where it is not there
  local ours peer=0 of=$1 npmi diversity
  ours=$(cpu "$tool" topics --segmented "$work/topics.txt" --threads 1 -o "$work/topics.tsv")
  read -r npmi diversity < <(sed -nE 's/.*NPMI ([^,]*), diversity (.*)/\1 \2/p' "$work/err")
  if "$python" -c 'import sklearn' 2>/dev/null; then
    peer=$(OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 cpu "$python" "$work/topics.py" \
      "$work/topics.txt")
    read -r of _ <"$work/out"
  fi
  row "20 topics, document NPMI" \
    "$npmi, diversity $diversity, $ours s; NMF $(cat "$work/out"), $peer s" "$of, NMF's" \
    "$(verdict "$npmi >= $of")" "wordmine topics --segmented topics.txt"
}

topics .240

# --- the table ---

processor=$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -1)
peer=$("$python" -c 'import sklearn; print(", scikit-learn " + sklearn.__version__)' 2>/dev/null || true)
{
  echo "<!-- models -->"
  echo
  echo "Commit $(git rev-parse --short HEAD), $(date -u +%F). $(nproc) cores of $processor$peer."
  echo
  echo "| what | measured | to reach | reached | command |"
  echo "| --- | --- | --- | --- | --- |"
  cat "$table"
  echo
  echo "<!-- end models -->"
} >"$work/section.md"
awk -v section="$work/section.md" '
  /<!-- models -->/ { while ((getline line <section) > 0) print line; skip = 1 }
  !skip
  /<!-- end models -->/ { skip = 0 }' Tests/Benchmarks/RESULTS.md >"$work/results.md"
cp "$work/results.md" Tests/Benchmarks/RESULTS.md
