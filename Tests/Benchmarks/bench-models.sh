#!/usr/bin/env bash
# Measures what is learned on texts beside scikit-learn, and writes the tables into RESULTS.md.
#
#   bench-models.sh DATA      DATA/data/reviews/online_shopping.tsv: category, label, review
#
# MODELS="classifiers vectors" says what is measured; a section that is not stays as it is.
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
  ours=$(cpu "$tool" classify train --quiet --label "$3" --column review --save-model "$work/$3.model" \
    --test "$work/test.tsv" --threads 1 "$work/train.tsv")
  read -r of right < <(awk -F '\t' '$1 == "*" { print $2, $4 }' "$work/out")
  if "$python" -c 'import sklearn' 2>/dev/null; then
    peer=$(OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 cpu "$python" "$work/peer.py" \
      "$work/train.tsv" "$work/test.tsv" "$2")
    read -r known _ <"$work/out"
    row "$1, accuracy" "$(calc "$right / $of" 4), $right of $of" \
      "$known, scikit-learn's, within one" "$(verdict "($right - $known) ^ 2 <= 1 || $right > $known")" \
      "wordmine classify train --label $3 --column review --test test.tsv train.tsv --save-model a.model"
    row "$1, CPU" "$ours s; scikit-learn $peer s, $(calc "$peer / $ours" 1) ×" "≥ 3 ×" \
      "$(verdict "$peer >= 3 * $ours")" "… --threads 1; OMP_NUM_THREADS=1 python peer.py"
  else
    row "$1, accuracy" "$(calc "$right / $of" 4), $right of $of" "$4, recorded" \
      "$(verdict "$right / $of >= $4 - 1 / $of")" \
      "wordmine classify train --label $3 --column review --test test.tsv train.tsv --save-model a.model"
    row "$1, CPU" "$ours s" "–" "" "… --threads 1"
  fi
}

# section NAME PACKAGES…: puts the table between the marks of its name.
section() {
  local name=$1 package peers=
  shift
  for package; do
    peers+=$("$python" -c "
import importlib.metadata as m
print(', $package ' + m.version('$package'))" 2>/dev/null || true)
  done
  {
    echo "<!-- $name -->"
    echo
    echo "Commit $(git rev-parse --short HEAD), $(date -u +%F). $(nproc) cores of $processor$peers."
    echo
    echo "| what | measured | to reach | reached | command |"
    echo "| --- | --- | --- | --- | --- |"
    cat "$table"
    echo
    echo "<!-- end $name -->"
  } >"$work/section.md"
  awk -v section="$work/section.md" -v first="<!-- $name -->" -v last="<!-- end $name -->" '
    $0 == first { while ((getline line <section) > 0) print line; skip = 1 }
    !skip
    $0 == last { skip = 0 }' Tests/Benchmarks/RESULTS.md >"$work/results.md"
  cp "$work/results.md" Tests/Benchmarks/RESULTS.md
  rm "$table"
}

processor=$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -1)
measures() { case " ${MODELS:-classifiers language topics vectors} " in *" $1 "*) ;; *) return 1 ;; esac; }

# --- classifiers ---

if measures classifiers; then
  classify "category of ten" 0 category .8951
  classify "sentiment" 1 label .9270
  section models scikit-learn
fi

# --- language ---

# Rows i with i % 5 != 0 and i % 3 == 0 to learn from, with i % 50 == 0 to tell.
awk -F '\t' -v d="$work" 'NR > 1 { i = NR - 2
  if (i % 5 && i % 3 == 0) print $3 >d "/lm.train"; if (i % 50 == 0) print $3 >d "/lm.test" }' "$reviews"

language() { # what it is to reach
  local seconds bits
  seconds=$(cpu "$tool" lm train --quiet "$work/lm.train" --save-model "$work/lm" --threads 1)
  bits=$("$tool" lm eval --quiet --model "$work/lm" "$work/lm.test" | awk 'NR == 2 { print $4 }')
  row "language model, bits a character" "$bits after $(calc "$seconds / 60" 1) CPU minutes" \
    "< $1 in 30, that of Kneser-Ney of order 4" \
    "$(verdict "$bits < $1 && $seconds < 1800")" \
    "wordmine lm train lm.train --save-model lm; wordmine lm eval --model lm lm.test"
}

if measures language; then
  language 5.514
  section language
fi

# --- topics ---

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
counts = csr_matrix((np.ones(len(pairs)), tuple(zip(*pairs))), (len(documents), len(kept)))
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

