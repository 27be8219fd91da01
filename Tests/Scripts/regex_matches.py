#!/usr/bin/env python3
"""Finds regular expressions of templates in segmented text, as the rows of `wordmine match`.

    regex_matches.py RULES.regex RULES.txt WORDS [LINES]

RULES.regex holds an expression of the format regex a line, RULES.txt the same templates in plain
notation, WORDS one sentence a line. The rows are those of `match --line-sentences`, sorted.
"""
import re
import sys


def rows(rule, template, number, line):
    elements = template.split()
    literals = sum(not e.startswith("[") and e not in "^$" for e in elements)
    at = 0
    while at <= len(line) and (match := rule.search(line, at)):
        end = len(line[: match.end()].split())
        slots = [words(line, match.span(group)) for group in range(1, rule.groups + 1)]
        length = literals + sum(last - first + 1 for first, last in slots)
        text = ";".join(f"{first}:{last}" for first, last in slots)
        yield f"{number}\t{template}\t{end - length + 1}\t{end}\t{text}"
        at = match.start() + 1


def words(line, span):
    """The first and the last word of a part of a line."""
    return len(line[: span[0]].split()) + 1, len(line[: span[1]].split())


def read(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        return [line.rstrip("\n") for line in file]


def main():
    rules = list(zip(map(re.compile, read(sys.argv[1])), read(sys.argv[2]), strict=True))
    lines = read(sys.argv[3])[: int(sys.argv[4]) if len(sys.argv) > 4 else None]
    found = []
    for number, line in enumerate(lines, 1):
        for rule, template in rules:
            found.extend(rows(rule, template, number, line))
    sys.stdout.write("".join(row + "\n" for row in sorted(found)))


main()
