#!/usr/bin/env bash
# Finds the words of a corpus in shards, several at once, or as arrays of Slurm.
#
#     distributed.sh OUT RANGES SHARD… [-- OPTION…]
#
# OUT is a directory that all machines share; it receives words.tsv, words.model and segmented.txt. RANGES is
# how many parts the strings are divided into. A SHARD is a file that ends where a line ends; their order is
# that of the text. The OPTIONs are those of `wordmine shard plan`.
#
#     JOBS       steps at once on this machine (the number of its processors)
#     SLURM      options of sbatch, if each step is to be a job: SLURM="--mem=8G --cpus-per-task=4"
#     WORDMINE   the program
set -euo pipefail

out=$1 ranges=$2
shift 2
shards=()
while (($#)) && [[ $1 != -- ]]; do shards+=("$1") && shift; done
options=("${@:2}")
wordmine="${WORDMINE:-wordmine}"
shard="$wordmine shard"
jobs=${JOBS:-$(nproc)}
mkdir -p "$out"

# Runs the commands of a step, one a line; fails if one of them does.
run() {
  if [[ -n ${SLURM:-} ]]; then
    cat > "$out/$1.commands"
    # shellcheck disable=SC2086
    sbatch --wait --quiet --array="1-$(wc -l < "$out/$1.commands")" $SLURM \
      --wrap "sed -n \"\${SLURM_ARRAY_TASK_ID}p\" $(printf %q "$out/$1.commands") | bash"
  elif command -v parallel > /dev/null; then
    parallel --halt now,fail=1 -j "$jobs"
  else
    xargs -d '\n' -P "$jobs" -n 1 bash -c
  fi
}

# The name of a file in OUT, as a shell writes it.
name() { printf '%q' "$out/$1"; }

# The names of the files of all shards, or of all ranges in both directions, with an ending.
of_shards() { for i in "${!shards[@]}"; do echo -n "$(name "$i.$1") "; done; }
of_ranges() { for range in $(all_ranges); do echo -n "$(name "$range.$1") "; done; }
all_ranges() { for ((i = 0; i < ranges; i++)); do printf 'right-%04d left-%04d ' "$i" "$i"; done; }

# 1. How each atom is written in each shard; then the plan.
for i in "${!shards[@]}"; do
  echo "$shard written -q $(printf %q "${shards[i]}") -o $(name "$i.written")"
done | run written
echo "$shard plan -q $(of_shards written) --ranges $ranges -o $(name plan) ${options[*]@Q}" | run plan

# 2. The strings of each shard, and what it gives to the sample; then the counts of each range.
for i in "${!shards[@]}"; do
  text=$(printf %q "${shards[i]}")
  echo "$shard count -q --plan $(name plan) $text -o $(name "$i")"
  echo "$shard sample -q --plan $(name plan) --shard $i $text -o $(name "$i.sample")"
done | run count
for range in $(all_ranges); do
  parts=$(for i in "${!shards[@]}"; do echo -n "$(name "$i/$range.counts") "; done)
  echo "$shard merge -q $parts -o $(name "$range.counts")"
done | run merge

# 3. The entropies of each range; then the model.
for range in $(all_ranges); do
  echo "$shard entropies -q --plan $(name plan) --counts $(name "$range.counts")" \
    "--sample $(of_shards sample) -o $(name "$range.entropies")"
done | run entropies
echo "$shard fit -q --plan $(name plan) --sample $(of_shards sample)" \
  "--entropies $(of_ranges entropies) -o $(name model)" | run fit

# 4. The uses of words in each shard, and the shard itself, cut; then all uses.
for i in "${!shards[@]}"; do
  text=$(printf %q "${shards[i]}")
  echo "$shard uses -q --plan $(name plan) --model $(name model) $text" \
    "--sample $(of_shards sample) -o $(name "$i.uses")"
  echo "$wordmine segment -q --model $(name model) $text -o $(name "$i.segmented")"
done | run uses
echo "$shard merge -q $(of_shards uses) -o $(name uses)" | run merge-uses

# 5. What is said of the words of each range; then the dictionary.
for range in $(all_ranges); do
  echo "$shard measures -q --plan $(name plan) --uses $(name uses)" \
    "--counts $(name "$range.counts") -o $(name "$range.measures")"
done | run measures
echo "$shard dictionary -q --plan $(name plan) --model $(name model) --uses $(name uses)" \
  "--measures $(of_ranges measures) -o $(name words.tsv) --save-model $(name words.model)" |
  run dictionary
for i in "${!shards[@]}"; do cat "$out/$i.segmented"; done > "$out/segmented.txt"
