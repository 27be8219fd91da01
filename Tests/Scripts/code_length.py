#!/usr/bin/env python3
"""Works out the code length of a segmented text under an inventory of templates.

    code_length.py sentence|clause SEGMENTED TEMPLATES.jsonl

Nothing but the definitions, the text, and the counts of the file is used; the file must hold all
templates that were found. Prints the words, and the bits of the text and of the inventory.
"""
import collections
import json
import math
import re
import sys
import unicodedata

COMMAS = {"，", ","}
LONGEST_RUN, LONGEST_PIECE = 40, 1000


def is_latin(c):
    return unicodedata.category(c)[0] == "L" and "LATIN" in unicodedata.name(c, "")


def normal_form(word):
    word = re.sub("#", "＃", re.sub("@", "＠", word))
    word = re.sub("[0-9０-９]+(?:[.,．][0-9０-９]+)*", "#", word)
    return re.sub("@+", "@", "".join("@" if is_latin(c) else c for c in word))


def is_punctuation(form):
    return not any(c in "#@%○" or unicodedata.category(c)[0] in "LN" for c in form)


def pieces(line, frames):
    """What templates live in: runs of words, in which a comma may be one."""
    piece, run = [], 0
    for form in map(normal_form, line.split()):
        is_comma = frames == "sentence" and form in COMMAS
        is_border = is_punctuation(form) and not is_comma
        if is_border or run == LONGEST_RUN or len(piece) == LONGEST_PIECE:
            if piece:
                yield piece
            piece, run = [], 0
        if not is_border:
            piece.append(form)
            run = 0 if is_comma else run + 1
    if piece:
        yield piece


def distribution(counts):
    """The bits of things that were counted so often, each told by (count + 1/2) / sum."""
    total = sum(count + 0.5 for count in counts)
    return -sum(count * math.log2((count + 0.5) / total) for count in counts)


def main(frames, text, inventory):
    words, clauses = collections.Counter(), 0
    with open(text, encoding="utf-8") as lines:
        for line in lines:
            for piece in pieces(line, frames):
                words.update(piece)
                clauses += 1
    count_of_words = sum(words.values())
    words["$"] = clauses
    total = sum(words.values())
    share = {word: count / total for word, count in words.items()}

    without_initial, items, initial = clauses, [], []
    left, lengths, entries = collections.Counter(words), 0.0, 0.0
    with open(inventory, encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            literals = [literal for literal in record["t"] if literal is not None]
            count = record["count"]
            (initial if literals[0] == "^" else items).append(count)
            for literal in literals:
                if literal == "^":
                    without_initial -= count
                else:
                    left[literal] -= count
            entries += len(literals) + 1 + math.log2(count + 1) / 2
            for literal in literals:
                entries += 2 if literal in ("^", "$") else -math.log2(share[literal])
            for slot in record.get("slots", []):
                known = sum(slot["len"]) + 0.2 * len(slot["len"])
                lengths -= sum(n * math.log2((n + 0.2) / known) for n in slot["len"])
                entries += math.log2(count + 1)
    assert min(left.values()) >= 0 and without_initial >= 0, "templates take words that are not there"
    bits = distribution(list(left.values()) + items) + distribution([without_initial] + initial)
    print(count_of_words, bits + lengths, entries)


main(*sys.argv[1:])
