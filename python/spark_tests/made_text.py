"""Texts of made-up words."""
from __future__ import annotations

import random
from pathlib import Path


def write_text(path: Path, lines: int, seed: int) -> Path:
    """Writes sentences of some 35 characters, in which the nth word occurs about as often as 1 / n."""
    choose = random.Random(seed)
    words = ["".join(chr(choose.randrange(0x4E00, 0x5200)) for _ in range(choose.choice([1, 2, 2, 2, 3])))
             for _ in range(4000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    with path.open("w", encoding="utf-8") as file:
        for _ in range(lines):
            chosen = choose.choices(words, weights, k=choose.randrange(6, 30))
            file.write("".join(chosen) + choose.choice(["。", "！", ""]) + "\n")
    return path
