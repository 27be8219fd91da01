"""What one machine makes of a text."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def one_machine(*arguments: Any) -> bytes:
    """What the command prints."""
    name = os.path.join(os.path.dirname(sys.executable), "wordmine")
    return subprocess.run(
        [name, arguments[0], "--quiet", *map(str, arguments[1:])], check=True, stdout=subprocess.PIPE).stdout


def lines_of(path: Path) -> list[str]:
    return path.read_text("utf-8").removesuffix("\n").split("\n")
