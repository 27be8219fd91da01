"""What the other verbs of the command do, each on files or lines.

Options that a function does not name are those of the command, with underscores: `limit=10`, `line_sentences=True`,
`word_model="x.model"`. `wordmine VERB --help` lists them.
"""
from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Optional, Union

from . import _command
from ._discover import discover
from ._inputs import Lines, document, is_missing, not_one_text
from ._segmenter import Segmenter
from ._table import Records


def templates(lines_or_paths: Lines, **options: Any) -> Records:
    """Finds templates: fixed words with slots between them.

    Rows have `t`, the words with None for a slot, `count`, `gain` in bits, `kind`, `slots`, `ex`: see
    `wordmine templates`. `Records.save` writes them for `match`.
    """
    with _command.files(lines_or_paths, options) as names:
        return _command.records("templates", *names, options=options)


def collocate(lines_or_paths: Lines, **options: Any) -> Records:
    """Finds words that stand together, whether or not they are adjacent: see `wordmine collocate`."""
    with _command.files(lines_or_paths, options) as names:
        return _command.records("collocate", *names, options=options)


def contrast(target: Lines, reference: Lines, **options: Any) -> Records:
    """Finds what is typical of one corpus against another: see `wordmine contrast`.

    Raises:
        ValueError: if one of them is more than one file.
    """
    with _command.files(target, options) as one, _command.files(reference, options) as other:
        if len(one) != 1 or len(other) != 1:
            raise ValueError("each side is one file, or lines")
        return _command.records("contrast", *one, *other, options=options)


def terms(lines_or_paths: Lines, against: Lines, **options: Any) -> Records:
    """Finds the terms of a corpus, against a text, counts or a dictionary of general language.

    Raises:
        ValueError: if `against` is more than one file.
    """
    with _command.files(lines_or_paths, options) as names, _command.files(against, options) as other:
        if len(other) != 1:
            raise ValueError("against is one file, or lines")
        return _command.records("terms", *names, options=options, against=other[0])


def explain(
    words: Union[str, Sequence[str]], lines_or_paths: Optional[Lines] = None, **options: Any
) -> Records:
    """Explains why strings are words, or are not, in a text or in `model="x.model"`."""
    strings = [words] if isinstance(words, str) else list(words)
    with _command.files(() if lines_or_paths is None else lines_or_paths, options) as names:
        text = [] if lines_or_paths is None else names
        return _command.records("explain", *text, options=options, word=strings)


def topics(documents: Lines, **options: Any) -> Records:
    """Learns what documents are about: see `wordmine topics`. A line break within a document is a blank."""
    with _command.files(documents, options) as names:
        return _command.records("topics", *names, options=options)


def count(lines_or_paths: Lines, order: int = 4, **options: Any) -> Records:
    """Counts the n-grams of a text up to a length, exactly; rows have `ngram` and `count`."""
    with _command.files(lines_or_paths, options) as names:
        table = _command.run("count", *names, options=options, order=order)
    rows = []
    for row in table.decode().splitlines()[1:]:
        ngram, number = row.rsplit("\t", 1)
        rows.append({"ngram": ngram, "count": int(number)})
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return Records(rows, text.encode())


class Span(NamedTuple):
    """A part of a line, in characters: `line[start:end]` is its text."""

    start: int
    end: int
    text: str


class Match(NamedTuple):
    """A place where a template matches."""

    #: The number of the line, from 0.
    line: int
    template: str
    span: Span
    #: What fills the slots, by name.
    slots: dict[str, Span]


