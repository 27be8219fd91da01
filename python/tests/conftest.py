"""What the tests share: a text of words in any order, and the command that came with the package."""
from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

WORDS = ["茶园", "师傅", "山上", "采茶", "春天", "下雨", "喝茶", "村子", "朋友", "今天", "明天", "很好"]


def make_lines(count: int, seed: int = 1) -> list[str]:
    """Lines of seven words."""
    choice = random.Random(seed).choice
    return ["".join(choice(WORDS) for _ in range(7)) + "。" for _ in range(count)]


@pytest.fixture(scope="session")
def lines() -> list[str]:
    return make_lines(2000)


@pytest.fixture(scope="session")
def corpus(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "corpus.txt"
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    return path


def command(*arguments: Any) -> bytes:
    """What the command prints."""
    name = os.path.join(os.path.dirname(sys.executable), "wordmine")
    return subprocess.run([name, *map(str, arguments)], check=True, stdout=subprocess.PIPE).stdout