if measures topics; then
  # Words of Chinese characters alone, so that both see the same ones.
  "$tool" --quiet --column review "$reviews" -o "$work/words.tsv" --segmentation "$work/words.txt"
  perl -CSD -lpe 's/[^ ]*[^ \x{4e00}-\x{9fff}][^ ]*//g' "$work/words.txt" >"$work/topics.txt"
  topics .240
  section topics scikit-learn
fi

# --- vectors ---

measures vectors || exit 0

# Even rows, counted from 0 after the header; words by a model that was discovered in them.
awk 'NR == 1 || NR % 2 == 0' "$reviews" >"$work/even.tsv"
"$tool" --quiet --effort quick --column review "$work/even.tsv" --save-model "$work/words.model" \
  -o "$work/words.tsv"
"$tool" segment --quiet --column review --model "$work/words.model" "$work/even.tsv" \
  -o "$work/even.words"

cat >"$work/vectors.py" <<'PEER'
# The same vectors, by scikit-learn: prints CPU seconds of counting and of the decomposition alone.
import sys, time
from collections import Counter
import numpy as np, scipy.sparse as sp
from sklearn.utils.extmath import randomized_svd

lines = [[w for w in line.split() if any(c.isalnum() for c in w)] for line in open(sys.argv[1], encoding="utf-8")]
start = time.process_time()
counts = Counter(w for line in lines for w in line)
number = {w: i for i, (w, n) in enumerate(counts.most_common()) if n >= 5}
rows, columns = [], []
for line in lines:
    ids = [number[w] for w in line if w in number]
    for distance in range(1, 6):
        rows += ids[distance:] + ids[:-distance]
        columns += ids[:-distance] + ids[distance:]
c = sp.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(number),) * 2)
contexts = np.asarray(c.sum(0)).ravel() ** 0.75
c = c.tocoo()
words = np.asarray(c.sum(1)).ravel()
values = np.log(c.data / (words[c.row] * (contexts / contexts.sum())[c.col]))
m = sp.csr_matrix((values, (c.row, c.col)), shape=c.shape)
m.data[m.data < 0] = 0
m.eliminate_zeros()
middle = time.process_time()
randomized_svd(m.astype(np.float32), 100, n_oversamples=10, n_iter=4, power_iteration_normalizer="QR", random_state=1)
print(round(middle - start, 2), round(time.process_time() - middle, 2), len(number), m.nnz)
PEER

cat >"$work/neighbours.py" <<'PEER'
# Ten nearest sentences by the words of jieba: PPMI and singular values by scikit-learn, skip-grams by gensim.
# Prints accuracy and precision of both, and the CPU seconds that the skip-grams took.
import sys, time
from collections import Counter
import jieba, numpy as np, scipy.sparse as sp
from gensim.models import Word2Vec
from sklearn.utils.extmath import randomized_svd

jieba.setLogLevel(60)
rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8")][1:]
labels = np.array([row[0] for row in rows])
texts = [[w for w in jieba.lcut(row[2]) if any(c.isalnum() for c in w)] for row in rows]
counts = Counter(w for text in texts for w in text)
number = {w: i for i, (w, n) in enumerate(counts.most_common()) if n >= 5}
share = np.array([counts[w] for w in number]) / sum(counts[w] for w in number)

def told(vectors):
    weights = 1e-3 / (1e-3 + share)
    sentences = np.zeros((len(texts), vectors.shape[1]))
    for row, text in enumerate(texts):
        ids = [number[w] for w in text if w in number]
        if ids: sentences[row] = (vectors[ids] * weights[ids, None]).mean(0)
    sentences /= np.maximum(np.linalg.norm(sentences, axis=1, keepdims=True), 1e-8)
    asked = np.arange(0, len(texts), 10)
    others = np.setdiff1d(np.arange(len(texts)), asked)
    right, same = 0, 0.0
    for part in np.array_split(asked, 16):
        nearest = others[np.argpartition(-(sentences[part] @ sentences[others].T), 10)[:, :10]]
        for row, found in zip(part, nearest):
            votes = Counter(labels[found]).most_common()
            right += votes[0][0] == labels[row]
            same += np.mean(labels[found] == labels[row])
    return "%.4f (%.3f)" % (right / len(asked), same / len(asked))

pairs = Counter()
for text in texts:
    ids = [number[w] for w in text if w in number]
    for place, word in enumerate(ids):
        for other in ids[max(0, place - 5):place] + ids[place + 1:place + 6]: pairs[word, other] += 1
