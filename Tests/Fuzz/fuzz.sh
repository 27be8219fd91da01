#!/usr/bin/env bash
# Runs every fuzz target for FUZZ_SECONDS (60), seeded from the samples and what failed before.
# A find stays in Tests/Fuzz/FailCases/<target>, where `make test` replays it.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${FUZZ_SECONDS:-60}
targets=${FUZZ_TARGETS:-Decoder Tokenizer Dictionary Counts Known Model Links Collocations Parser Templates Matcher Archive Vectors}
scratch=../../.build-fuzz
tool=../../.build/release/wordmine
sample=../../corpora/sample

WORDMINE_FUZZ=1 swift build --package-path ../.. -c release --scratch-path "$scratch" -Xswiftc -sanitize=fuzzer,address \
  -Xswiftc -use-ld=lld --product Fuzz

seed() { # target: writes seeds into its corpus
  local corpus=$scratch/corpus/$1
  mkdir -p "$corpus"
  case $1 in
    Decoder)
      for i in 0 1 2 3; do
        encoding=$(printf 'UTF-8 GB18030 BIG5-HKSCS UTF-16' | cut -d' ' -f$((i + 1)))
        { printf "\\x$((i))"; head -3 "$sample/tea.txt" | iconv -c -t "$encoding"; } >"$corpus/$encoding"
      done
      { printf '\0'; head -3 "$sample/tea.txt" | gzip; } >"$corpus/gzip"
      { printf '\0'; head -3 "$sample/tea.txt" | xz; } >"$corpus/xz" ;;
    Tokenizer)
      head -2 "$sample/tea.txt" >"$corpus/tea"
      head -2 "$sample/clinic.txt" >"$corpus/clinic" ;;
    Dictionary)
      for file in ../../dictionaries/sample.*; do
        { printf '\0'; cat "$file"; } >"$corpus/$(basename "$file")"
      done ;;
    Counts) head -1 "$sample/tea.txt" | "$tool" count --quiet --format counts -n 2 >"$corpus/tea" ;;
    Known) head -1 "$sample/tea.txt" | "$tool" count --quiet --format counts -n 5 >"$corpus/tea" ;;
    Links)
      head -3 "$sample/tea.txt" | "$tool" collocate --quiet --save-model "$corpus/tea" >/dev/null ;;
    Collocations)
      for format in tsv jsonl; do
        head -9 "$sample/tea.txt" | "$tool" collocate --quiet --limit 2 --format $format >"$corpus/$format"
      done ;;
    Parser)
      { printf '\0'; head -2 "$sample/tea.txt" | "$tool" segment --quiet \
        --dictionary "$sample/tea.terms.txt"; } >"$corpus/tea" ;;
    Model) head -3 "$sample/tea.txt" | "$tool" --quiet --save-model "$corpus/tea" >/dev/null ;;
    Templates)
      local text='从 北京 到 上海 在 水 中 。从 这里 到 那里 在 山 中 。从 东 到 西 在 路 中 。'
      for format in jsonl tsv plain regex cql; do
        { printf '\0'; printf "$text\n%.0s" {1..20} |
          "$tool" templates --quiet --segmented --format $format --limit 5; } >"$corpus/$format"
      done ;;
    Archive) "$scratch/release/Fuzz" Archive seeds "$corpus" ;;
    Vectors)
      local shape
      printf '\x012 2\n茶 0.5 -1e-9\n水 3 0\n' >"$corpus/words"
      for shape in '<f4 2,2' '<f8 2,'; do
        # The version and the length of the header, the header, 16 bytes of numbers.
        { printf '\0\x93NUMPY\x01\0\x40\0%-63s\n' \
            "{'descr': '${shape% *}', 'fortran_order': False, 'shape': (${shape#* })}"
          printf '0123456789abcdef'; } >"$corpus/${shape:1:2}"
      done ;;
    Matcher) printf '从 [X] 到 [to]\n^ 在 [X] 中 $\n\n从 北京 到 上海 ， 在 水 中 。\n' >"$corpus/trip" ;;
  esac
}

for target in $targets; do
  seed "$target"
  mkdir -p "FailCases/$target"
  echo "== $target"
  # A tree takes the third power of its sentence: shorter inputs are more inputs.
  length=4096
  case $target in
    Parser) length=64 ;;
    Matcher) length=160 ;;
    Collocations | Vectors) length=512 ;;
    Templates) length=1024 ;;
    Archive) length=3072 ;;
  esac
  # The crash handler of Swift would hang; leaks are reported where there are none.
  SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 \
    "$scratch/release/Fuzz" "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 \
    -max_len="$length" -print_final_stats=1 -artifact_prefix="FailCases/$target/" \
    "$scratch/corpus/$target" "FailCases/$target" 2>&1 | tail -12
done
