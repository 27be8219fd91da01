"""What goes wrong, by kind."""
from __future__ import annotations

import re

_PLACE = re.compile(r"(?P<file>.+?)(?::(?P<line>\d+))?(?: \(byte \d+\))?: ", re.DOTALL)


class DataError(ValueError):
    """An input is damaged, or not what it should be.

    Attributes:
        file: The name of the input.
        line: The line, from 1; None where it is not known.
    """

    file: str | None
    line: int | None

    def __init__(self, message: str) -> None:
        super().__init__(message)
        place = _PLACE.match(message)
        self.file = place["file"] if place else None
        self.line = int(place["line"]) if place and place["line"] else None


def error(status: int, message: str) -> BaseException:
    """The exception for a status of the library or the command, and its message."""
    if status == 64:
        return ValueError(message)
    if status == 65:
        return DataError(message)
    if status == 66:
        kinds = {"no such file": FileNotFoundError, "permission denied": PermissionError,
                 "is a directory": IsADirectoryError}
        return next((kind for text, kind in kinds.items() if text in message), OSError)(message)
    if status in (73, 74):
        return OSError(message)
    if status == 71:
        return MemoryError(message)
    if status == 130:
        return KeyboardInterrupt()
    return RuntimeError(message or f"wordmine ended with status {status}")
