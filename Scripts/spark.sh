#!/usr/bin/env bash
# spark.sh test|demo [TEXT]: tests the wheel on Apache Spark, or mines a text on a cluster of two workers of this machine
# and compares the result with that of one machine. Says so and ends well where Java or PySpark cannot be had.
set -euo pipefail
cd "$(dirname "$0")/.."

java=openjdk-17-jre-headless
environment=$PWD/.build/environments/spark

skip() {
  echo "spark: skipped, $*"
  exit 0
}

prepare() {
  if ! command -v java >/dev/null; then
    command -v apt-get >/dev/null || skip "there is no Java here"
    root=$([ "$(id -u)" -eq 0 ] || echo sudo)
    { $root apt-get -qq update && $root env DEBIAN_FRONTEND=noninteractive \
      apt-get -qq install -y --no-install-recommends "$java" >/dev/null; } || skip "$java cannot be installed"
  fi
  rm -rf "$environment"
  python3 -m venv "$environment"
  wheel=$(echo dist/wordmine-*.whl)
  "$environment/bin/pip" install -q --disable-pip-version-check "$wheel[spark]" pytest mypy ||
    skip "PySpark cannot be installed"
}

case ${1:-} in
test)
  prepare
  cd python/spark_tests
  "$environment/bin/mypy" --config-file ../pyproject.toml .
  "$environment/bin/pytest" -q -p no:cacheprovider --ignore test_cluster.py .
  "$environment/bin/pytest" -q -p no:cacheprovider test_cluster.py
  ;;
demo)
  prepare
  "$environment/bin/python" python/spark_tests/demo.py "${@:2}"
  ;;
*) echo "usage: spark.sh test|demo [TEXT]" >&2; exit 64 ;;
esac
