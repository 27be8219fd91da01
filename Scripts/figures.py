#!/usr/bin/env python3
"""Prints code metrics as a Markdown table: one row per target, then the total.

    figures.py [--root DIR]

Lengths are in lines; that of a function runs from its signature to its closing brace. A public
declaration counts as documented if a documentation comment precedes it. Back arrows are the uses
that floors.py reports, for the targets that have an order of folders.
"""
import argparse
import math
from pathlib import Path

import floors
from swiftsource import FUNCTIONS, swift_files

HEADER = [
    "target", "files", "lines", "file p50/p95/max", "function p50/p95/max", "public documented",
    "back arrows",
]


def spread(lengths):
    """The median, the 95th percentile and the maximum, by nearest rank."""
    if not lengths:
        return "–"
    ordered = sorted(lengths)
    ranks = (math.ceil(share * len(ordered)) for share in (0.5, 0.95, 1))
    return "/".join(str(ordered[rank - 1]) for rank in ranks)


def function_lengths(file):
    return [
        declaration.last_line - declaration.first_line + 1 for declaration in file.declarations
        if declaration.kind in FUNCTIONS and declaration.has_body]


def row(name, files, arrows):
    lengths = [len(file.lines) for file in files]
    functions = [length for file in files for length in function_lengths(file)]
    documented = [
        file.is_documented(declaration) for file in files for declaration in file.declarations
        if declaration.is_public and declaration.kind != "extension"]
    share = f"{sum(documented) / len(documented):.0%}" if documented else "–"
    return [
        name, f"{len(files):,}", f"{sum(lengths):,}", spread(lengths), spread(functions), share,
        "–" if arrows is None else str(arrows),
    ]


def table(root):
    """Yields the cells of each row."""
    every, arrows_of_all = [], 0
    for folder in sorted(path for path in (root / "Sources").iterdir() if path.is_dir()):
        files = swift_files(folder)
        if not files:
            continue
        order = floors.FLOORS.get(f"Sources/{folder.name}")
        arrows = None
        if order:
            arrows = len(list(floors.back_arrows(floors.Target(folder), order)))
            arrows_of_all += arrows
        every += files
        yield row(folder.name, files, arrows)
    yield row("all", every, arrows_of_all)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    root = parser.parse_args().root
    for cells in [HEADER, ["---"] * len(HEADER), *table(root)]:
        print("|", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
