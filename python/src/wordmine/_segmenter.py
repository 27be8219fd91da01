"""Cutting text into words."""
from __future__ import annotations

import ctypes
import json
import os
import threading
from collections.abc import Iterable, Mapping
from typing import Any, Optional, Union

from . import _native
from ._inputs import encode, line, not_one_text
from ._progress import Progress


class _Room(threading.local):
    """The words of one text, or their places, in memory that each thread uses again."""

    def __init__(self) -> None:
        self.grow(256)

    def grow(self, capacity: int) -> None:
        memory = (ctypes.c_uint32 * (2 * capacity))()
        starts_at = ctypes.addressof(memory)
        everything = memoryview(memory).cast("B")
        #: The number of bytes, where they are, and what reads them.
        self.bytes = (8 * capacity, starts_at, everything)
        places = everything.cast("I")
        #: For how many words there is room, where it is, and what reads it.
        self.all = (
            capacity, starts_at, starts_at + 4 * capacity, places[:capacity], places[capacity:])

    def shrink(self) -> None:
        """Gives the memory of a long text back."""
        if self.bytes[0] > _KEPT:
            self.grow(256)


#: The most bytes that a thread keeps.
_KEPT = 1 << 20

_room = _Room()
_cut = _native.library.wordmine_cut
_segment = _native.library.wordmine_segment

#: Splitting a text at a sign is quicker than taking its parts one by one.
_SIGN = "\x1f"


class Segmenter:
    """Cuts text into words, by a model or by dictionaries.

    Any number of threads may use one; others run meanwhile. It can be pickled, and survives a fork.
    """

    def __init__(self, handle: _native.Handle) -> None:
        """For this package; see `load`, `from_words` and `Words.segmenter`."""
        self._handle = handle
        self._pointer = handle.pointer

    @classmethod
    def load(cls, *paths: Union[str, os.PathLike[str]]) -> Segmenter:
        """Reads a model, or dictionaries of any format: what a later one says of a word is taken.

        Raises:
            OSError: if a file cannot be read.
            DataError: if it is damaged, or no dictionary.
        """
        names = _native.strings([os.fsencode(path) for path in paths])
        return cls(_native.make("segmenter", "wordmine_segmenter_open", names, len(paths)))

    @classmethod
    def from_bytes(cls, data: bytes) -> Segmenter:
        """Reads what `to_bytes` returned, or the bytes of a model or a dictionary.

        Raises:
            DataError: if they are damaged, or of no known format.
        """
        return cls(_native.make("segmenter", "wordmine_segmenter_from_bytes", data, len(data)))

    @classmethod
    def from_words(
        cls, words: Union[Mapping[str, Optional[int]], Iterable[str]]
    ) -> Segmenter:
        """Cuts by words: with counts, the likeliest way; without, the longest match from the left."""
        not_one_text(words, "words")
        counts = words if isinstance(words, Mapping) else dict.fromkeys(words)
        entries = (
            {"word": word} if count is None else {"word": word, "count": count}
            for word, count in counts.items())
        text = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
        return cls.from_bytes(text.encode())

    def to_bytes(self) -> bytes:
        """The segmenter as bytes, for `from_bytes` and, in a file, for `load`."""
        place, count = ctypes.c_void_p(), ctypes.c_size_t()
        _native.call(
            "wordmine_segmenter_bytes", self._pointer, ctypes.byref(place), ctypes.byref(count))
        try:
            return ctypes.string_at(place.value or 0, count.value)
        finally:
            _native.library.wordmine_free(place)

    def __reduce__(self) -> tuple[Any, ...]:
        return Segmenter.from_bytes, (self.to_bytes(),)

    def cut(self, text: str) -> list[str]:
        """The words of a text, and its punctuation marks; blanks are left out."""
        if _SIGN in text:
            return [text[start:end] for start, end in zip(*self._places(text))]
        data = encode(text)
        capacity, at, view = _room.bytes
        if capacity < 2 * len(data):
            _room.grow(len(data))
            capacity, at, view = _room.bytes
        count = _segment(self._pointer, data, len(data), b"\x1f", at, capacity)
        if capacity > _KEPT:
            _room.shrink()
        return str(view[:count], "utf-8", "surrogatepass").split(_SIGN) if count else []

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the words of a text begin and end: `text[start:end]`."""
        return list(zip(*self._places(text)))

    def _places(self, text: str) -> tuple[list[int], list[int]]:
        data = encode(text)
        capacity, starts_at, ends_at, starts, ends = _room.all
        if capacity < len(text):
            _room.grow(2 * len(text))
            capacity, starts_at, ends_at, starts, ends = _room.all
        count = _cut(self._pointer, data, len(data), starts_at, ends_at, capacity)
        if 8 * capacity > _KEPT:
            _room.shrink()
        return starts[:count].tolist(), ends[:count].tolist()

    def cut_all(
        self, texts: Iterable[Optional[str]], threads: int = 1, progress: Progress = False
    ) -> list[list[str]]:
        """The words of many texts, in their order; the same as of each alone.

        Args:
            texts: Any iterable: a list, a generator, a column of pandas. A missing value has no words.
            threads: The threads that cut; 1 is this one, unless there is progress to show.
            progress: True for a line on standard error, or a function of stage and share.

        Raises:
            TypeError: for one text, which is no iterable of texts.
            KeyboardInterrupt: within a second, unless a single text takes longer.
        """
        not_one_text(texts, "texts")
        if threads == 1 and not progress:
            # One by one is quicker than handing the places of many over.
            return [self.cut(line(text)) for text in texts]
        lines = [line(text) for text in texts]
        result: list[list[str]] = []

        def work(task: int) -> None:
            for batch in _batches(lines):
                result.extend(self._cut_batch(batch, threads, task))

        _native.run(progress, work)
        return result

    def _cut_batch(self, texts: list[str], threads: int, task: int) -> list[list[str]]:
        parts = [encode(text) for text in texts]
        data = b"".join(parts)
        ends = (ctypes.c_size_t * len(parts))()
        size = 0
        for index, part in enumerate(parts):
            size += len(part)
            ends[index] = size
        word_ends = (ctypes.c_size_t * len(parts))()
        places = (ctypes.c_uint32 * max(1, 2 * size))()
        _native.call(
            "wordmine_cut_all", self._pointer, data, ctypes.addressof(ends), len(parts), threads,
            task, ctypes.addressof(places), ctypes.addressof(places) + 4 * size,
            ctypes.addressof(word_ends))
        count = word_ends[len(parts) - 1]
        view = memoryview(places).cast("B").cast("I")
        starts, stops = view[:count].tolist(), view[size : size + count].tolist()
        result: list[list[str]] = []
        first = 0
        for text, last in zip(texts, word_ends):
            result.append([text[start:stop] for start, stop in zip(starts[first:last], stops[first:last])])
            first = last
        return result


#: The characters of a batch, which take 8 bytes each for the places of words.
_BATCH = 1 << 20


def _batches(texts: list[str]) -> Iterable[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text) + 16
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
