"""Discovery on a cluster: each stage a job, between them what the driver makes of all that was found."""
from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Optional, Union

from .. import _command
from . import _files, _tasks
from ._job import Job, lines, named_failures
from ._tasks import Shard


#: The command makes no more.
_MOST_RANGES = 256


class Discovery:
    """The words of a text: the dictionary of `wordmine discover`, and its model.

    Attributes:
        dictionary: The dictionary as the command writes it, a TSV.
        model: The model, for `segment`, `match` and the command.
    """

    def __init__(self, session: Any, dictionary: bytes, model: bytes) -> None:
        self._session = session
        self.dictionary = dictionary
        self.model = model

    @property
    def words(self) -> Any:
        """The dictionary as a frame of Spark, best word first."""
        import pyarrow
        from pyarrow import csv

        table = csv.read_csv(
            pyarrow.BufferReader(self.dictionary),
            parse_options=csv.ParseOptions(delimiter="\t", quote_char=False),
            convert_options=csv.ConvertOptions(column_types=self._types(), strings_can_be_null=False))
        return self._session.createDataFrame(table)

    def _types(self) -> dict[str, str]:
        """The types of the columns, whatever they hold."""
        others = {"word": "string", "kind": "string", "parts": "string", "count": "int64", "raw_count": "int64",
                  "contexts": "int64"}
        names = self.dictionary.partition(b"\n")[0].decode().split("\t")
        return {name: others.get(name, "double") for name in names}

    def save(self, path: Union[str, os.PathLike[str]]) -> None:
        """Writes a folder with `words.parquet`, `words.tsv` and `words.model`, at any path that Spark writes.

        The folder appears when all of it is written.

        Raises:
            FileExistsError: if there is one.
        """
        with _files.new_folder(self._session, os.fspath(path)) as folder:
            self.words.coalesce(1).write.parquet(f"{folder}/words.parquet")
            _files.write(self._session, f"{folder}/words.tsv", self.dictionary)
            _files.write(self._session, f"{folder}/words.model", self.model)


def discover(
    frame: Any,
    column: str = "value",
    *,
    ranges: Optional[int] = None,
    task_memory: Union[int, str] = "512M",
    memory: Union[int, str] = "1G",
    **options: Any,
) -> Discovery:
    """Finds the words of a text, as `wordmine discover` does on one machine, byte for byte.

    The order of the text is that of the partitions. It is read four times: cache it if it is costly to make.

    Args:
        frame: A frame of Spark with a text in each row; a null is an empty line.
        column: The column that holds the text.
        ranges: Into how many ranges the counts are split; by default so that each is some 256 MB.
        task_memory: What the command may use in a task, outside the heap of the executor; 256M at least.
        memory: How large the sample and the model may be, as for `wordmine discover` on one machine; the driver, and the tasks
            that measure words, may use so much.
        options: Those of `wordmine shard plan`, with underscores, which are most of `wordmine discover`: `min_count=10`.

    Raises:
        ValueError: for an option that cannot be.
        DataError: for a text that changes while it is read.
        Exception: What the status of the command stands for, with the partition and its files.
    """
    with Job(frame.sparkSession, task_memory) as job, named_failures(frame):
        return _Stages(job, lines(frame, column), ranges, {**options, "memory": memory}).run()


