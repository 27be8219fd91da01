#!/usr/bin/env bash
# test.sh [ROUNDS]: compiles the test of the C interface against what `make native` made, and runs it under the
# sanitizers for addresses and undefined behaviour.
set -euo pipefail
cd "$(dirname "$0")/../.."

native=$PWD/.build/native
gcc -std=gnu11 -Wall -Wextra -Werror -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all \
  -I "$native" Tests/Native/test_wordmine.c -o "$native/test_wordmine" \
  -L "$native" -lwordmine -Wl,-rpath,"$native" -pthread
"$native/test_wordmine" "${1:-200}"
