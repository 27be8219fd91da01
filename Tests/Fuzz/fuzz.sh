#!/usr/bin/env bash
# Runs every fuzz target for FUZZ_SECONDS (60), or for FUZZ_RUNS executions, and then says which failed.
# A find stays in Tests/Fuzz/FailCases/<target>, where `make test` replays it.
set -euo pipefail
cd "$(dirname "$0")"
scratch=../../.build-fuzz
sample=../../corpora/sample

WORDMINE_FUZZ=1 swift build --package-path ../.. -c release --scratch-path "$scratch" -Xswiftc -sanitize=fuzzer,address \
  -Xswiftc -use-ld=lld --product Fuzz
fuzzer=$scratch/release/Fuzz
targets=${FUZZ_TARGETS:-$("$fuzzer" | sed 's/targets: //')}

seed() { # target: writes seeds into its corpus
  local corpus=$scratch/corpus/$1
  mkdir -p "$corpus"
  "$fuzzer" "$1" seeds "$corpus"
  case $1 in
    Decoder)
      for i in 0 1 2 3; do
        encoding=$(printf 'UTF-8 GB18030 BIG5-HKSCS UTF-16' | cut -d' ' -f$((i + 1)))
        { printf "\\x$((i))"; head -3 "$sample/tea.txt" | iconv -c -t "$encoding"; } >"$corpus/$encoding"
      done
      { printf '\0'; head -3 "$sample/tea.txt" | gzip; } >"$corpus/gzip" ;;
    Dictionary)
      for file in ../../dictionaries/sample.*; do
        { printf '\0'; cat "$file"; } >"$corpus/$(basename "$file")"
      done ;;
  esac
}

failed=()
for target in $targets; do
  seed "$target"
  mkdir -p "FailCases/$target"
  echo "== $target"
  # A tree takes the third power of its sentence: shorter inputs are more inputs.
  length=4096
  case $target in
    Parser) length=64 ;;
    Matcher | Pattern) length=160 ;;
    Collocations | Vectors | Columns | Interface) length=512 ;;
    Templates) length=1024 ;;
    Archive) length=3072 ;;
    Dictionary) length=8192 ;;
  esac
  limit=-max_total_time=${FUZZ_SECONDS:-60}
  if [ -n "${FUZZ_RUNS:-}" ]; then limit=-runs=$FUZZ_RUNS; fi
  # The crash handler of Swift would hang; leaks are reported where there are none.
  SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 \
    "$fuzzer" "$target" "$limit" -timeout=20 -rss_limit_mb=4096 \
    -max_len="$length" -print_final_stats=1 -artifact_prefix="FailCases/$target/" \
    "$scratch/corpus/$target" "FailCases/$target" 2>&1 | tail -12 || failed+=("$target")
done
if [ ${#failed[@]} -gt 0 ]; then
  echo "failed: ${failed[*]}" >&2
  exit 1
fi
