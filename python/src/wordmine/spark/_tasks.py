"""What runs on the executors: the command, fed with a partition.

Nothing here imports the package, which executors need not have: these functions travel by value, the command as a file of
the job. An executor needs Python with pyarrow, and the disk that the command takes for its temporary files.
"""
from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, Optional, Union

#: The most bytes in a row: where rows are shuffled, a Python process of Spark holds some thousand.
PIECE = 256 << 10

#: So many bytes of text are matched before the command is started anew, so that rows need not wait for a match.
MATCHED = 64 << 20

#: The columns of a piece of a file that a shard made.
PIECES = "shard int, name string, start long, data binary, check long, size long"

#: An argument that is the number of the shard.
SHARD = "{shard}"

Batches = Iterator[Any]


class Sent(NamedTuple):
    """A file that travels with the job."""

    name: str


Argument = Union[str, Sent]
Piece = tuple[str, int, bytes]


class Text:
    """The values of a partition as lines, and their check sum once all were read.

    A line break within a value is a blank; a null is an empty line.
    """

    def __init__(self, batches: Batches, check: Optional[int] = None) -> None:
        self._batches = batches
        self._expected = check
        self.check = 0
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for batch in self._batches:
            if batch.num_rows:
                lines = as_lines(batch.column(0).to_pylist())
                self.check = zlib.crc32(lines, self.check)
                self.size += len(lines)
                yield lines
        if self._expected is not None and self.check != self._expected:
            raise RuntimeError(
                f"partition {_partition()} failed with status 65: the text is not what it was when it was first read; "
                "write it, or cache it, and discover the words of that")


def as_lines(values: Sequence[Optional[bytes]]) -> bytes:
    lines = b"\n".join(value or b"" for value in values) + b"\n"
    if lines.count(b"\n") == len(values):
        return lines
    return b"".join((value or b"").replace(b"\n", b" ") + b"\n" for value in values)


def _partition() -> int:
    from pyspark import TaskContext

    context = TaskContext.get()
    return context.partitionId() if context else 0


def _disk() -> Optional[str]:
    """A folder of Spark for temporary files, which it removes when the application ends."""
    folders = [folder for folder in os.environ.get("SPARK_LOCAL_DIRS", "").split(",") if folder]
    return folders[_partition() % len(folders)] if folders else None


def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="wordmine-", dir=_disk())


def _line(arguments: Sequence[Argument]) -> list[str]:
    from pyspark import SparkFiles

    return [SparkFiles.get("wordmine"), *(
        SparkFiles.get(item.name) if isinstance(item, Sent) else item for item in arguments)]


@contextmanager
def _running(arguments: Sequence[Argument], part: str, **pipes: Any) -> Iterator[subprocess.Popen[bytes]]:
    """The command; an error if it fails, and its end in any case.

    Args:
        arguments: The command.
        part: What the partition is one of, for the error.
        pipes: Those of the process.
    """
    with tempfile.TemporaryFile() as messages:
        environment = {**os.environ, "TMPDIR": _disk() or tempfile.gettempdir()}
        process = subprocess.Popen(_line(arguments), stderr=messages, env=environment, **pipes)
        try:
            yield process
            if process.wait():
                messages.seek(0)
                text = messages.read().decode(errors="replace").strip()
                raise RuntimeError(_failure(part, process.returncode, text))
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


def _failure(part: str, status: int, messages: str) -> str:
    """What the driver reads: see `_job.failure`."""
    how = f"signal {-status}" if status < 0 else f"status {status}"
    return f"{part} {_partition()} failed with {how}: {messages.removeprefix('wordmine: ')}"


