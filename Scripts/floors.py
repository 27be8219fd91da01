#!/usr/bin/env python3
"""Checks that each folder of a target uses only the folders below it.

    floors.py [--root DIR] [--missing] [--circles]

FLOORS lists the folders of a target, lowest first. Each use of a name that a higher folder defines
is reported, as is each folder that the order does not list; the exit status is then 1. --missing
also lists the folders that do not exist, --circles the files within one folder that depend on each
other; neither changes the status.

Uses are found by name: top-level types and functions, and types that an extension nests in a type
of another folder. A name that is private to the file, or also belongs to a nested declaration at or
below the floor of the file, is assumed to mean that one.
"""
import argparse
import functools
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from swiftsource import TYPES, swift_files

# The folders of each target, lowest floor first; "." stands for the files outside a folder.
FLOORS = {
    "Sources/WordMineText": ["Bytes", "Encoding", "Atoms", "Records", "Reading"],
    "Sources/WordMine": [
        "Statistics", "Atoms", "Counting", "Segmentation", "Discovery", "Sentences", "Pipeline",
        "Duplicates", "Templates", "Collocations", "Parsing", "Concordance", "Contrast", "Explain", "Evaluation",
        ".",
    ],
}


class Use(NamedTuple):
    """The first use, in one file, of a name that another file defines."""

    user: Path
    line: int
    name: object  # a name, or a pair of a type and a type nested in it
    definer: Path


class Target:
    """The files of a target, the names they define, and their uses of one another."""

    def __init__(self, folder):
        self.name = Path(folder).name
        self.files = {file.path.relative_to(folder): file for file in swift_files(folder)}
        self.definers = {}  # the file that defines a name, or a pair (type, nested type)
        self.private = set()  # pairs of a file and a name that is private to it
        self.nested = defaultdict(set)  # the files that use a name for a nested declaration
        declared = [
            (path, declaration) for path, file in self.files.items()
            for declaration in file.declarations if declaration.kind in TYPES | {"func"}]
        for path, declaration in declared:
            if declaration.is_hidden:
                self.private.add((path, declaration.name))
            elif not declaration.scope:
                self.definers[declaration.name] = path
        for path, declaration in declared:
            if declaration.scope and not declaration.is_hidden:
                self.add_member(path, declaration)

    def add_member(self, path, declaration):
        self.nested[declaration.name].add(path)
        outer, *others = declaration.scope
        is_elsewhere = floor(self.definers.get(outer, Path())) != floor(path)
        if declaration.kind in TYPES and not others and is_elsewhere:
            self.definers[outer, declaration.name] = path

    @functools.cached_property
    def uses(self):
        """The uses of other files' names, each name once per file."""
        found = []
        for path, file in self.files.items():
            seen = set()
            for name, line in self.names(file):
                definer = self.definers.get(name, path)
                if definer != path and name not in seen and (path, name) not in self.private:
                    seen.add(name)
                    found.append(Use(path, line, name, definer))
        return found

    def names(self, file):
        """Yields the names that a file uses, and pairs of a type and a nested type, with lines."""
        known = {name[1] if type(name) is tuple else name for name in self.definers}
        tokens = file.tokens
        for index, (name, line) in enumerate(tokens):
            if name not in known:
                continue
            before = tokens[index - 1].text if index > 0 else ""
            following = tokens[index + 1].text if index + 1 < len(tokens) else ""
            outer = tokens[index - 2].text if index > 1 and before == "." else None
            if before == "." and outer != self.name:
                yield (outer, name), line
            elif name[0].isupper() or before != "func" and following == "(":
                yield name, line


def floor(path):
    """The folder that a file stands in, below its target."""
    return path.parts[0] if len(path.parts) > 1 else "."


def back_arrows(target, order):
    """The uses of names that a higher folder defines."""
    heights = {folder: height for height, folder in enumerate(order)}
    for use in target.uses:
        low, high = heights.get(floor(use.user)), heights.get(floor(use.definer))
        if low is None or high is None or low >= high:
            continue
        members = target.nested.get(use.name, ())
        if not any(heights.get(floor(path), high) <= low for path in members):
            yield use


def unplaced(target, order):
    """The folders that the order does not list; none for a target without folders."""
    folders = {floor(path) for path in target.files}
    return sorted(folders - set(order)) if folders != {"."} else []


def circles(target):
    """Groups of files in one folder that depend on each other, directly or indirectly."""
    arrows = defaultdict(set)
    for use in target.uses:
        if floor(use.user) == floor(use.definer) and use.name not in target.nested:
            arrows[use.user].add(use.definer)
    reach = {path: reachable(arrows, path) for path in target.files}
    found = {
        frozenset(other for other in reach[path] if path in reach[other]) for path in target.files}
    return sorted(sorted(circle) for circle in found if len(circle) > 1)


def reachable(arrows, start):
    found, left = set(), [start]
    while left:
        new = arrows[left.pop()] - found
        found |= new
        left.extend(new)
    return found


def faults(target, order):
    """Yields one line for each violation in a target."""
    for folder in unplaced(target, order):
        yield f"the order of folders does not list {described(folder)}"
    for user, line, name, definer in back_arrows(target, order):
        name = ".".join(name) if type(name) is tuple else name
        yield (
            f"{user}:{line} uses {name} of {definer}:"
            f" {described(floor(user))} stands below {described(floor(definer))}")


def described(folder):
    return "the files outside a folder" if folder == "." else folder


def report(heading, lines):
    if lines:
        print(f"{heading}:", *lines, sep="\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--missing", action="store_true", help="list folders that do not exist")
    parser.add_argument("--circles", action="store_true", help="list mutually dependent files")
    options = parser.parse_args()
    has_faults = False
    for folder, order in FLOORS.items():
        target = Target(options.root / folder)
        found = list(faults(target, order))
        has_faults |= bool(found)
        report(folder, found)
        if options.missing:
            present = {floor(path) for path in target.files}
            report(f"{folder}, missing", [name for name in order if name not in present])
        for circle in circles(target) if options.circles else []:
            report(f"{folder}, {len(circle)} mutually dependent files", circle)
    sys.exit(has_faults)


if __name__ == "__main__":
    main()