def match(
    templates: Union[Records, str, os.PathLike[str], Iterable[str]],
    lines: Iterable[Optional[str]],
    segmenter: Optional[Segmenter] = None,
    **options: Any,
) -> list[Match]:
    """Finds templates in lines, each a sentence, and what fills their slots.

    Args:
        templates: What `templates` returned, the name of a file of templates, or templates such as
            "从 [from] 到 [to]", with blanks between words.
        lines: The lines. A line break within one is a blank.
        segmenter: What finds the words; by default they are discovered in the lines themselves.
        options: `frames`, `slot_length`: see `wordmine match`.

    Raises:
        DataError: for a template that cannot be read.
    """
    not_one_text(lines, "lines")
    texts = [document(text) for text in lines]
    if segmenter is None:
        segmenter = discover(texts, model=True).segmenter()
    spans = [segmenter.spans(text) for text in texts]
    with tempfile.TemporaryDirectory(prefix="wordmine-") as folder:
        segmented = (
            " ".join(_as_one_word(text[start:end]) for start, end in places)
            for text, places in zip(texts, spans))
        Path(folder, "lines.txt").write_text("\n".join(segmented) + "\n", "utf-8", "surrogatepass")
        found = _command.records(
            "match", os.path.join(folder, "lines.txt"), options=options,
            templates=_template_file(templates, folder), segmented=True, line_sentences=True,
            encoding="utf-8", column=None, unique_lines=False, files_from=None)
    return [_match(row, texts, spans) for row in found]


def _as_one_word(word: str) -> str:
    """A word for segmented text: blanks would make it several, and signs of control none."""
    joined = "_".join(word.split())
    return joined if joined and not _UNREADABLE.search(joined) else "_"


#: Signs of control and of format.
_UNREADABLE = re.compile("[\0-\x1f\x7f-\x9f\ufeff]")


def _template_file(
    templates: Union[Records, str, os.PathLike[str], Iterable[str]], folder: str
) -> str:
    if isinstance(templates, (str, os.PathLike)):
        return os.fspath(templates)
    if isinstance(templates, Records):
        path = os.path.join(folder, "templates.jsonl")
        templates.save(path)
    else:
        path = os.path.join(folder, "templates.txt")
        Path(path).write_text("".join(text + "\n" for text in templates), "utf-8")
    return path


def _match(
    row: Mapping[str, Any], texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
) -> Match:
    number = row["sentence"] - 1
    places, text = spans[number], texts[number]

    def span(part: Mapping[str, Any]) -> Span:
        if not 1 <= part["start"] <= part["end"] <= len(places):
            raise RuntimeError(f"line {number} was read as other words than it has: {text!r:.80}")
        start, end = places[part["start"] - 1][0], places[part["end"] - 1][1]
        return Span(start, end, text[start:end])

    return Match(
        number, row["template"], span(row), {slot["name"]: span(slot) for slot in row["slots"]})


