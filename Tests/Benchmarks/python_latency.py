"""Prints what a cut takes in Python, for each segmenter that is installed: python_latency.py MODEL DICTIONARY TEXT.

Each cuts the lines of TEXT that have 40 to 60 characters, one by one and as a batch: the least CPU time of five rounds.
"""

import logging
import pathlib
import sys
import time

import wordmine


def least(act, rounds=5):
    times = []
    for _ in range(rounds):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return min(times)


def main(model, dictionary, text):
    lines = [line for line in pathlib.Path(text).read_text(encoding="utf-8").splitlines() if 40 <= len(line) <= 60]
    size = sum(len(line.encode()) for line in lines)
    print(f"{len(lines)} sentences of {sum(map(len, lines)) / len(lines):.0f} characters", file=sys.stderr)
    ways = {}
    for name, path in (("model", model), ("dictionary", dictionary)):
        segmenter = wordmine.Segmenter.load(path)
        ways[f"`Segmenter.cut`, {name}"] = lambda cut=segmenter.cut: [cut(line) for line in lines]
        ways[f"`Segmenter.cut_all`, {name}"] = lambda cut=segmenter.cut_all: cut(lines)
    for peer in ("jieba", "jieba_fast", "rjieba"):
        try:
            module = __import__(peer)
        except ImportError:
            continue
        if hasattr(module, "setLogLevel"):
            module.setLogLevel(logging.ERROR)
        cut = getattr(module, "lcut", None) or module.cut
        cut(lines[0])
        ways[f"{peer}, without HMM"] = lambda cut=cut: [cut(line, False) for line in lines]
    for name, act in ways.items():
        seconds = least(act)
        print(f"| {name} | {seconds / len(lines) * 1e6:.1f} | {size / seconds / 1e6:.1f} |")


main(*sys.argv[1:])
