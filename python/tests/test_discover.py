"""Discovery: its inputs, its options, and that it is the command's."""
from __future__ import annotations

import gzip
import os
import warnings
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import WORDS, command

import wordmine


def test_finds_the_words(lines: list[str]) -> None:
    words = wordmine.discover(lines)
    assert set(WORDS) <= {word.word for word in words}
    assert len(words) == len(list(words)) and words[-1] == words[len(words) - 1]
    assert [word.word for word in words[1:3]] == words.column("word")[1:3]
    assert sum(word.count for word in words if word.kind == "word") > 11_000
    assert words[0].score == max(word.score or 0 for word in words if word.kind == "word")


OPTIONS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"method": "fast", "limit": 7}, ["--method", "fast", "--limit", "7"]),
    ({"method": "pmi", "sort": "count"}, ["--method", "pmi", "--sort", "count", "--no-phrases"]),
    ({"single_characters": True, "non_han": True, "min_count": 3},
     ["--single-characters", "--non-han", "--min-count", "3"]),
    ({"granularity": 2.5, "seed": 4, "max_length": 3, "phrases": False},
     ["--granularity", "2.5", "--seed", "4", "--max-length", "3", "--no-phrases"]),
]


@pytest.mark.parametrize("options, arguments", OPTIONS)
@pytest.mark.parametrize("threads", [1, 2])
def test_is_the_command(
    corpus: Path, tmp_path: Path, options: dict[str, Any], arguments: list[str], threads: int
) -> None:
    wordmine.discover(corpus, threads=threads, **options).save(tmp_path / "words.tsv")
    assert (tmp_path / "words.tsv").read_bytes() == command("-q", corpus, *arguments)


def test_known_words_are_left_out(corpus: Path, tmp_path: Path) -> None:
    known = tmp_path / "known.txt"
    known.write_text("茶园\n师傅\n", "utf-8")
    words = wordmine.discover(corpus, known=known)
    words.save(tmp_path / "words.tsv")
    assert (tmp_path / "words.tsv").read_bytes() == command("-q", corpus, "--known", known)
    assert not {"茶园", "师傅"} & set(words.column("word"))
    assert words.column("word") == wordmine.discover(corpus, known_words=["茶园", "师傅"]).column("word")