class _Model:
    """A file of the command, kept as bytes, so that it can be pickled."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @classmethod
    def _made(
        cls, verb: str, *arguments: str, option: str, options: Mapping[str, Any], suffix: str, **fixed: Any
    ) -> bytes:
        with tempfile.TemporaryDirectory(prefix="wordmine-") as folder:
            path = os.path.join(folder, "made" + suffix)
            _command.run(verb, *arguments, options=options, **fixed, **{option: path})
            return Path(path).read_bytes()

    def save(self, path: Union[str, os.PathLike[str]]) -> None:
        """Writes the file that the command reads and writes."""
        Path(path).write_bytes(self._data)

    def _records(
        self, verb: str, *arguments: str, option: str, options: Mapping[str, Any], suffix: str, **fixed: Any
    ) -> Records:
        with tempfile.NamedTemporaryFile(prefix="wordmine-", suffix=suffix) as file:
            file.write(self._data)
            file.flush()
            return _command.records(verb, *arguments, options=options, **fixed, **{option: file.name})


class Classifier(_Model):
    """Tells the label of a text: see `wordmine classify`."""

    @classmethod
    def train(cls, texts: Iterable[Optional[str]], labels: Iterable[str], **options: Any) -> Classifier:
        """Learns from labelled texts.

        Raises:
            ValueError: if there are not as many labels as texts, or one is missing.
        """
        rows = list(zip(_all(texts), labels, strict=True))
        for number, (_, label) in enumerate(rows):
            if is_missing(label):
                raise ValueError(f"label {number} is missing: {label!r}")
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="wordmine-", suffix=".jsonl") as file:
            for text, label in rows:
                file.write(json.dumps({"text": text, "label": str(label)}) + "\n")
            file.flush()
            options.pop("encoding", None)
            return cls(cls._made(
                "classify train", file.name, option="save_model", options=options,
                suffix=".model", column="text", label="label"))

    @classmethod
    def load(cls, path: Union[str, os.PathLike[str]]) -> Classifier:
        """Reads a classifier of `wordmine classify train`."""
        return cls(Path(path).read_bytes())

    def predict(self, texts: Iterable[Optional[str]], **options: Any) -> Records:
        """The `label` and its `probability`, for each text."""
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="wordmine-", suffix=".jsonl") as file:
            options.pop("encoding", None)
            for text in _all(texts):
                file.write(json.dumps({"text": text}) + "\n")
            file.flush()
            return self._records(
                "classify predict", file.name, option="model", options=options,
                suffix=".model", column="text")


def _all(texts: Iterable[Optional[str]]) -> list[str]:
    not_one_text(texts, "texts")
    return [document(text) for text in texts]


class Vectors(_Model):
    """The vectors of words: see `wordmine vectors`."""

    @classmethod
    def train(cls, lines_or_paths: Lines, **options: Any) -> Vectors:
        """Learns them from a text."""
        with _command.files(lines_or_paths, options) as names:
            return cls(cls._made(
                "vectors train", *names, option="output", options=options, suffix=".vec"))

    @classmethod
    def load(cls, path: Union[str, os.PathLike[str]]) -> Vectors:
        """Reads vectors in the text format of word2vec."""
        return cls(Path(path).read_bytes())

    def similar(self, word: str, **options: Any) -> Records:
        """The words whose vectors are nearest.

        Raises:
            ValueError: if the word has no vector.
        """
        return self._records(
            "vectors similar", word, option="vectors", options=options, suffix=".vec")

    def to_dict(self) -> dict[str, list[float]]:
        """All words and their vectors."""
        rows = (row.split(" ") for row in self._data.decode().splitlines()[1:])
        return {row[0]: [float(number) for number in row[1:]] for row in rows}


class SearchIndex(_Model):
    """Lines that are found by what they mean: see `wordmine search`."""

    @classmethod
    def build(cls, lines_or_paths: Lines, **options: Any) -> SearchIndex:
        """Makes an index of lines."""
        with _command.files(lines_or_paths, options) as names:
            return cls(cls._made(
                "search build", *names, option="output", options=options, suffix=".index"))

    @classmethod
    def load(cls, path: Union[str, os.PathLike[str]]) -> SearchIndex:
        """Reads an index of `wordmine search build`."""
        return cls(Path(path).read_bytes())

    def query(self, queries: Union[str, Iterable[str]], **options: Any) -> Records:
        """The lines that are nearest to each query."""
        with _command.files([queries] if isinstance(queries, str) else queries, options) as names:
            return self._records(
                "search query", *names, option="index", options=options, suffix=".index")


def classify(
    texts: Iterable[Optional[str]], labels: Iterable[str], others: Iterable[Optional[str]],
    **options: Any
) -> Records:
    """Labels some texts by others: `Classifier.train` and `Classifier.predict` at once."""
    return Classifier.train(texts, labels, **options).predict(others)


def vectors(lines_or_paths: Lines, **options: Any) -> Vectors:
    """Learns the vectors of words: `Vectors.train`."""
    return Vectors.train(lines_or_paths, **options)


def search(
    lines_or_paths: Lines, queries: Union[str, Iterable[str]], limit: int = 10
) -> Records:
    """The lines of a text that are nearest to each query: `SearchIndex.build` and `SearchIndex.query` at once."""
    return SearchIndex.build(lines_or_paths).query(queries, limit=limit)


__all__ = [
    "Classifier", "Match", "SearchIndex", "Span", "Vectors", "classify", "collocate", "contrast", "count", "explain",
    "match", "search", "templates", "terms", "topics", "vectors",
]
