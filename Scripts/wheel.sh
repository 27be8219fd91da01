#!/usr/bin/env bash
# wheel.sh build|test|docs: makes dist/wordmine-*.whl of what `make native` made, tests it in fresh environments, or
# writes its documentation.
set -euo pipefail
cd "$(dirname "$0")/.."

native=$PWD/.build/native environments=$PWD/.build/environments

# environment NAME PACKAGE...: a fresh virtual environment.
environment() {
  rm -rf "$environments/$1"
  python3 -m venv "$environments/$1"
  "$environments/$1/bin/pip" install -q --disable-pip-version-check "${@:2}"
}

build() {
  rm -f dist/wordmine-*.whl
  [ -x "$environments/build/bin/hatchling" ] || environment build hatchling
  rm -rf python/licenses && cp -r "$native/licenses" python
  (cd python && WORDMINE_NATIVE=$native "$environments/build/bin/hatchling" build -t wheel -d ../dist)
}

# Where there is nothing but Python, and where there are libraries of tables.
test() {
  environment plain dist/wordmine-*.whl pytest mypy
  environment tables dist/wordmine-*.whl pytest pandas polars pyarrow
  (cd python && "$environments/plain/bin/mypy" src tests)
  (cd python && "$environments/plain/bin/pytest" -q -p no:cacheprovider)
  (cd python && "$environments/tables/bin/pytest" -q -p no:cacheprovider tests/test_tables.py)
}

docs() {
  environment docs dist/wordmine-*.whl pdoc==16.0.0
  "$environments/docs/bin/pdoc" --docformat google -o .build/docs/python wordmine wordmine.jieba wordmine.spark
}

case ${1:-} in
build) build ;;
test) test ;;
docs) docs ;;
*) echo "usage: wheel.sh build|test|docs" >&2; exit 64 ;;
esac
