"""The corpus of a call in this process."""
from __future__ import annotations

import json
import math
import operator
import os
from collections.abc import Mapping, Sequence
from typing import Any, Optional, Union

from . import _native
from ._inputs import Lines, chunks, paths_or_lines

#: A value of an option; None leaves it at its default.
Option = Union[None, bool, int, float, str, Sequence[str]]

_UNITS = {"K": 10, "M": 20, "G": 30, "T": 40}


def as_bytes(memory: Union[int, float, str]) -> int:
    """A number of bytes: 1048576, "512M", "1.5G".

    Raises:
        ValueError: for another text.
        TypeError: for anything else.
    """
    if isinstance(memory, float) and memory.is_integer():
        return int(memory)
    if not isinstance(memory, str):
        return _whole("memory", memory)
    text = memory.strip().upper().removesuffix("B").removesuffix("I")
    digits, unit = (text[:-1], text[-1]) if text[-1:] in _UNITS else (text, "")
    try:
        return int(float(digits) * (1 << _UNITS.get(unit, 0)))
    except (ValueError, OverflowError):
        raise ValueError(f"memory is {memory!r}; it can be 512M, 2G or a number of bytes") from None


def _whole(name: str, value: Any) -> int:
    try:
        return operator.index(value)
    except TypeError:
        raise TypeError(f"{name} is {value!r}, of a type that it cannot have: {type(value).__name__}") from None


def as_json(options: Mapping[str, Option]) -> bytes:
    """Options as the library reads them: names of files as the system has them."""
    given = {name: value for name, value in options.items() if value is not None}
    for name, value in given.items():
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(f"{name} is {value}; it must be finite")
        if not isinstance(value, (bool, int, float, str, list, tuple)):
            given[name] = _whole(name, value)
    text = json.dumps(given, ensure_ascii=False)
    return text.encode("utf-8", "surrogateescape")


def make_corpus(
    source: Lines, options: Mapping[str, Option], *, memory: int, temporary: Optional[str]
) -> _native.Handle:
    """A corpus of files, or of lines, which are read here.

    Args:
        source: The files, or the lines.
        options: How to read them.
        memory: What the whole call may use, in bytes.
        temporary: The directory of lines that memory does not hold.
    """
    paths, lines = paths_or_lines(source)
    if paths:
        names = _native.strings([os.fsencode(path) for path in paths])
        return _native.make(
            "corpus", "wordmine_corpus_of_files", names, len(paths), as_json(options))
    spool: dict[str, Option] = {**options, "memory": memory // 16, "temporary": temporary}
    if options.get("encoding"):
        # Lines have none, yet a wrong one is an error.
        _native.make("corpus", "wordmine_corpus_new", as_json(spool))
        spool["encoding"] = None
    corpus = _native.make("corpus", "wordmine_corpus_new", as_json(spool))
    for chunk in chunks(lines):
        _native.call("wordmine_corpus_append", corpus.pointer, chunk, len(chunk))
    return corpus