def run(arguments: Sequence[Argument], text: Iterable[bytes] = (), part: str = "range") -> None:
    """Feeds the command, which writes files.

    If the text cannot be read to its end, the command is ended before it can take that for the end.
    """
    with _running(arguments, part, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        _feed(process, text)


def _feed(process: subprocess.Popen[bytes], text: Iterable[bytes]) -> None:
    assert process.stdin
    try:
        for chunk in text:
            process.stdin.write(chunk)
        process.stdin.close()
    except BrokenPipeError:
        pass  # The command ended before its input; its status says why.


def stream(arguments: Sequence[Argument], text: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Feeds the command and yields the lines that it prints, many at a time."""
    failures: list[BaseException] = []

    def feed(process: subprocess.Popen[bytes]) -> None:
        try:
            _feed(process, text)
        except BaseException as failure:  # noqa: B036 - it is raised again below
            failures.append(failure)
            process.kill()

    with _running(arguments, "partition", stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        thread = threading.Thread(target=feed, args=(process,), daemon=True)
        thread.start()
        assert process.stdout
        rest = b""
        while chunk := os.read(process.stdout.fileno(), 1 << 20):
            *lines, rest = (rest + chunk).split(b"\n")
            if lines:
                yield lines
        thread.join()
        if failures:
            raise failures[0]
        if rest:
            yield [rest]


# What Spark calls


class Shard(NamedTuple):
    """A partition that was read once."""

    #: Its place among those that were.
    number: int
    #: The check sum of its text.
    check: int


def shard(arguments: Sequence[Argument], known: Mapping[int, Shard]) -> Callable[[Batches], Batches]:
    """Makes the file of a shard, or the files, as rows of `PIECES`.

    Args:
        arguments: The command, but for its output.
        known: The shards by the number of their partition, once they were read.
    """

    def task(batches: Batches) -> Batches:
        number = _partition()
        before = known.get(number)
        if known and not before:
            raise RuntimeError(
                f"partition {number} failed with status 65: it was not there when the text was first read")
        text = Text(batches, before.check if before else None)
        index = str(before.number) if before else ""
        line = [item.replace(SHARD, index) if isinstance(item, str) else item for item in arguments]
        with _folder() as folder:
            output = Path(folder, "made")
            run([*line, "-o", os.fspath(output)], text, "partition")
            for name, start, data in pieces(output):
                yield _batch(
                    shard=[number], name=[name], start=[start], data=[data], check=[text.check],
                    size=[text.size])

    return task


def _batch(**columns: list[Any]) -> Any:
    import pyarrow

    types = {"shard": pyarrow.int32(), "name": pyarrow.string(), "start": pyarrow.int64(),
             "data": pyarrow.binary(), "check": pyarrow.int64(), "size": pyarrow.int64()}
    return pyarrow.RecordBatch.from_arrays(
        [pyarrow.array(values, types[name]) for name, values in columns.items()], names=list(columns))


def pieces(path: Path) -> Iterator[Piece]:
    """The contents of a file, or of those in a folder, in pieces."""
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        with file.open("rb") as data:
            start = 0
            while piece := data.read(PIECE):
                yield file.name, start, piece
                start += len(piece)


def by_key(rows: Any, key: Callable[[Any], int], partitions: int) -> Any:
    """Rows of `PIECES` with the same key in one partition, whose number the key is."""
    def piece(row: Any) -> tuple[int, tuple[int, str, int, bytes]]:
        return key(row), (row.shard, row.name, row.start, bytes(row.data))

    return rows.map(piece).partitionBy(partitions, int)


def range_key(name: str) -> int:
    """The place of a file of counts, such as `left-0003.counts`, among those of its shard."""
    direction, number = name.partition(".")[0].split("-")
    return 2 * int(number) + (direction == "left")


def merge(arguments: Sequence[Argument]) -> Callable[[Iterable[Any]], Iterator[Piece]]:
    """Merges the files of several shards into one."""

    def task(rows: Iterable[tuple[int, tuple[int, str, int, bytes]]]) -> Iterator[Piece]:
        with _folder() as folder:
            names, parts = set(), set()
            for _, (number, name, start, data) in rows:
                part = Path(folder, f"{number:08}")
                put(part, start, data)
                names.add(name)
                parts.add(os.fspath(part))
            if names:
                merged = Path(folder, min(names))
                run([*arguments, *sorted(parts), "-o", os.fspath(merged)])
                yield from pieces(merged)

    return task


def numbered(partition: int, rows: Iterable[Piece]) -> Iterator[tuple[int, int, bytes]]:
    for _, start, data in rows:
        yield partition, start, data


def put(path: Path, start: int, data: bytes) -> None:
    """Writes a piece of a file; pieces come in any order."""
    with path.open("r+b" if path.exists() else "wb") as file:
        file.seek(start)
        file.write(data)


def with_counts(arguments: Sequence[Argument]) -> Callable[[Iterable[Piece]], Iterator[Piece]]:
    """What the command makes of the counts of a range, which it reads with `--counts`."""

    def task(rows: Iterable[Piece]) -> Iterator[Piece]:
        with _folder() as folder:
            counts = None
            for name, start, data in rows:
                counts = Path(folder, name)
                put(counts, start, data)
            if counts:
                made = counts.with_suffix(".made")
                run([*arguments, "--counts", os.fspath(counts), "-o", os.fspath(made)])
                yield from pieces(made)

    return task


def counted(arguments: Sequence[Argument]) -> Callable[[Batches], Batches]:
    """The n-grams of a partition and their counts."""

    def task(batches: Batches) -> Batches:
        import pyarrow

        is_first = True
        for lines in stream(arguments, Text(batches)):
            rows = [line.rsplit(b"\t", 1) for line in (lines[1:] if is_first else lines)]
            is_first = False
            yield pyarrow.RecordBatch.from_arrays(
                [pyarrow.array([row[0].decode() for row in rows], pyarrow.string()),
                 pyarrow.array([int(row[1]) for row in rows], pyarrow.int64())], names=["ngram", "count"])

    return task


class _Rows:
    """The rows whose text is on its way through the command."""

    def __init__(self, batches: Batches, limit: Optional[int] = None) -> None:
        """Feeds all batches, or those with about so many bytes."""
        self._batches = batches
        self._limit = limit
        self._waiting: deque[Any] = deque()
        self._first = 0
        #: The number of rows that went in.
        self.count = 0

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for batch in self._batches:
            if batch.num_rows:
                self._waiting.append(batch)
                self.count += batch.num_rows
                lines = as_lines(batch.column(batch.num_columns - 1).to_pylist())
                size += len(lines)
                yield lines
            if self._limit and size >= self._limit:
                return

    def take(self, number: int) -> tuple[Any, int]:
        """The batch with a row, and the place of the row in it; numbers are asked for in their order."""
        while number - self._first >= self._waiting[0].num_rows:
            self._first += self._waiting.popleft().num_rows
        return self._waiting[0], number - self._first


def segmented(arguments: Sequence[Argument], result: str) -> Callable[[Batches], Batches]:
    """The rows, whose last column is their text as bytes, with the segmented text in its place."""

    def task(batches: Batches) -> Batches:
        import pyarrow

        rows, number, done = _Rows(batches), 0, []
        for lines in stream(arguments, rows):
            done += lines
            while done:
                batch, _ = rows.take(number)
                if len(done) < batch.num_rows:
                    break
                texts, done = done[:batch.num_rows], done[batch.num_rows:]
                number += batch.num_rows
                *kept, values = batch.columns
                cut = [None if value is None else text.decode(errors="replace")
                       for text, value in zip(texts, values.to_pylist())]
                yield pyarrow.RecordBatch.from_arrays(
                    [*kept, pyarrow.array(cut, pyarrow.string())], names=[*batch.schema.names[:-1], result])
        if done or number < rows.count:
            raise RuntimeError(
                f"partition {_partition()} failed with status 70: {rows.count} lines became {number + len(done)}")

    return task


def matched(arguments: Sequence[Argument]) -> Callable[[Batches], Batches]:
    """The rows, whose last column is their text as bytes, with each place where a template matches."""

    def task(batches: Batches) -> Batches:
        while True:
            rows = _Rows(batches, MATCHED)
            for lines in stream(arguments, rows):
                places = [(*rows.take(row["sentence"] - 1), row) for row in map(json.loads, lines)]
                for _, group in groupby(places, lambda place: id(place[0])):
                    yield _matches(list(group))
            if not rows.count:
                return

    return task


def _matches(places: Sequence[tuple[Any, int, Any]]) -> Any:
    """The matches in the rows of one batch."""
    import pyarrow

    batch = places[0][0]
    rows = pyarrow.array([row for _, row, _ in places])
    matches = [match for _, _, match in places]
    slots = [[(slot["name"], slot["text"]) for slot in match["slots"]] for match in matches]
    return pyarrow.RecordBatch.from_arrays(
        [*(column.take(rows) for column in batch.columns[:-1]),
         pyarrow.array([match["template"] for match in matches], pyarrow.string()),
         pyarrow.array([match["text"] for match in matches], pyarrow.string()),
         pyarrow.array(slots, pyarrow.map_(pyarrow.string(), pyarrow.string()))],
        names=[*batch.schema.names[:-1], "template", "match", "slots"])
