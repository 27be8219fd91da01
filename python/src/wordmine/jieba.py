"""The face of jieba, for trying wordmine in a program that uses it.

    from wordmine import jieba

    jieba.set_dictionary("words.txt")
    jieba.load_userdict("terms.txt")
    jieba.lcut("师傅在茶园采茶")

Dictionaries are those of jieba: a word, a count and a tag on a line, with blanks between. There is none to begin with.
Texts are cut by the counts alone, so `HMM` makes no difference.
"""
from __future__ import annotations

import operator
import os
import re
import threading
from collections.abc import Iterable, Iterator
from typing import Any, Optional, Union

from ._errors import DataError
from ._segmenter import Segmenter

_ENTRY = re.compile(r"^(.+?)(?: (\d+))?(?: ([A-Za-z]+))?$")

Dictionary = Union[str, "os.PathLike[str]", Iterable[Union[str, bytes]]]


class Tokenizer:
    """Cuts text by dictionaries."""

    def __init__(self, dictionary: Optional[Dictionary] = None) -> None:
        self._words: dict[str, Optional[int]] = {}
        self._segmenter: Optional[Segmenter] = None
        self._lock = threading.Lock()
        if dictionary is not None:
            self.set_dictionary(dictionary)

    def set_dictionary(self, dictionary: Dictionary) -> None:
        """Takes the words of a dictionary, and no others."""
        words = _words(dictionary)
        with self._lock:
            self._words, self._segmenter = words, None

    def initialize(self, dictionary: Optional[Dictionary] = None) -> None:
        """Takes the words of a dictionary if one is given."""
        if dictionary is not None:
            self.set_dictionary(dictionary)

    def load_userdict(self, dictionary: Dictionary) -> None:
        """Adds the words of a file or of lines: `word [count] [tag]`.

        Raises:
            OSError: if the file cannot be read.
            DataError: at a line with a tab, or one that is not UTF-8.
        """
        words = _words(dictionary)
        with self._lock:
            self._words = {**self._words, **words}
            self._segmenter = None

    def add_word(self, word: str, freq: Optional[int] = None, tag: Optional[str] = None) -> None:
        """Adds a word; one without a count wins where it stands.

        Raises:
            ValueError: for an empty word, or a count that cannot be.
            TypeError: for a word that is no text, or a count that is no whole number.
        """
        if not isinstance(word, str):
            raise TypeError(f"a word is a str, not {type(word).__name__}")
        if not word.strip():
            raise ValueError("the word is empty")
        count = None if freq is None else operator.index(freq)
        if count is not None and not 0 <= count < 1 << 63:
            raise ValueError(f"freq is {count}; it must be at least 0 and have at most 63 bits")
        with self._lock:
            self._words[word] = count
            self._segmenter = None

    def del_word(self, word: str) -> None:
        """Removes a word."""
        with self._lock:
            self._words.pop(word, None)
            self._segmenter = None

    def _ready(self) -> Segmenter:
        segmenter = self._segmenter
        if segmenter is not None:
            return segmenter
        with self._lock:
            if not self._words:
                raise ValueError("there are no words yet; see set_dictionary and load_userdict")
            segmenter = self._segmenter = Segmenter.from_words(self._words)
            return segmenter

    def lcut(self, sentence: str, cut_all: bool = False, HMM: bool = True) -> list[str]:
        """The parts of a sentence: words, and blanks as they stand.

        Raises:
            ValueError: for `cut_all`, which is for words that overlap, and where there are no words yet.
        """
        if cut_all:
            raise ValueError("cut_all is for words that overlap, which wordmine does not make")
        parts: list[str] = []
        place = 0
        for start, end in self._ready().spans(sentence):
            parts.extend(sentence[place:start])
            parts.append(sentence[start:end])
            place = end
        parts.extend(sentence[place:])
        return parts

    def cut(self, sentence: str, cut_all: bool = False, HMM: bool = True) -> Iterator[str]:
        """The same, one by one."""
        return iter(self.lcut(sentence, cut_all, HMM))


def _words(dictionary: Dictionary) -> dict[str, Optional[int]]:
    """The words of a file or of lines, with their counts."""
    if isinstance(dictionary, (str, os.PathLike)):
        with open(dictionary, "rb") as file:
            return dict(_entries(file, os.fspath(dictionary)))
    return dict(_entries(dictionary, "<lines>"))


def _entries(
    lines: Iterable[Union[str, bytes]], name: str
) -> Iterator[tuple[str, Optional[int]]]:
    for number, row in enumerate(lines, 1):
        try:
            text = row.decode("utf-8") if isinstance(row, bytes) else row
        except UnicodeDecodeError:
            raise DataError(f"{name}:{number}: not UTF-8") from None
        if number == 1:
            text = text.lstrip("\ufeff")
        if "\t" in text:
            raise DataError(f"{name}:{number}: a tab; word, count and tag have blanks between")
        entry = _ENTRY.match(text.strip())
        if entry:
            yield entry[1], int(entry[2]) if entry[2] else None


#: What the functions of this module use.
dt = Tokenizer()
initialize = dt.initialize
set_dictionary = dt.set_dictionary
load_userdict = dt.load_userdict
add_word = dt.add_word
del_word = dt.del_word
lcut = dt.lcut
cut = dt.cut


def setLogLevel(level: object) -> None:
    """Does nothing: there is no log."""


def enable_parallel(processnum: Optional[int] = None) -> None:
    """Does nothing: the result is the same. `Segmenter.cut_all` has threads."""


def disable_parallel() -> None:
    """Does nothing."""


def __getattr__(name: str) -> Any:
    hint = "" if name.startswith("__") else "; it has initialize, lcut, cut and what dictionaries need"
    raise AttributeError(f"wordmine.jieba has no {name}{hint}")