def test_dictionaries_guide_or_say_why_not(lines: list[str], tmp_path: Path) -> None:
    dictionary = tmp_path / "dict.txt"
    dictionary.write_text("".join(f"{word} {5 + index}\n" for index, word in enumerate(WORDS)), "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        guided = wordmine.discover([line + "新发现" for line in lines], dictionary=dictionary)
    assert "termhood" in guided.columns and "新发现" in guided.column("word")
    assert guided[0].termhood is not None and guided[0].parts
    dictionary.write_text("東西 5\n", "utf-8")
    with pytest.warns(UserWarning, match="script"):
        wordmine.discover(lines, dictionary=dictionary)


def test_formats(corpus: Path, tmp_path: Path) -> None:
    words = wordmine.discover(corpus)
    words.save(tmp_path / "words.dict", format="jieba")
    assert (tmp_path / "words.dict").read_bytes() == command("-q", corpus, "--phrases", "--format", "jieba")
    with pytest.raises(ValueError, match="jieba"):
        words.save(tmp_path / "x", format="no such")
    with pytest.raises(OSError, match="/nonexistent/x.tsv"):
        words.save("/nonexistent/x.tsv")


@pytest.mark.parametrize("make", [
    lambda lines, corpus: lines,
    lambda lines, corpus: (line for line in lines),
    lambda lines, corpus: tuple(line + "\n" for line in lines),
    lambda lines, corpus: str(corpus),
    lambda lines, corpus: corpus,
    lambda lines, corpus: [corpus],
    lambda lines, corpus: corpus.with_suffix(".txt.gz"),
    lambda lines, corpus: corpus.with_suffix(".big5"),
    lambda lines, corpus: corpus.open(encoding="utf-8"),
    lambda lines, corpus: [None, float("nan"), Decimal("NaN"), *lines],
])
def test_inputs_are_one_text(
    lines: list[str], corpus: Path, make: Callable[[list[str], Path], Any]
) -> None:
    corpus.with_suffix(".txt.gz").write_bytes(gzip.compress(corpus.read_bytes()))
    corpus.with_suffix(".big5").write_text(
        "".join(line + "\n" for line in lines).translate(str.maketrans("师园", "師園")), "big5")
    found = wordmine.discover(make(lines, corpus), script="simplified", threads=2)
    expected = wordmine.discover(lines, script="simplified")
    assert found.column("count") == expected.column("count")


@pytest.mark.parametrize("source, error", [
    (b"bytes", TypeError), ([1], TypeError), (["a", Path("b")], TypeError), ([Path("b"), "a"], TypeError),
    ("no such file", FileNotFoundError), (Path("/"), IsADirectoryError), (5, TypeError),
])
def test_wrong_inputs(source: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        wordmine.discover(source)


@pytest.mark.parametrize("options, message", [
    ({"min_count": 0}, "^min_count is 0; it must be at least 1$"), ({"max_length": 99}, "^max_length is 99; it can be 1 to 64$"),
    ({"granularity": float("nan")}, "nan"), ({"granularity": 30.0}, "granularity"), ({"method": "best"}, "pmi"),
    ({"memory": "1M"}, "memory"), ({"memory": "much"}, "512M"), ({"threads": 5000}, "1 to 1024"),
    ({"sort": "beauty"}, "raw_count"), ({"numbers": "join"}, "dictionary"), ({"encoding": "latin"}, "gb18030"),
])
def test_wrong_options(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        wordmine.discover(["茶园"], **options)


def test_says_where_a_dictionary_is_wrong(tmp_path: Path) -> None:
    known = tmp_path / "known.tsv"
    known.write_text("word\tscore\tcount\n茶\t1\t2\n园\t1\tx\n", "utf-8")
    with pytest.raises(wordmine.DataError) as caught:
        wordmine.discover(["茶园"], known=known)
    assert (caught.value.file, caught.value.line) == (str(known), 3)
    with pytest.raises(wordmine.DataError):
        wordmine.discover([b"\xff\xfe".decode("utf-8", "surrogateescape")], strict=True)


def test_line_breaks_within_a_line_are_blanks() -> None:
    options: dict[str, Any] = {"min_count": 1, "single_characters": True, "unique_lines": True}
    broken = wordmine.discover(["茶园\n师傅", "茶园\r\n师傅\n", "山上"], **options)
    assert broken.column("count") == wordmine.discover(["茶园 师傅", "茶园  师傅", "山上"], **options).column("count")


def test_the_directory_of_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError, match="/nonexistent"):
        wordmine.discover(["茶园"], temporary="/nonexistent")
    monkeypatch.setenv("TMPDIR", "/nonexistent/directory")
    with pytest.raises(OSError, match="/nonexistent/directory"):
        wordmine.discover(("茶园师傅" * 100_000 for _ in range(40)), memory="64M")
    assert len(wordmine.discover(["茶园"] * 9, temporary=tmp_path)) == 1 and not list(tmp_path.iterdir())


def test_texts_are_no_lists(corpus: Path) -> None:
    with pytest.raises(TypeError, match="known_words"):
        wordmine.discover(["茶园"], known_words="茶园")
    with pytest.raises(TypeError, match="Path"):
        wordmine.discover([str(corpus), str(corpus)])
    assert len(wordmine.discover([str(corpus), "茶园茶园", "茶园"], non_han=True)) > 0


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    Path(name).write_text("茶园\n", "utf-8")
    assert "茶园" not in wordmine.discover(["茶园师傅"] * 9, known=name).column("word")
    with pytest.raises(FileNotFoundError) as caught:
        wordmine.discover(["茶园"], known=name + "x")
    assert name in str(caught.value)


def test_known_words_that_no_text_has() -> None:
    with pytest.warns(UserWarning, match='"C\\+\\+"'):
        wordmine.discover(["茶园"], known_words=["C++", "茶园"])


def test_progress_is_heard(lines: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    heard: list[tuple[str, float]] = []
    wordmine.discover(lines * 20, progress=lambda stage, share: heard.append((stage, share)))
    assert heard and all(stage and 0 <= share <= 1 for stage, share in heard)
    wordmine.discover(lines * 20, progress=True)
    assert "%" in capsys.readouterr().err

    def fail(stage: str, share: float) -> None:
        raise LookupError(stage)

    with pytest.raises(LookupError):
        wordmine.discover(lines * 20, progress=fail)


def test_nothing_has_no_words() -> None:
    words = wordmine.discover([])
    assert len(words) == 0 and list(words) == [] and "0 rows" in words._repr_html_()
    with pytest.raises(IndexError):
        words[0]


def test_table_is_shown(lines: list[str]) -> None:
    words = wordmine.discover(lines)
    assert "<th>word</th>" in words._repr_html_() and f"{len(words)} rows" in words._repr_html_()
    assert repr(words).startswith(f"<{len(words)} rows of word, score, count")


def test_names_and_options_of_any_type(lines: list[str], tmp_path: Path) -> None:
    words = wordmine.discover(lines[:200])
    column = words.column("word")
    column.clear()
    assert words.column("word") and words[0].word
    for use in (
        lambda: words.save(f"{tmp_path}/a.dict\0.txt"), lambda: words.save_model(f"{tmp_path}/a\0b"),
        lambda: wordmine.discover(f"{tmp_path}/a\0b"), lambda: wordmine.discover(lines, known="a\0b"),
        lambda: wordmine.discover(lines, temporary="/\0b"),
    ):
        with pytest.raises(ValueError, match="null byte"):
            use()
    assert not list(tmp_path.iterdir())
    with pytest.raises(TypeError, match="column"):
        wordmine.discover({"text": lines})

    class Whole:
        def __index__(self) -> int:
            return 1 << 29

    same = wordmine.discover(
        lines[:200], memory=1e9, encoding="gb18030", temporary=tmp_path, limit=Whole())  # type: ignore[arg-type]
    assert list(same) == list(words)
    for name in ("memory", "min_count"):
        with pytest.raises(TypeError, match=name):
            wordmine.discover(lines, **{name: object()})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="memory"):
        wordmine.discover(lines, memory=None)  # type: ignore[arg-type]
