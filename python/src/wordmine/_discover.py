"""Finding the words of a corpus."""
from __future__ import annotations

import ctypes
import os
import warnings
from collections.abc import Iterable
from typing import Literal, Optional, Union

from . import _native
from ._corpus import Option, as_bytes, as_json, make_corpus
from ._inputs import Lines, file_name, not_one_text
from ._progress import Progress
from ._table import Words

Paths = Union[None, str, "os.PathLike[str]", Iterable[Union[str, "os.PathLike[str]"]]]


def _names(paths: Paths) -> Optional[list[str]]:
    if paths is None:
        return None
    if isinstance(paths, (str, os.PathLike)):
        return [file_name(paths)]
    return [file_name(path) for path in paths]


def discover(
    lines_or_paths: Lines,
    *,
    known: Paths = None,
    known_words: Optional[Iterable[str]] = None,
    dictionary: Paths = None,
    method: Literal["full", "fast", "pmi"] = "full",
    effort: Optional[Literal["quick", "normal", "thorough", "utmost"]] = None,
    granularity: Optional[float] = None,
    min_count: Optional[int] = None,
    max_length: Optional[int] = None,
    phrases: Optional[bool] = None,
    single_characters: bool = False,
    non_han: bool = False,
    script: Literal["as-is", "simplified", "traditional"] = "as-is",
    sort: Optional[str] = None,
    limit: Optional[int] = None,
    normalized: bool = False,
    numbers: Optional[Literal["join", "split"]] = None,
    counts: Paths = None,
    update: Union[None, str, os.PathLike[str]] = None,
    model: bool = False,
    seed: int = 0,
    threads: Optional[int] = None,
    memory: Union[int, str] = "1G",
    temporary: Union[None, str, os.PathLike[str]] = None,
    encoding: Optional[str] = None,
    column: Union[None, int, str] = None,
    unique_lines: bool = False,
    strict: bool = False,
    progress: Progress = False,
) -> Words:
    """Finds the words of a corpus: a table, best word first.

    The options are those of `wordmine discover`, and so is the result, byte for byte.

    Args:
        lines_or_paths: The name of a file, an iterable of paths, or an iterable of lines. Files may be
            compressed, and in any encoding. A line break within a line is a blank.
        known: Dictionaries whose words are left out; many words also teach how to cut the text.
        known_words: The same, as words.
        dictionary: Dictionaries that the text is cut by; only new words and terms are listed.
        method: "full", "fast" or "pmi".
        effort: How much work "full" does.
        granularity: How coarse words are, from 0.5 to 6; by default chosen from the text.
        min_count: Leaves out words that the segmentation uses less often.
        max_length: The most characters of a word; by default 4.
        phrases: Whether to list phrases, too.
        single_characters: Whether to list words of one character, too.
        non_han: Whether to list words without a Han character, too.
        script: What to fold the script to before counting.
        sort: The column to sort by.
        limit: The most words.
        normalized: Whether to list words as they were counted.
        numbers: What becomes of digits and letters next to Chinese with `dictionary`.
        counts: Counts of other text to add, as `wordmine count -n 5` writes them.
        update: A model of other text to continue.
        model: Whether to learn a model, for `Words.segmenter` and `Words.save_model`.
        seed: The seed of all random numbers.
        threads: By default as many as there are processors; the result does not depend on them.
        memory: What may be used: "512M", "2G", a number of bytes.
        temporary: The directory for temporary files; by default TMPDIR, else /tmp.
        encoding: Of files; by default detected.
        column: Of files: the column of a table, or the key of JSON Lines, that holds the text.
        unique_lines: Leaves out repeated lines.
        strict: Stops at invalid bytes.
        progress: True for a line on standard error, or a function of stage and share.

    Raises:
        ValueError: for an option that cannot be.
        TypeError: for names of files where lines stand, or one text as `known_words`.
        DataError: for a file that is damaged, or not what it should be.
        OSError: for a file that cannot be read, or temporary files that cannot be written.
        KeyboardInterrupt: within a second.

    Warns:
        UserWarning: if a dictionary knows too little of the text to guide, or known words hold signs or blanks, so that no
            text can have them as one word.
    """
    room = as_bytes(memory)
    folder = None if temporary is None else file_name(temporary)
    if known_words is not None:
        not_one_text(known_words, "known_words")
    reading: dict[str, Option] = {
        "encoding": encoding, "column": None if column is None else str(column),
        "unique_lines": unique_lines, "strict": strict,
    }
    options: dict[str, Option] = {
        "known": _names(known), "known_words": None if known_words is None else list(known_words),
        "dictionary": _names(dictionary), "method": method, "effort": effort,
        "granularity": granularity, "min_count": min_count, "max_length": max_length,
        "phrases": phrases, "single_characters": single_characters, "non_han": non_han,
        "script": script, "sort": sort, "limit": limit, "normalized": normalized,
        "numbers": numbers, "counts": _names(counts),
        "update": None if update is None else file_name(update), "model": model, "seed": seed,
        "threads": threads or len(os.sched_getaffinity(0)), "memory": room,
        "temporary": folder,
    }
    corpus = make_corpus(lines_or_paths, reading, memory=room, temporary=folder)
    made: list[_native.Handle] = []

    # What is made on the thread of the call has an owner at once, also where an interrupt arrives meanwhile.
    def work(task: int) -> None:
        words = ctypes.c_void_p()
        _native.call(
            "wordmine_discover", corpus.pointer, as_json(options), task, ctypes.byref(words))
        assert words.value is not None
        made.append(_native.Handle("words", words.value))

    _native.run(progress, work)
    note = _native.taken(_native.library.wordmine_words_note(made[0].pointer))
    for text in (note or "").splitlines():
        warnings.warn(text, stacklevel=2)
    return Words(made[0])
