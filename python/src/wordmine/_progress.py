"""Progress of long calls."""
from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Union

#: True shows a line on standard error; a function gets the name of a stage and the share of it that is
#: done, from 0 to 1.
Progress = Union[bool, Callable[[str, float], None]]


class Reporter:
    """Hands the latest progress on, from whichever thread it came."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._latest: tuple[str, float] | None = None
        self._is_shown = False

    def update(self, stage: str, fraction: float) -> None:
        """Takes note, on any thread."""
        self._latest = (stage, fraction)

    def report(self) -> None:
        """Tells whoever asked for progress, on their thread."""
        latest, self._latest = self._latest, None
        if latest is None or self._progress is False:
            return
        if self._progress is not True:
            self._progress(*latest)
            return
        print(f"\r{latest[0]}: {latest[1]:.0%}\x1b[K", end="", file=sys.stderr, flush=True)
        self._is_shown = True

    def end(self) -> None:
        """Takes the line away."""
        if self._is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
