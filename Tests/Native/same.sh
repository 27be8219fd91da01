#!/usr/bin/env bash
# same.sh PROGRAM...: checks that each program prints the same bytes as .build/release/wordmine, which uses the shared
# libraries of the system: for all encodings, compressions and scripts, so that no data of ICU is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."

reference=$PWD/.build/release/wordmine
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

text=corpora/sample/tea.txt
for encoding in UTF-16 UTF-16LE UTF-16BE GB18030 GBK GB2312 BIG5; do
  # Big5 has no simplified characters: what it lacks is left out.
  iconv -c -f UTF-8 -t $encoding $text >"$work/$encoding.txt"
done
"$reference" $text -q --save-model "$work/tea.model" -o "$work/tea.tsv"
gzip -k <$text >"$work/tea.gz"
bzip2 <$text >"$work/tea.bz2"
xz <$text >"$work/tea.xz"
zstd -q <$text >"$work/tea.zst"

# run PROGRAM: prints everything that is compared.
run() {
  local encoding file script
  for encoding in UTF-16 UTF-16LE UTF-16BE GB18030 GBK GB2312 BIG5; do
    echo "= $encoding"
    "$1" count -q -n 2 --encoding "${encoding,,}" "$work/$encoding.txt" | cksum
    "$1" -q --method fast "$work/$encoding.txt" | cksum # detected
  done
  for file in tea.gz tea.bz2 tea.xz tea.zst; do
    echo "= $file"
    "$1" count -q -n 2 "$work/$file" | cksum
  done
  for script in as-is simplified traditional; do
    echo "= $script"
    "$1" -q --method fast --script $script $text | cksum
    printf '①ＡｂÅﬃ㌔Ⅳ髙\n茶園\n' | "$1" count -q -n 1 --script $script
  done
  "$1" segment -q --model "$work/tea.model" $text | cksum
  "$1" segment -q --dictionary "$work/tea.tsv" $text | cksum
  "$1" vectors train -q --dimensions 5 $text | cksum
  "$1" -q /nonexistent 2>&1 || echo "status $?"
  "$1" --help | cksum
}

run "$reference" >"$work/expected"
for program in "$@"; do
  run "$program" >"$work/found"
  diff "$work/expected" "$work/found" || { echo "$program differs" >&2; exit 1; }
done
echo "$# passed, 0 failed"
