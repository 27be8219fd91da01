"""What a user dictionary does for jieba: word F1 on a test text before and after, and how its entries are cut.

jieba_gain.py USER TEST GOLD TEXT

Digits and letters are folded to half width. Entries are cut by themselves and in three lines of TEXT; TEXT may be large.
"""

import logging
import pathlib
import sys

import jieba

WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def spans(words):
    place, found = 0, set()
    for word in words:
        found.add((place, place + len(word)))
        place += len(word)
    return found


def f1(lines, gold, hmm):
    right = found = asked = 0
    for line, words in zip(lines, gold):
        ours, theirs = spans(jieba.lcut(line, HMM=hmm)), spans(words)
        right += len(ours & theirs)
        found += len(ours)
        asked += len(theirs)
    return 2 * right / (found + asked)


def whole(entries, text):
    """The shares of entries that are cut as one word, alone and in three lines."""
    alone = [word in jieba.lcut(word, HMM=False) for word in entries]
    kept = total = 0
    for word in entries:
        start = 0
        for _ in range(3):
            start = text.find(word, start)
            if start < 0:
                break
            line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", start)]
            place = start - text.rfind("\n", 0, start) - 1
            kept += (place, place + len(word)) in spans(jieba.lcut(line, HMM=False))
            total += 1
            start = text.find("\n", start)
    return sum(alone) / max(1, len(alone)), kept / max(1, total)


def main(user, test, gold, text):
    jieba.setLogLevel(logging.ERROR)
    lines = pathlib.Path(test).read_text().translate(WIDE).replace(" ", "").splitlines()
    gold = [line.replace("\u3000", " ").split() for line in pathlib.Path(gold).read_text().splitlines()]
    jieba.initialize()
    before = [f1(lines, gold, hmm) for hmm in (True, False)]
    jieba.load_userdict(user)
    after = [f1(lines, gold, hmm) for hmm in (True, False)]
    rows = [line.split() for line in pathlib.Path(user).read_text().splitlines()]
    entries = [row[0] for row in rows if row[1] != "0"]
    shares = whole(entries, pathlib.Path(text).read_text().translate(WIDE) + "\n")
    changes = [f"{first:.4f} → {second:.4f}" for first, second in zip(before, after)]
    print(" | ".join([str(len(entries)), str(len(rows) - len(entries)), *changes, f"{shares[0]:.3f}, {shares[1]:.3f}"]))


main(*sys.argv[1:])
