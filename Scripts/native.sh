#!/usr/bin/env bash
# native.sh library|program|static: links what `swift build` made, with all that it needs inside.
#
#   library  .build/native/libwordmine.so, which exports only the functions of wordmine.h, and the command as a
#            launcher of 14 KB, .build/native/wordmine
#   program  .build/native/program/wordmine, which needs no library but those of C
#   static   .build/native/static/wordmine, which needs no library at all
#
# Swift's package manager cannot do this: it leaves Swift's own library out of dynamic products, and takes shared
# ICU and compression libraries wherever there are any.
set -euo pipefail
cd "$(dirname "$0")/.."

release=.build/release native=.build/native archives=.build/native/archives
machine=$(uname -m)
triple=$machine-unknown-linux-gnu
system=$(gcc -print-file-name=libz.a)
system=$(dirname "$(realpath "$system")")

# What wordmine uses of ICU's data: normal forms, scripts, GB18030, Big5, and the names of encodings.
icu_items='cnvalias.icu gb18030.cnv ibm-1375_P100-2008.cnv nfkc.nrm nfkc_cf.nrm translit/root.res'

# Makes the archives to link, apart from the shared libraries of the same names.
make_archives() {
  mkdir -p $archives
  for name in icuuc icui18n z bz2 zstd lzma; do cp "$system/lib$name.a" $archives; done
  cp "$(gcc -print-file-name=libstdc++.a)" $archives
  make_icu_data
}

# The data of ICU with nothing but `icu_items`: 1.5 MB of 31.
make_icu_data() {
  local work=$native/icu package object
  rm -rf $work && mkdir -p $work/all $work/kept
  (cd $work/all && ar x "$system/libicudata.a")
  object=$(echo $work/all/*_dat.o)
  package=$(basename "$object" _dat.o) # such as icudt72l; ICU looks for items by this name
  objcopy -O binary -j .rodata "$object" "$work/all/$package.dat"
  tr ' ' '\n' <<<"$icu_items" >$work/kept.txt
  icupkg -l "$work/all/$package.dat" | grep -vxFf $work/kept.txt >$work/removed.txt
  icupkg -r $work/removed.txt "$work/all/$package.dat" "$work/kept/$package.dat"
  genccode -a gcc -e "${package%?}" -n "$package" -d $work/kept "$work/kept/$package.dat" >/dev/null
  gcc -c "$work/kept/${package}_dat.S" -o $work/data.o
  rm -f $archives/libicudata.a
  ar rcs $archives/libicudata.a $work/data.o
}

# The licences of what is linked, as the system has them, under the names of NOTICE.
copy_licenses() {
  local texts=$native/licenses documents=/usr/share/doc name
  rm -rf $texts && mkdir -p $texts
  cp LICENSE NOTICE $texts
  cp "$(dirname "$(realpath "$(command -v swiftc)")")/../share/swift/LICENSE.txt" $texts/swift.txt
  for name in icu:libicu-dev zlib:zlib1g-dev bzip2:libbz2-dev zstd:libzstd-dev xz:liblzma-dev gcc:libstdc++6 \
    glibc:libc6-dev; do
    cp "$documents/${name#*:}/copyright" "$texts/${name%:*}.txt"
  done
}

# link OUTPUT FLAG...: links the objects of the command, and more.
link() {
  swiftc -module-name wordmine -target "$triple" -use-ld=lld -o "$1" \
    @$native/objects "${@:2}" -L $archives -licui18n -licuuc -licudata -lz -lbz2 -lzstd -llzma \
    -Xlinker --gc-sections -Xlinker -O2
  strip "$1"
}

# Compiles what stands between the archives of Debian and systems that are older.
make_stubs() {
  objcopy --redefine-sym stdin=bz2_stdin --redefine-sym stdout=bz2_stdout \
    --redefine-sym stderr=bz2_stderr $archives/libbz2.a
  for name in stub allocator; do
    gcc -O2 -fPIC -fvisibility=hidden -c Scripts/native/$name.c -o $native/$name.o
  done
}

# check_glibc FILE: fails if a file asks for symbols that glibc 2.34 does not have.
check_glibc() {
  local newest
  newest=$({ objdump -T "$1"; echo GLIBC_2.34; } | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -1)
  [ "$newest" = GLIBC_2.34 ] || { echo "$1 needs $newest, which is newer than 2.34" >&2; exit 1; }
}

make_library() {
  # A process that loads the library keeps its own allocator.
  grep -v /CAllocation.build/ $release/wordmine.product/Objects.LinkFileList >$native/objects
  # Not those of sources that are gone.
  (cd Sources/WordMineC && printf "$release/WordMineC.build/%s.o\n" *.swift) >>$native/objects
  make_stubs
  link $native/libwordmine.so -static-stdlib -emit-library $native/stub.o $native/allocator.o \
    -Xlinker --exclude-libs=ALL -Xlinker --version-script=Scripts/native/exports.map \
    -Xlinker --defsym=wordmine_main=WordMineCLI_main -Xlinker -soname=libwordmine.so
  gcc -O2 -I Sources/CWordMine Scripts/native/launcher.c -o $native/wordmine \
    -L $native -lwordmine -Wl,-rpath,'$ORIGIN' -s
  cp Sources/CWordMine/wordmine.h $native
  check_glibc $native/libwordmine.so
  local others
  others=$(nm -D --defined-only $native/libwordmine.so | awk '$2 != "A" && $3 !~ /^wordmine_/')
  [ -z "$others" ] || { echo "libwordmine.so exports more than wordmine_*: $others" >&2; exit 1; }
}

# make_program NAME FLAG...
make_program() {
  mkdir -p "$native/$1"
  cp $release/wordmine.product/Objects.LinkFileList $native/objects
  link "$native/$1/wordmine" -Xlinker --defsym=main=WordMineCLI_main "${@:2}"
}

mkdir -p $native
copy_licenses
make_archives
case ${1:-} in
library) make_library ;;
program)
  make_stubs
  make_program program -static-stdlib $native/stub.o
  check_glibc $native/program/wordmine
  ;;
# The command has an allocator in front of that of C, which is in the same file here.
static) make_program static -static-executable -Xlinker --allow-multiple-definition ;;
*) echo "usage: native.sh library|program|static" >&2; exit 64 ;;
esac
