"""Cutting text into words."""
from __future__ import annotations

import ctypes
import json
import os
import threading
from collections.abc import Iterable, Mapping
from typing import Any, Optional, Union

from . import _native
from ._errors import DataError
from ._inputs import encode, file_name, line, not_one_text
from ._progress import Progress


class _Room:
    """Memory for the words of one text, or for their places."""

    def __init__(self, capacity: int) -> None:
        memory = (ctypes.c_uint32 * (2 * capacity))()
        #: For how many words there are places; the words themselves have eight times as many bytes.
        self.capacity = capacity
        self.starts_at = ctypes.addressof(memory)
        self.bytes = memoryview(memory).cast("B")
        self.places = self.bytes.cast("I")


class _Rooms(threading.local):
    """The rooms that a thread uses again. One in use is not among them: a handler of signals may cut meanwhile."""

    def __init__(self) -> None:
        self.free: list[_Room] = []

    def take(self, capacity: int) -> _Room:
        try:
            room = self.free.pop()
        except IndexError:
            return _Room(max(256, capacity))
        return room if room.capacity >= capacity else _Room(2 * capacity)

    def put_back(self, room: _Room) -> None:
        if room.capacity <= _KEPT:
            self.free.append(room)


#: The most words of a room that a thread keeps.
_KEPT = 1 << 17

_rooms = _Rooms()
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

    @classmethod
    def load(cls, *paths: Union[str, os.PathLike[str]]) -> Segmenter:
        """Reads a model, or dictionaries of any format: what a later one says of a word is taken.

        Raises:
            OSError: if a file cannot be read.
            DataError: if it is damaged, or no dictionary.
        """
        for path in map(file_name, paths):
            if os.path.isfile(path) and not os.path.getsize(path):
                raise DataError(f"{path}: the file is empty")
        names = _native.strings([os.fsencode(path) for path in paths])
        return cls(_native.make("segmenter", "wordmine_segmenter_open", names, len(paths)))

    @classmethod
    def from_bytes(cls, data: Union[bytes, bytearray, memoryview]) -> Segmenter:
        """Reads what `to_bytes` returned, or the bytes of a model or a dictionary.

        Raises:
            DataError: if they are damaged, of no known format, or none.
            TypeError: for what is not like bytes.
        """
        data = bytes(memoryview(data))
        if not data:
            raise DataError("<bytes>: the data is empty")
        return cls(_native.make("segmenter", "wordmine_segmenter_from_bytes", data, len(data)))

    @classmethod
    def from_words(
        cls, words: Union[Mapping[str, Optional[int]], Iterable[str]]
    ) -> Segmenter:
        """Cuts by words: with counts, the likeliest way; without, the longest match from the left.

        Raises:
            ValueError: if there are none.
        """
        if not isinstance(words, Mapping):
            not_one_text(words, "words")
        counts = words if isinstance(words, Mapping) else dict.fromkeys(words)
        entries = (
            {"word": word} if count is None else {"word": word, "count": count}
            for word, count in counts.items())
        if not counts:
            raise ValueError("there are no words to cut by")
        text = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
        return cls.from_bytes(text.encode())

    def to_bytes(self) -> bytes:
        """The segmenter as bytes, for `from_bytes` and, in a file, for `load`."""
        place, count = ctypes.c_void_p(), ctypes.c_size_t()
        _native.call(
            "wordmine_segmenter_bytes", self._handle.pointer, ctypes.byref(place), ctypes.byref(count))
        try:
            return ctypes.string_at(place.value or 0, count.value)
        finally:
            _native.library.wordmine_free(place)

    def __reduce__(self) -> tuple[Any, ...]:
        return Segmenter.from_bytes, (self.to_bytes(),)

    def cut(self, text: str) -> list[str]:
        """The words of a text, and its punctuation marks; blanks are left out."""
        data = encode(text)
        if _SIGN in text:
            return [text[start:end] for start, end in zip(*self._places(text))]
        room = _rooms.take(len(data))
        count = _segment(
            self._handle.pointer, data, len(data), b"\x1f", room.starts_at, 8 * room.capacity)
        words = str(room.bytes[:count], "utf-8", "surrogatepass").split(_SIGN) if count else []
        _rooms.put_back(room)
        return words

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the words of a text begin and end: `text[start:end]`."""
        return list(zip(*self._places(text)))

    def _places(self, text: str) -> tuple[list[int], list[int]]:
        data = encode(text)
        room = _rooms.take(len(text))
        capacity, starts_at = room.capacity, room.starts_at
        count = _cut(
            self._handle.pointer, data, len(data), starts_at, starts_at + 4 * capacity, capacity)
        starts, ends = room.places[:count], room.places[capacity : capacity + count]
        places = starts.tolist(), ends.tolist()
        _rooms.put_back(room)
        return places

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
            "wordmine_cut_all", self._handle.pointer, data, ctypes.addressof(ends), len(parts), threads,
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
