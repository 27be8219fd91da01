#!/usr/bin/env bash
# Tests the page of `report` in a browser: test.sh WORDMINE [--screenshots DIR]
#
# Chromium comes from Debian, selenium and axe from PyPI, in an environment that is removed.
set -euo pipefail
tool=$(realpath "$1")
shift

if ! command -v chromium >/dev/null; then
  root=$([ "$(id -u)" -eq 0 ] || echo sudo)
  { $root apt-get -qq update && $root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \
    --no-install-recommends chromium chromium-driver fonts-noto-cjk; } >/dev/null || {
    echo "test-browser: SKIPPED, Chromium cannot be had here" >&2
    exit 0
  }
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" --quiet install selenium==4.51.0 axe-playwright-python==0.1.8 || {
  echo "test-browser: SKIPPED, selenium and axe cannot be had here" >&2
  exit 0
}
"$work/python/bin/python" "$(dirname "$0")/test_report.py" "$tool" "$@"
