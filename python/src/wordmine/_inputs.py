"""What a caller gives as a text: the names of files, or lines."""
from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from numbers import Number
from typing import Any, Union

#: One name of a file, or any iterable of paths or of lines: a list, a generator, a column of pandas. A
#: missing value is an empty line, and a line break within a line is a blank.
Lines = Union[str, "os.PathLike[str]", Iterable[Any]]

_CHUNK = 1 << 20


def paths_or_lines(source: Lines) -> tuple[list[str], Iterator[str]]:
    """The names of files, or else the lines.

    Raises:
        TypeError: for what is neither, or lines among paths.
    """
    if isinstance(source, bytes):
        raise TypeError("bytes are no text; decode them, or give the path of a file")
    if isinstance(source, (str, os.PathLike)):
        return [file_name(source)], iter(())
    _not_a_table(source, "a text")
    items = iter(source)
    for first in items:
        rest = chain((first,), items)
        if isinstance(first, os.PathLike):
            return [_path(item) for item in rest], iter(())
        return [], (document(item) for item in _not_names(rest))
    return [], iter(())


def _not_names(items: Iterator[Any]) -> Iterator[Any]:
    """The items, unless all are names of files.

    Raises:
        TypeError: at the end, if they are.
    """
    are_names = False
    for number, item in enumerate(items):
        if number == 0 or are_names:
            are_names = isinstance(item, str) and 0 < len(item) < 256 and os.path.isfile(item)
        yield item
    if are_names:
        raise TypeError(
            "a list of texts is one of lines, but these are names of files; "
            "give paths: [pathlib.Path(name), ...]")


def _path(item: Any) -> str:
    if isinstance(item, str) or not isinstance(item, os.PathLike):
        raise TypeError(f"{item!r} stands among paths; give paths or lines, not both")
    return file_name(item)


def file_name(path: Union[str, os.PathLike[str]]) -> str:
    """The name of a file.

    Raises:
        TypeError: for a name of bytes.
        ValueError: for a NUL, which would end the name.
    """
    name = os.fspath(path)
    if not isinstance(name, str):
        raise TypeError(f"{name!r} is a path of bytes; give a text")
    if "\0" in name:
        raise ValueError(f"embedded null byte in the name {name!r}")
    return name


def _not_a_table(items: Any, name: str) -> None:
    """Refuses what is iterated by the names of its columns.

    Raises:
        TypeError: for a mapping or a data frame.
    """
    if isinstance(items, Mapping) or (hasattr(items, "columns") and hasattr(items, "shape")):
        raise TypeError(f"{name} is a {type(items).__name__}; give one column of it")


def not_one_text(items: Any, name: str) -> None:
    """Refuses what would be taken apart into characters.

    Raises:
        TypeError: for a str or bytes.
    """
    if isinstance(items, (str, bytes)):
        raise TypeError(f"{name} is one text, {items!r:.40}; give a list, such as [{items!r:.40}]")
    _not_a_table(items, name)


def document(item: Any) -> str:
    """A line without line breaks, each of which is a blank, so that places in it stay."""
    text = line(item)
    if "\n" in text or "\r" in text:
        text = text.removesuffix("\n").removesuffix("\r").replace("\n", " ").replace("\r", " ")
    return text


def line(item: Any) -> str:
    """A text; empty for a missing value."""
    if isinstance(item, str):
        return item
    if is_missing(item):
        return ""
    if isinstance(item, os.PathLike):
        raise TypeError(f"{item!r} stands among lines; give paths or lines, not both")
    raise TypeError(f"a line is a str, not {type(item).__name__}: {item!r}")


def is_missing(item: Any) -> bool:
    """Whether it is None, NaN, or a missing value of pandas, which compares to nothing."""
    if item is None or type(item).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(item, Number) and bool(item != item)


def chunks(lines: Iterable[str]) -> Iterator[bytes]:
    """The lines in UTF-8, about a megabyte at a time."""
    buffer: list[str] = []
    size = 0
    for text in lines:
        buffer.append(text + "\n")
        size += len(text) + 1
        if size >= _CHUNK:
            yield encode("".join(buffer))
            buffer, size = [], 0
    if buffer:
        yield encode("".join(buffer))


def encode(text: str) -> bytes:
    """UTF-8; a lone surrogate becomes bytes that are not, and a word of its own."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    except AttributeError:
        raise TypeError(f"a text is a str, not {type(text).__name__}") from None
