"""The side of the driver: files that travel with the job, and the command where the driver runs."""
from __future__ import annotations

import os
import re
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Union

from .. import _command
from .._errors import error
from .._native import FOLDER
from . import _tasks
from ._tasks import Argument, Sent

#: What was sent stays until the driver ends: an executor that starts later asks for all of it.
_SENT = tempfile.TemporaryDirectory(prefix="wordmine-spark-")


class Job:
    """What a session runs for one call, with a folder of temporary files of the driver, which ends with it."""

    def __init__(self, session: Any, memory: Union[int, str]) -> None:
        if not hasattr(session, "sparkContext") or type(session).__module__.startswith("pyspark.sql.connect"):
            raise ValueError("Spark Connect cannot send the command to executors; use a session of the cluster itself")
        from pyspark import cloudpickle

        # Executors need not have the package.
        cloudpickle.register_pickle_by_value(_tasks)
        self.session = session
        self.context = session.sparkContext
        self._folder = tempfile.TemporaryDirectory(prefix="wordmine-spark-")
        self._memory = memory
        self._sent: dict[Any, Sent] = {}
        for name in ("wordmine", "libwordmine.so"):
            self.context.addFile(os.fspath(FOLDER / name))

    def __enter__(self) -> Job:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def path(self, name: str) -> Path:
        return Path(self._folder.name, name)

    def fetched(self, rows: Any, verb: str) -> Iterator[Any]:
        """The rows of an RDD, in their order: made by all executors at once, then brought here one partition after the other.

        Args:
            rows: The RDD.
            verb: What makes them, for those who watch.
        """
        from pyspark import StorageLevel

        before = self.context.getLocalProperty("spark.job.description")
        self.context.setJobDescription(f"wordmine {verb}")
        kept = rows.persist(StorageLevel.DISK_ONLY)
        try:
            kept.count()
            yield from kept.toLocalIterator()
        finally:
            kept.unpersist()
            self.context.setJobDescription(before)

    def send(self, path: Union[str, os.PathLike[str]]) -> Sent:
        """Sends a file to all executors, once; it may not change then."""
        if path in self._sent:
            return self._sent[path]
        name = f"{uuid.uuid4().hex}-{Path(path).name}"
        copy = shutil.copyfile(path, Path(_SENT.name, name))
        self.context.addFile(os.fspath(copy))
        self._sent[path] = Sent(name)
        return self._sent[path]

    def checked_line(self, verb: str, options: Mapping[str, Any], **fixed: Any) -> list[Argument]:
        """The command in a task, once it has taken its options and no text here.

        Raises:
            ValueError: for an option that cannot be, or would change which rows there are.
        """
        fixed = {"unique_lines": None, "files_from": None, "column": None, **fixed}
        here = {name: Path(_SENT.name, value.name) if isinstance(value, Sent) else value
                for name, value in fixed.items()}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _command.run(verb, options=options, **{"format": None, **here})
        return self.line(verb, options, **fixed)

    def line(self, verb: str, options: Mapping[str, Any] = {}, **fixed: Any) -> list[Argument]:
        """The command in a task: one thread of it for each processor that Spark gives the task."""
        sent = {name: [value] if isinstance(value, Sent) else value for name, value in fixed.items()
                if isinstance(value, Sent) or isinstance(value, list) and isinstance(value[0], Sent)}
        others = {name: value for name, value in fixed.items() if name not in sent}
        threads = self.context.getConf().get("spark.task.cpus", "1")
        flags = _command.flags(options, {"memory": self._memory, "threads": threads, "quiet": True, **others})
        files = [item for name, values in sent.items() for value in values
                 for item in ("--" + name.replace("_", "-"), value)]
        return [*verb.split(), *flags, *files]


def lines(frame: Any, column: str, others: bool = False) -> Any:
    """The column as bytes; after the other columns if they are kept."""
    from pyspark.sql import functions

    if column not in frame.columns:
        raise ValueError(f"there is no column {column}; there are {', '.join(frame.columns)}")
    text = functions.col(f"`{column}`").cast("binary")
    return frame.select("*", text.alias("wordmine text")) if others else frame.select(text)


@contextmanager
def named_failures(frame: Any) -> Iterator[None]:
    """If a partition of a frame fails, the error says why, and names its files."""
    try:
        yield
    except Exception as failure:
        what = _FAILURE.search(str(failure))
        if not what:
            raise
        names = ", ".join(_files(frame, int(what["number"]))) if what["part"] == "partition" else ""
        place = f"{what['part']} {what['number']}" + (f" ({names})" if names else "")
        raise error(int(what["status"] or 1), f"{place}: {what['text']}") from failure


#: What `_tasks` raises, within what Spark says of it.
_FAILURE = re.compile(
    r"RuntimeError: (?P<part>partition|range) (?P<number>\d+) failed with (?:status (?P<status>\d+)|signal \d+): (?P<text>[^\n]*)")


def _files(frame: Any, partition: int) -> list[str]:
    """The names of the files that a partition reads; none where that cannot be told."""
    from pyspark.sql import functions

    names = frame.select(functions.input_file_name()).rdd
    try:
        found = frame.sparkSession.sparkContext.runJob(
            names, lambda rows: [{row[0] for row in rows}], [partition])
    except Exception:
        return []
    return sorted(name for name in found[0] if name)
