#!/usr/bin/env python3
"""Writes the hashes of the page of `wordmine report`, by which browsers run its script; with --check, compares them."""

import base64
import hashlib
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent / "Sources/WordMineReport"
HASHES = ROOT / "PageHashes.swift"


def sha256(text):
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def main():
    source = (ROOT / "ReportPage.swift").read_text()
    names = re.findall(r"PackageResources\.(\w+)_js", source)
    scripts = [(ROOT / f"Page/{name}.js").read_text() for name in names]
    hashes = {
        "script": sha256('"use strict";\n' + "\n".join(scripts)),
        "style": sha256((ROOT / "Page/report.css").read_text()),
    }
    old = HASHES.read_text()
    new = old
    for name, value in hashes.items():
        new = re.sub(rf'(static let {name} = )".*"', lambda match: f'{match[1]}"{value}"', new)
    if "--check" in sys.argv:
        if new != old:
            sys.exit("The hashes of the page of `report` are old: run Scripts/page_hashes.py")
    else:
        HASHES.write_text(new)


main()
