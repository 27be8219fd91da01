"""Tables of results."""
from __future__ import annotations

import html
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Optional, TypeVar, Union, overload

from . import _arrow, _native
from ._inputs import file_name
from ._segmenter import Segmenter

Row = TypeVar("Row")

_SHOWN = 20


class Table(Sequence[Row], Generic[Row]):
    """Rows with the same columns: a sequence, and what libraries of tables read."""

    #: The names of the columns.
    columns: tuple[str, ...]

    def column(self, name: str) -> list[Any]:
        """The values of a column.

        Raises:
            KeyError: if there is none of this name.
        """
        raise NotImplementedError

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame`."""
        import pandas

        return pandas.DataFrame({name: self.column(name) for name in self.columns})

    def to_polars(self) -> Any:
        """A `polars.DataFrame`."""
        import polars

        return polars.DataFrame({name: self.column(name) for name in self.columns}, strict=False)

    def to_arrow(self) -> Any:
        """A `pyarrow.Table`."""
        import pyarrow

        return pyarrow.table({name: self.column(name) for name in self.columns})

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """The first rows, for notebooks."""
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        shown = [self.column(name)[:_SHOWN] for name in self.columns]
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row) + "</tr>"
            for row in zip(*shown))
        return (
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
            f"<p>{len(self)} rows</p>")


def _cell(value: object) -> str:
    if value is None:
        return ""
    return html.escape(f"{value:.6g}" if isinstance(value, float) else str(value))


@dataclass(frozen=True)
class Word:
    """A word of a corpus. Information is in bits; None where a figure does not exist."""

    #: The most frequent spelling.
    word: str
    #: What words are ranked by.
    score: Optional[float]
    #: The uses in the segmentation.
    count: int
    #: The occurrences, as a word or not.
    raw_count: Optional[int]
    #: An estimate of the different words before it.
    contexts: Optional[int]
    #: The mutual information at its weakest place.
    cohesion: Optional[float]
    #: The entropy of what stands before it.
    left_entropy: Optional[float]
    #: The entropy of what stands after it.
    right_entropy: Optional[float]
    #: What the text saves when the word is one unit.
    gain: Optional[float]
    #: `word`, or `phrase`: words that often stand together.
    kind: str
    #: How good a term it is, where known words guided.
    termhood: Optional[float] = None
    #: The words that it is made of, where known words guided.
    parts: Optional[str] = None


class Words(Table[Word]):
    """The words of a corpus, best first.

    pyarrow and pandas 3 take it as it is, by `__arrow_c_array__`.
    """

    def __init__(self, handle: _native.Handle) -> None:
        self._handle = handle
        self._columns: dict[str, list[Any]] | None = None

    @property
    def _values(self) -> dict[str, list[Any]]:
        if self._columns is None:
            self._columns = _arrow.columns(self._handle)
        return self._columns

    @property
    def columns(self) -> tuple[str, ...]:  # type: ignore[override]
        """The names of the columns."""
        return tuple(self._values)

    def column(self, name: str) -> list[Any]:
        return list(self._values[name])

    def __len__(self) -> int:
        count: int = _native.library.wordmine_words_count(self._handle.pointer)
        return count

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> list[Word]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Word, list[Word]]:
        if isinstance(index, slice):
            rows = zip(*(values[index] for values in self._values.values()))
            return [Word(*row) for row in rows]
        row: list[Any] = [values[index] for values in self._values.values()]
        return Word(*row)

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[Any, Any]:
        """The table for readers of the Arrow C data interface."""
        return _arrow.export(self._handle)

    def to_arrow(self) -> Any:
        """A `pyarrow.Table`, whose memory is that of the library."""
        import pyarrow

        return pyarrow.Table.from_batches([pyarrow.record_batch(self)])

    def save(
        self, path: Union[str, os.PathLike[str]], format: Optional[str] = None
    ) -> None:
        """Writes the words as a dictionary, byte for byte as the command does.

        Columns that the format has no place for are left out: a `.dict` has the words and their counts.

        Args:
            path: The file; its name says the format where nothing else does.
            format: Any that `wordmine convert` writes, such as "tsv", "jieba" or "hanlp".

        Raises:
            ValueError: for a format that is not written.
            DataError: for a word that the format cannot hold.
            OSError: if the file cannot be written.
        """
        _native.call(
            "wordmine_words_save", self._handle.pointer, os.fsencode(file_name(path)),
            file_name(format).encode() if format else None)

    def save_model(self, path: Union[str, os.PathLike[str]]) -> None:
        """Writes the model that was learned, for `Segmenter.load` and the command.

        Raises:
            ValueError: if the words were discovered without `model=True`.
            OSError: if the file cannot be written.
        """
        _native.call("wordmine_words_save_model", self._handle.pointer, os.fsencode(file_name(path)))

    def segmenter(self) -> Segmenter:
        """What cuts other text into these words: by the model if there is one, else by the words alone."""
        return Segmenter(_native.make("segmenter", "wordmine_words_segmenter", self._handle.pointer))


class Records(Table["dict[str, Any]"]):
    """The rows that a command wrote as JSON Lines, as dictionaries."""

    def __init__(self, rows: list[dict[str, Any]], text: bytes = b"") -> None:
        self._rows = rows
        self._text = text
        self.columns = tuple(dict.fromkeys(name for row in rows for name in row))

    def column(self, name: str) -> list[Any]:
        if name not in self.columns:
            raise KeyError(name)
        return [row.get(name) for row in self._rows]

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> list[dict[str, Any]]: ...

    def __getitem__(
        self, index: Union[int, slice]
    ) -> Union[dict[str, Any], list[dict[str, Any]]]:
        return self._rows[index]

    def save(self, path: Union[str, os.PathLike[str]]) -> None:
        """Writes the rows as JSON Lines, byte for byte as the command did.

        Raises:
            ValueError: for a name that asks for another format.
        """
        if not os.fspath(path).endswith(".jsonl"):
            raise ValueError(f"{os.fspath(path)}: rows are saved as .jsonl; see to_pandas for others")
        with open(path, "wb") as file:
            file.write(self._text)