class _Stages:
    def __init__(self, job: Job, text: Any, ranges: Optional[int], options: dict[str, Any]) -> None:
        self.job = job
        self.text = text
        self.ranges = ranges
        self.options = options
        #: By the number of the partition; those that hold nothing may be missing.
        self.shards: dict[int, Shard] = {}
        #: The bytes of the text.
        self.size = 0

    def run(self) -> Discovery:
        self._check_options()
        plan = self._plan()
        counts = self._counts(plan)
        try:
            sample = self._sample(plan)
            entropies = self._of_ranges(counts, "entropies", plan, sample=sample)
            model = self._made("fit", plan=plan, sample=sample, entropies=entropies)
            uses = self._uses(plan, model, sample)
            measures = self._of_ranges(counts, "measures", plan, memory=self.options["memory"], uses=[uses])
        finally:
            counts.unpersist()
        learned = self.job.path("words.model")
        dictionary = self._made(
            "dictionary", plan=plan, model=model, uses=uses, measures=measures, save_model=learned)
        return Discovery(self.job.session, dictionary.read_bytes(), learned.read_bytes())

    def _made(self, verb: str, *arguments: Path, options: Mapping[str, Any] = {}, **fixed: Any) -> Path:
        """The file that a verb makes where the driver is."""
        path = self.job.path(verb)
        _command.run(f"shard {verb}", *map(str, arguments), options=options, **fixed, output=path)
        return path

    def _check_options(self) -> None:
        """Plans for no text, before much work is done with options that cannot be."""
        empty = self.job.path("empty.txt")
        empty.touch()
        written = self._made("written", empty)
        self._made("plan", written, options=self.options, ranges=self.ranges or 1)

    # The text

    def _made_of_shards(self, verb: str, **arguments: Any) -> Any:
        """What a verb makes of each shard, as rows of `PIECES`."""
        line = self.job.line(f"shard {verb}", encoding="utf-8", **arguments)
        return self.text.mapInArrow(_tasks.shard(line, self.shards), _tasks.PIECES)

    def _plan(self) -> Path:
        """Reads the text for the first time."""
        rows = self.job.fetched(self._made_of_shards("written").rdd, "written")
        written = self._kept("written", map(self._noted, rows))
        self.ranges = self.ranges or self._enough_ranges()
        return self._made("plan", *written, options=self.options, ranges=self.ranges)

    def _noted(self, row: Any) -> tuple[int, int, bytes]:
        if row.start == 0:
            self.shards[row.shard] = Shard(len(self.shards), row.check)
            self.size += row.size
        return row.shard, row.start, row.data

    def _enough_ranges(self) -> int:
        """At most some 256 MB of counts in a range; no fewer ranges than can be worked on at once."""
        by_size = self.size >> 28
        at_once: int = self.job.context.defaultParallelism
        return min(_MOST_RANGES, max(1, by_size, min(len(self.shards), at_once // 2)))

    def _sample(self, plan: Path) -> list[Path]:
        """The sampled sentences of each shard."""
        rows = self._made_of_shards("sample", plan=self.job.send(plan), shard=_tasks.SHARD)
        return self._kept("sample", ((row.shard, row.start, row.data) for row in self.job.fetched(rows.rdd, "sample")))

    def _kept(self, name: str, pieces: Iterable[tuple[int, int, bytes]]) -> list[Path]:
        """Numbered files, in their order, where the driver is."""
        paths = set()
        for number, start, data in pieces:
            path = self.job.path(f"{name}-{number:08}")
            _tasks.put(path, start, data)
            paths.add(path)
        return sorted(paths)

    def _uses(self, plan: Path, model: Path, sample: list[Path]) -> Path:
        """The uses of words and phrases in the whole text, merged by few tasks, then where the driver is."""
        send = self.job.send
        rows = self._made_of_shards("uses", plan=send(plan), model=send(model), sample=[send(path) for path in sample])
        groups = max(1, round(len(self.shards) ** 0.5))
        merged = _tasks.by_key(rows.rdd, lambda row: row.shard % groups, groups).mapPartitions(
            _tasks.merge(self.job.line("shard merge")))
        parts = self._kept("uses", self.job.fetched(merged.mapPartitionsWithIndex(_tasks.numbered), "uses"))
        return self._made("merge", *parts)

    # The counts

    def _counts(self, plan: Path) -> Any:
        """The counts of the text, each range and direction a partition, on the disks of the executors."""
        from pyspark import StorageLevel

        rows = self._made_of_shards("count", plan=self.job.send(plan)).rdd
        assert self.ranges
        by_range = _tasks.by_key(rows, lambda row: _tasks.range_key(row.name), 2 * self.ranges)
        return by_range.mapPartitions(
            _tasks.merge(self.job.line("shard merge"))).persist(StorageLevel.DISK_ONLY)

    def _of_ranges(
        self, counts: Any, verb: str, plan: Path, *, memory: Union[None, int, str] = None, **files: list[Path]
    ) -> list[Path]:
        """What a verb makes of each range."""
        fixed: dict[str, Any] = {name: [self.job.send(path) for path in paths] for name, paths in files.items()}
        if memory is not None:
            fixed["memory"] = memory
        line = self.job.line(f"shard {verb}", plan=self.job.send(plan), **fixed)
        made = counts.mapPartitions(_tasks.with_counts(line)).mapPartitionsWithIndex(_tasks.numbered)
        return self._kept(verb, self.job.fetched(made, verb))
