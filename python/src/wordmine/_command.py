"""Runs the command that comes with the package, and reads its JSON Lines."""
from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ._errors import error
from ._inputs import Lines, chunks, paths_or_lines
from ._native import FOLDER
from ._table import Records


def run(verb: str, *arguments: str, options: Mapping[str, Any], **fixed: Any) -> bytes:
    """What the command prints.

    Args:
        verb: What to do, in one word or two.
        arguments: What stands after the options: names of files, or words.
        options: Those of the caller, by their long names with underscores; True is a flag, a list repeats an option.
        fixed: Those that the caller cannot set.

    Raises:
        ValueError: for an option that cannot be set.
        Exception: What the status of the command stands for.
        KeyboardInterrupt: within a second.
    """
    line = [
        os.fspath(FOLDER / "wordmine"), *verb.split(), "--quiet", *flags(options, fixed), "--", *arguments]
    process = subprocess.Popen(
        line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        output, messages = process.communicate()
    except BaseException:
        _end(process)
        raise
    text = _TEMPORARY.sub(_name, messages.decode(errors="surrogateescape").strip())
    if process.returncode:
        status = process.returncode if process.returncode > 0 else 128 - process.returncode
        raise error(status, _usage(text) if status == 64 else text.removeprefix("wordmine: "))
    for message in text.splitlines():
        warnings.warn(message.removeprefix("wordmine: "), stacklevel=4)
    return output


#: What changes where the command writes, or in which form.
_RESERVED = ("format", "help", "help_hidden", "output", "version")

#: A file that is made here, or one in a folder that is.
_TEMPORARY = re.compile(
    re.escape(tempfile.gettempdir()) + r"/wordmine-\w{8}(?:/(?P<name>\w+))?(?P<end>\.\w+)")
_KINDS = {".model": "<model>", ".vec": "<vectors>", ".index": "<index>"}


def _name(path: re.Match[str]) -> str:
    """What the caller gave, and knows by no name of a file."""
    return f"<{path['name']}>" if path["name"] else _KINDS.get(path["end"], "<lines>")


def _usage(text: str) -> str:
    """What is wrong, with options as they are written here, and without how the command is used."""
    first = text.partition("\n")[0].removeprefix("wordmine: ").removeprefix("Error: ")
    return re.sub(r"(?<![\w-])--([a-z][a-z-]*)", lambda name: name[1].replace("-", "_"), first)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.communicate(timeout=0.7)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


def flags(options: Mapping[str, Any], fixed: Mapping[str, Any]) -> Iterator[str]:
    """Options as the command takes them.

    Raises:
        ValueError: for an option of the caller that cannot be set.
    """
    for name in options:
        if name.replace("-", "_") in {*_RESERVED, *fixed}:
            raise ValueError(f"{name} cannot be set here; it is an option of the command alone")
    for name, value in {**options, **fixed}.items():
        flag = "--" + name.replace("_", "-")
        values = value if isinstance(value, (list, tuple)) else [value]
        for item in values:
            if item is True:
                yield flag
            elif item is not None and item is not False:
                yield f"{flag}={os.fspath(item) if isinstance(item, os.PathLike) else item}"


def records(verb: str, *arguments: str, options: Mapping[str, Any], **fixed: Any) -> Records:
    """The rows that a command writes."""
    text = run(verb, *arguments, options=options, **fixed, format="jsonl")
    return Records([json.loads(line) for line in text.splitlines()], text)


@contextmanager
def files(source: Lines, options: dict[str, Any]) -> Iterator[list[str]]:
    """The names of files, or that of a temporary file with the lines, for which the encoding is dropped."""
    paths, lines = paths_or_lines(source)
    if paths:
        # What begins like an option is no less a file.
        yield [path if path == "-" or not path.startswith("-") else f"./{path}" for path in paths]
        return
    options.pop("encoding", None)
    with tempfile.NamedTemporaryFile(prefix="wordmine-", suffix=".txt") as file:
        for chunk in chunks(lines):
            file.write(chunk)
        file.flush()
        yield [file.name]


