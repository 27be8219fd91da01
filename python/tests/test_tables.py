"""Tables in pandas, polars and pyarrow, where they are installed."""
from __future__ import annotations

import gc
from typing import Any

import pytest

import wordmine
from wordmine import Segmenter


@pytest.fixture(scope="module")
def words(lines: list[str]) -> wordmine.Words:
    return wordmine.discover(lines, max_length=6, method="fast")


def test_pandas(words: wordmine.Words, lines: list[str]) -> None:
    pandas = pytest.importorskip("pandas")
    frame = words.to_pandas()
    assert list(frame.columns) == list(words.columns) and list(frame["word"]) == words.column("word")
    assert frame["count"].sum() == sum(words.column("count"))
    if hasattr(pandas.DataFrame, "from_arrow"):
        assert list(pandas.DataFrame.from_arrow(words)["count"]) == words.column("count")
    column = pandas.Series([*lines, None])
    assert wordmine.discover(column).column("word") == wordmine.discover(lines).column("word")
    segmenter = wordmine.Segmenter.from_words(["茶园"])
    assert segmenter.cut_all(column)[-1] == []


def test_polars(words: wordmine.Words) -> None:
    pytest.importorskip("polars")
    assert words.to_polars()["word"].to_list() == words.column("word")


def test_arrow(words: wordmine.Words) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = words.to_arrow()
    assert table.to_pydict() == {name: words.column(name) for name in words.columns}
    assert any(None in words.column(name) for name in words.columns), "nothing is missing"
    before = pyarrow.total_allocated_bytes()
    for _ in range(50):
        pyarrow.record_batch(words)
    gc.collect()
    assert pyarrow.total_allocated_bytes() == before


def test_capsules_that_nobody_takes(words: wordmine.Words) -> None:
    def resident() -> int:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * 4096

    def work() -> None:
        for _ in range(500):
            words.__arrow_c_array__()

    work()
    before = resident()
    work()
    assert resident() - before < 2 << 20


def test_rows_of_commands(lines: list[str]) -> None:
    rows = wordmine.collocate(lines[:200], limit=3)
    shown: Any = rows._repr_html_()
    assert "<th>gain</th>" in shown and "3 rows" in shown
    assert rows[0] == list(rows)[0] and rows[1:] == list(rows)[1:]
    with pytest.raises(KeyError):
        rows.column("none")
    pytest.importorskip("pandas")
    assert list(rows.to_pandas()["a"]) == rows.column("a")


def test_missing_values_and_frames_of_pandas(lines: list[str]) -> None:
    pandas = pytest.importorskip("pandas")
    column = pandas.Series(["茶园", None], dtype="string")
    assert Segmenter.from_words(["茶园"]).cut_all(column) == [["茶园"], []]
    with pytest.raises(TypeError, match="DataFrame; give one column"):
        wordmine.discover(pandas.DataFrame({"text": lines}))
