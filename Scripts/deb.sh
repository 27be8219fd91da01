#!/usr/bin/env bash
# deb.sh PROGRAM: makes dist/wordmine_VERSION_ARCHITECTURE.deb of a program that needs no library but those of C.
set -euo pipefail
cd "$(dirname "$0")/.."

program=$1 tree=.build/deb
maintainer=${DEBFULLNAME:-The authors of wordmine}' <'${DEBEMAIL:-wordmine@localhost}'>'
version=$("$program" --version)
architecture=$(dpkg --print-architecture)
documents=$tree/usr/share/doc/wordmine
libc=$(objdump -T "$program" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -1)

rm -rf $tree
install -D -m 755 "$program" $tree/usr/bin/wordmine
Scripts/manual.py "$program" $tree/usr/share/man/man1
gzip -9n $tree/usr/share/man/man1/*
mkdir -p $tree/usr/share/bash-completion/completions $tree/usr/share/zsh/vendor-completions \
  $tree/usr/share/fish/vendor_completions.d $tree/DEBIAN
# What is read by a shell, and not run, names no interpreter.
Scripts/completions.py "$program" bash | sed '1{/^#!/d}' >$tree/usr/share/bash-completion/completions/wordmine
Scripts/completions.py "$program" zsh >$tree/usr/share/zsh/vendor-completions/_wordmine
Scripts/completions.py "$program" fish >$tree/usr/share/fish/vendor_completions.d/wordmine.fish
install -D -m 644 Scripts/deb/copyright $documents/copyright
install -D -m 644 -t $documents/licenses NOTICE .build/native/licenses/*.txt
install -D -m 644 Scripts/deb/lintian-overrides $tree/usr/share/lintian/overrides/wordmine
gzip -9n <CHANGELOG.md >$documents/changelog.gz
{
  printf 'wordmine (%s-1) stable; urgency=low\n\n  * See changelog.gz.\n\n' "$version"
  printf ' -- %s  %s\n' "$maintainer" "$(date -R -u -r CHANGELOG.md)"
} | gzip -9n >$documents/changelog.Debian.gz
chmod -R u=rwX,go=rX $tree

cat >$tree/DEBIAN/control <<END
Package: wordmine
Version: $version-1
Architecture: $architecture
Maintainer: $maintainer
Section: text
Priority: optional
Installed-Size: $(du -sk --exclude=DEBIAN $tree | cut -f1)
Depends: libc6 (>= ${libc#GLIBC_}), libgcc-s1
Suggests: libopenblas0
Description: find the words, terms and templates of Chinese text
 wordmine finds the words of a Chinese corpus from the text alone, without a
 dictionary or labelled data: a ranked list with the figures behind each entry.
 It then segments text, and finds new words, terms, templates with slots,
 collocations, and what is typical of one corpus compared with another.
END
(cd $tree && find usr -type f -exec md5sum {} +) >$tree/DEBIAN/md5sums
mkdir -p dist
dpkg-deb --build --root-owner-group -Zxz $tree "dist/wordmine_$version-1_$architecture.deb"
