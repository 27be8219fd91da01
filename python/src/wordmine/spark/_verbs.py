"""What adds up over the partitions of a text, or goes row by row."""
from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Optional, Union

from .. import _command, _verbs
from .._table import Records
from . import _tasks
from ._discover import Discovery
from ._job import Job, lines
from ._tasks import Sent

Model = Union[Discovery, bytes, str, "os.PathLike[str]"]
Memory = Union[int, str]


def count(
    frame: Any, order: int = 4, column: str = "value", *, minimum: int = 1, task_memory: Memory = "512M", **options: Any
) -> Any:
    """Counts the n-grams of a text up to a length, exactly: a frame with `ngram` and `count`, in no order.

    Args:
        frame: A frame with a text in each row; no n-gram crosses rows.
        order: The most atoms of an n-gram, 1 to 8.
        column: The column that holds the text.
        minimum: Leaves out what occurs less often.
        task_memory: What the command may use in a task, outside the heap of the executor.
        options: Those of `wordmine count`.
    """
    from pyspark.sql import functions

    with Job(frame.sparkSession, task_memory) as job:
        line = job.checked_line("count", options, order=order, encoding="utf-8")
        parts = lines(frame, column).mapInArrow(_tasks.counted(line), "ngram string, count long")
        counts = parts.groupBy("ngram").agg(functions.sum("count").alias("count"))
        return counts.where(functions.col("count") >= minimum)


def segment(
    frame: Any, model: Model, column: str = "value", *, result: str = "segmented", separator: str = " ",
    task_memory: Memory = "512M", **options: Any,
) -> Any:
    """The frame with a column more, the text with a separator between its words: what `wordmine segment` prints.

    Args:
        frame: A frame with a text in each row.
        model: What `discover` found, or the name of a model on the driver, or its bytes.
        column: The column that holds the text.
        result: The name of the new column.
        separator: What stands between words.
        task_memory: What the command may use in a task, outside the heap of the executor.
        options: Those of `wordmine segment`.
    """
    if result in frame.columns:
        raise ValueError(f"there is a column {result} already; give another name as result")
    with Job(frame.sparkSession, task_memory) as job:
        line = job.checked_line(
            "segment", options, model=_sent(job, model), separator=separator, encoding="utf-8")
        return lines(frame, column, others=True).mapInArrow(
            _tasks.segmented(line, result), _schema(frame, f"`{result}` string"))


def match(
    frame: Any, templates: Union[Records, str, os.PathLike[str], Iterable[str]], model: Model, column: str = "value", *,
    task_memory: Memory = "512M", **options: Any,
) -> Any:
    """A row for each place where a template matches: those of the frame, `template`, `match` and `slots`, a map.

    Args:
        frame: A frame with a sentence in each row.
        templates: What `templates` found, the name of a file of templates, or templates such as "从 [from] 到 [to]".
        model: What `discover` found, or the name of a model on the driver, or its bytes.
        column: The column that holds the text.
        task_memory: What the command may use in a task, outside the heap of the executor.
        options: Those of `wordmine match`.
    """
    for name in ("template", "match", "slots"):
        if name in frame.columns:
            raise ValueError(f"there is a column {name} already; rename it")
    with Job(frame.sparkSession, task_memory) as job, tempfile.TemporaryDirectory() as folder:
        line = job.checked_line(
            "match", options, templates=job.send(_verbs._template_file(templates, folder)),
            word_model=_sent(job, model), format="jsonl", line_sentences=True, segmented=None, encoding="utf-8")
        columns = _schema(frame, "template string, match string, slots map<string, string>")
        return lines(frame, column, others=True).mapInArrow(_tasks.matched(line), columns)


def templates(
    frame: Any, model: Model, column: str = "value", *, sample: int = 100_000, seed: int = 0,
    task_memory: Memory = "512M", **options: Any,
) -> Records:
    """Templates of a text: found in a sample of its rows, then counted in all of them.

    The sample is drawn by the seed and the rows alone. Templates and their gain are those of the sample, as `wordmine templates`
    finds them, so what is rare in the text is not found; `count` is how often each matches in the whole text.

    Args:
        frame: A frame with a sentence in each row.
        model: What `discover` found, or the name of a model on the driver, or its bytes.
        column: The column that holds the text.
        sample: About so many rows are in the sample.
        seed: The seed of the sample.
        task_memory: What the command may use in a task, outside the heap of the executor.
        options: Those of `wordmine templates`.
    """
    texts = _sampled(frame, column, sample, seed)
    with tempfile.TemporaryDirectory(prefix="wordmine-") as folder:
        path = Path(folder, "model")
        path.write_bytes(_bytes(model))
        found = _verbs.templates(texts, word_model=path, line_sentences=True, **options)
    matches = match(frame.select(column), found, model, column, task_memory=task_memory)
    counts = {row["template"]: row["count"] for row in matches.groupBy("template").count().collect()}
    rows = [{**row, "count": counts.get(_notation(row["t"]), 0)} for row in found]
    text = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    return Records(rows, text.encode())


def _notation(elements: Sequence[Any]) -> str:
    """A template as `match` names it."""
    slots = elements.count(None)
    numbers = iter([""] if slots == 1 else range(1, slots + 1))
    edges = {(0, "^"), (len(elements) - 1, "$")}

    def text(place: int, element: Any) -> str:
        if element is None:
            return f"[X{next(numbers)}]"
        word: str = element["word"] if isinstance(element, dict) else element
        is_edge = word is element and (place, word) in edges
        return word if is_edge or word[0] not in "^$[\\\ufeff" else "\\" + word

    return " ".join(text(place, element) for place, element in enumerate(elements))


def _sampled(frame: Any, column: str, rows: int, seed: int) -> list[str]:
    """Rows whose hash with the seed is small, in an order of their own."""
    from pyspark.sql import functions

    text = functions.col(f"`{column}`")
    total = frame.count()
    hashed = frame.select(text.alias("text"), functions.xxhash64(text, functions.lit(seed)).alias("hash"))
    share = min(1.0, rows / max(1, total))
    limit = min(2 ** 63 - 1, int(-2 ** 63 + share * 2 ** 64))
    return [row.text for row in hashed.where(functions.col("hash") <= limit).orderBy("hash", "text").collect()]


def _schema(frame: Any, columns: str) -> Any:
    """The columns of a frame, and more."""
    from pyspark.sql.types import StructType

    return StructType([*frame.schema.fields, *StructType.fromDDL(columns).fields])


def _bytes(model: Model) -> bytes:
    if isinstance(model, Discovery):
        return model.model
    return model if isinstance(model, bytes) else Path(model).read_bytes()


def _sent(job: Job, model: Model) -> Sent:
    path = job.path("model")
    path.write_bytes(_bytes(model))
    return job.send(path)