keys, values = np.array(list(pairs)), np.array(list(pairs.values()), float)
c = sp.coo_matrix((values, (keys[:, 0], keys[:, 1])), shape=(len(number),) * 2)
contexts = np.asarray(c.sum(0)).ravel() ** 0.75
information = np.log(values / (np.asarray(c.sum(1)).ravel()[c.row] * (contexts / contexts.sum())[c.col]))
m = sp.csr_matrix((np.maximum(information, 0), (c.row, c.col)), shape=c.shape)
u, s, _ = randomized_svd(m, 100, n_oversamples=10, n_iter=4, random_state=1)
print(told(u * s ** 0.5), end="\t")
start = time.process_time()
model = Word2Vec(texts, vector_size=100, window=5, min_count=5, sg=1, epochs=3, workers=1, seed=1)
seconds = time.process_time() - start
print(told(model.wv[list(number)]), "%.1f" % seconds, sep="\t")
PEER

train() { # what is appended to the command
  cpu "$tool" vectors train --quiet --segmented --threads 1 "$work/even.words" -o "$work/$1" "${@:2}"
}
evaluate() { # a file of vectors: prints accuracy and precision, raw, whitened and by a flow
  "$tool" vectors eval --quiet -v "$work/$1" --word-model "$work/words.model" --label category \
    --column review "$work/even.tsv" >"$work/out"
}
told() { awk -F '\t' -v n="$1" -v d="$2" '$1 == n && $2 == d { print $3 " (" $4 ")" }' "$work/out"; }

seconds=$(train ppmi.vectors --report "$work/report.json")
decomposition=$(sed -n 's/.*"decomposition_seconds" : \([0-9.]*\).*/\1/p' "$work/report.json")
evaluate ppmi.vectors
raw=$(awk -F '\t' '$1 == "raw" { print $3 }' "$work/out")
row "ten nearest sentences, category accuracy (precision), own words" "$(told raw 100)" "≥ .845" \
  "$(verdict "$raw >= .845")" \
  "wordmine vectors train --segmented even.words; wordmine vectors eval --label category --column review even.tsv"
if "$python" -c 'import sklearn, gensim, jieba' 2>/dev/null; then
  OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "$python" "$work/neighbours.py" "$work/even.tsv" >"$work/peers"
  row "the same by jieba's words: scikit-learn's singular vectors / gensim's skip-grams" \
    "$(cut -f 1 "$work/peers") / $(cut -f 2 "$work/peers"), $(cut -f 3 "$work/peers") s" "–" "" \
    "randomized_svd, Word2Vec(sg=1, epochs=3)"
fi
row "the same, whitened to 100 / 50 dimensions" "$(told whitened 100) / $(told whitened 50)" "–" "" "the same"
row "the same, by a flow" "$(told flow 100)" "–" "" "the same"
if "$python" -c 'import sklearn' 2>/dev/null; then
  OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "$python" "$work/vectors.py" "$work/even.words" >"$work/out"
  read -r counting svd words elements <"$work/out"
  row "100 singular values of the same $words² words, $elements elements, CPU" \
    "$(calc "$decomposition" 2) s, $seconds with reading and counting; scikit-learn $svd s, and $counting to count" \
    "no slower than scikit-learn's" "$(verdict "$decomposition <= $svd")" \
    "wordmine vectors train --segmented --threads 1 even.words --report r.json; randomized_svd, q = 4"
fi
for rule in tiger lion adamw; do
  seconds=$(train "$rule.vectors" --method sgns --optimizer "$rule")
  evaluate "$rule.vectors"
  row "skip-grams by $rule, raw / whitened to 100" "$(told raw 100) / $(told whitened 100), $seconds s" "–" "" \
    "wordmine vectors train --method sgns --optimizer $rule --segmented even.words"
done
lines=$(($(wc -l <"$work/even.tsv") - 1))
seconds=$(cpu "$tool" search build --quiet --threads 1 -v "$work/ppmi.vectors" --column review \
  --word-model "$work/words.model" "$work/even.tsv" -o "$work/even.index")
row "sentences indexed a CPU second, from raw text" "$(calc "$lines / $seconds" 0), $lines in $seconds s" \
  "≥ 10,000" "$(verdict "$lines >= 10000 * $seconds")" \
  "wordmine search build --threads 1 -v ppmi.vectors --word-model words.model --column review even.tsv"
section vectors scikit-learn gensim jieba
