# For scripts that measure on reviews: enters the repository, and sets `tool`, `reviews` (a table with the
# texts in its third column) and `work`, a directory that goes with the script.
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
tool=${BENCH_TOOL:-.build/release/wordmine}
reviews=$1/reviews/online_shopping.tsv
[ -e "$reviews" ] || reviews=$1/data/reviews/online_shopping.tsv
[ -e "$reviews" ] || {
  echo "bench: there is no $1/reviews/online_shopping.tsv; nothing was measured" >&2
  exit 66
}
command -v python3 >/dev/null || { echo "bench: python3 is missing; nothing was measured" >&2; exit 69; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
