"""Discovery on Spark finds what it finds on one machine, byte for byte."""
from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from made_text import write_text
from one_machine import lines_of, one_machine

from wordmine import DataError, spark
from wordmine.spark import _job

#: A text is spooled to disk if it has more than 4 Mi characters; then one machine works as shards do.
LINES = 125_000
#: More than a task may use.
MEMORY = "300M"


class Expected(NamedTuple):
    dictionary: bytes
    model: bytes


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_text(tmp_path_factory.mktemp("large") / "large.txt", LINES, seed=1)


@pytest.fixture(scope="module")
def expected(large: Path) -> Expected:
    return on_one_machine(large)


def on_one_machine(path: Path) -> Expected:
    model = path.with_suffix(".model")
    dictionary = one_machine("discover", "--memory", MEMORY, path, "--save-model", model)
    return Expected(dictionary, model.read_bytes())


def frame_of(session: Any, lines: list[str], ends: list[int]) -> Any:
    """A frame whose partitions end after so many lines."""
    parts = [lines[start:end] for start, end in itertools.pairwise([0, *ends, len(lines)])]
    rows = session.sparkContext.parallelize(parts, len(parts)).flatMap(lambda part: [(line,) for line in part])
    return session.createDataFrame(rows, "value string")


@pytest.mark.parametrize(("ends", "ranges"), [
    ([], 1), ([50_000, 50_001], 3), ([0, 7, 20_000, 20_000, 90_000, 120_000, LINES], None)])
def test_equals_one_machine(session: Any, large: Path, expected: Expected, ends: list[int], ranges: Any) -> None:
    frame = frame_of(session, lines_of(large), ends)
    assert frame.rdd.getNumPartitions() == len(ends) + 1
    found = spark.discover(frame, ranges=ranges, memory=MEMORY, task_memory="256M")
    assert found.dictionary == expected.dictionary
    assert found.model == expected.model


def test_one_long_line_equals_one_machine(session: Any, tmp_path: Path) -> None:
    path = write_text(tmp_path / "long.txt", LINES, seed=2)
    lines = lines_of(path)
    lines[50_000:120_000] = ["".join(line.strip("。！") for line in lines[50_000:120_000])]
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    found = spark.discover(frame_of(session, lines, [50_000, 50_001]), memory=MEMORY)
    assert (found.dictionary, found.model) == on_one_machine(path)


def test_a_task_may_fail_twice(session: Any, large: Path, expected: Expected) -> None:
    def fails_twice(batches: Iterator[Any]) -> Iterator[Any]:
        from pyspark import TaskContext

        context = TaskContext.get()
        for number, batch in enumerate(batches):
            assert context
            if number == 3 and context.partitionId() == 1 and context.attemptNumber() < 2:
                raise OSError("a disk is gone")
            yield batch

    frame = frame_of(session, lines_of(large), [40_000]).mapInArrow(fails_twice, "value string")
    found = spark.discover(frame, memory=MEMORY)
    assert (found.dictionary, found.model) == expected


def test_a_text_that_changes_is_refused(session: Any, tmp_path: Path) -> None:
    count = tmp_path / "readings"

    def changes(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        with count.open("a") as file:
            file.write("x")
        for batch in batches:
            yield batch
        yield pyarrow.RecordBatch.from_pydict({"value": ["茶" * count.stat().st_size]})

    frame = frame_of(session, ["师傅在茶园采茶"] * 100, []).mapInArrow(changes, "value string")
    with pytest.raises(DataError, match=r"partition 0: the text is not what it was"):
        spark.discover(frame, memory=MEMORY)


@pytest.mark.parametrize("options", [{"min_count": "many"}, {"nonsense": 1}, {"output": "x"}, {"ranges": 1000}])
def test_options_are_refused_before_anything_runs(session: Any, options: dict[str, Any]) -> None:
    frame = frame_of(session, ["茶"], []).mapInArrow(lambda batches: 1 / 0, "value string")
    with pytest.raises(ValueError):
        spark.discover(frame, **options)


def test_an_error_names_the_files_of_the_partition(session: Any, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("师傅在茶园采茶\n", "utf-8")
    (tmp_path / "bad.txt").write_text("茶\n" * 9, "utf-8")
    session.conf.set("spark.sql.files.maxPartitionBytes", "30")
    frame = session.read.text(str(tmp_path))

    def fails(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            if "茶" in batch.column(0).to_pylist():
                raise RuntimeError("partition 0 failed with status 65: line 2 is damaged")
            yield batch

    with pytest.raises(DataError, match=r"partition 0 \(file:.*bad.txt\): line 2 is damaged"):
        with _job.named_failures(frame):
            frame.mapInArrow(fails, "value string").collect()


def test_a_folder_appears_when_it_is_whole(
    session: Any, large: Path, expected: Expected, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = spark.Discovery(session, *expected)
    found.save(tmp_path / "words")
    assert (tmp_path / "words" / "words.tsv").read_bytes() == expected.dictionary
    assert (tmp_path / "words" / "words.model").read_bytes() == expected.model
    rows = expected.dictionary.decode().splitlines()
    table = session.read.parquet(str(tmp_path / "words" / "words.parquet"))
    assert "\t".join(table.columns) == rows[0]
    assert [row.word for row in table.collect()] == [row.split("\t")[0] for row in rows[1:]]
    assert dict(table.dtypes)["count"] == "bigint" and dict(table.dtypes)["score"] == "double"
    with pytest.raises(FileExistsError):
        found.save(tmp_path / "words")

    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("wordmine.spark._files.write", fails)
    with pytest.raises(OSError, match="the disk is full"):
        found.save(tmp_path / "others")
    assert [path.name for path in tmp_path.iterdir()] == ["words"]
