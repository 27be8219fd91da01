"""Spark gives what the command gives on one machine."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import wordmine
from one_machine import lines_of, one_machine

from wordmine import spark
from wordmine.spark import _tasks


def test_counts_are_those_of_one_machine(session: Any, corpus: Path) -> None:
    found = {row.ngram: row["count"] for row in spark.count(text(session, corpus, 3), 3).collect()}
    assert found == {row["ngram"]: row["count"] for row in wordmine.count(corpus, 3)}
    often = {row.ngram for row in spark.count(text(session, corpus, 3), 3, minimum=50).collect()}
    assert often == {ngram for ngram, number in found.items() if number >= 50}


def text(session: Any, corpus: Path, partitions: int) -> Any:
    """The lines in their order, in so many partitions."""
    lines = lines_of(corpus)
    return session.sparkContext.parallelize(lines, partitions).map(lambda line: (line,)).toDF("value string")


def test_segments_are_those_of_one_machine(session: Any, corpus: Path, model: Path) -> None:
    frame = text(session, corpus, 3)
    segmented = spark.segment(frame, model)
    assert segmented.columns == ["value", "segmented"]
    made = "".join(row.segmented + "\n" for row in segmented.collect())
    assert made.encode() == one_machine("segment", "--model", model, corpus)


def test_rows_keep_their_columns(session: Any, model: Path) -> None:
    rows = [(1, "师傅在茶园采茶"), (2, None), (3, ""), (4, "今天\n明天"), (5, "😀 喝茶\r")]
    frame = session.createDataFrame(rows, "id int, text string")
    cut = spark.segment(frame, model, "text", result="words", separator="/").collect()
    assert [(row.id, row.text) for row in cut] == rows
    assert cut[1].words is None and cut[2].words == ""
    assert [row.words.replace("/", "") for row in cut if row.text] == [
        text.replace("\n", " ") for _, text in rows if text]


def test_matches_are_those_of_one_machine(session: Any, corpus: Path, model: Path, tmp_path: Path) -> None:
    templates = tmp_path / "templates.txt"
    templates.write_text("今天 [what]\n", "utf-8")
    frame = text(session, corpus, 3)
    found = spark.match(frame, templates, model).collect()
    expected = [json.loads(line) for line in one_machine(
        "match", "--templates", templates, "--word-model", model, "--format=jsonl", "--line-sentences",
        corpus).splitlines()]
    assert expected
    assert [(row.template, row.match, row.slots["what"]) for row in found] == [
        (row["template"], row["text"], row["slots"][0]["text"]) for row in expected]
    lines = lines_of(corpus)
    assert [row.value for row in found] == [lines[row["sentence"] - 1] for row in expected]


def test_rows_need_not_wait_for_a_match(
    session: Any, corpus: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = text(session, corpus, 3)
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "100")
    whole = spark.match(frame, ["今天 [what]"], model).collect()
    monkeypatch.setattr(_tasks, "MATCHED", 20_000)
    assert spark.match(frame, ["今天 [what]"], model).collect() == whole
    assert len(whole) > 100


def test_templates_are_counted_in_all_of_the_text(session: Any, corpus: Path, model: Path) -> None:
    frame = text(session, corpus, 3)
    found = spark.templates(frame, model, sample=500)
    assert len(found) > 0
    counts = spark.match(frame, found, model).groupBy("template").count().collect()
    assert sorted(found.column("count"), reverse=True)[:20] == sorted(
        (row["count"] for row in counts), reverse=True)[:20]
    assert spark.templates(frame.repartition(5), model, sample=500)[:] == found[:]
    assert len(spark.templates(frame, model)) >= len(found)


@pytest.mark.parametrize(("options", "message"), [
    ({"order": 9}, "-n is 9"), ({"output": "x"}, "output cannot be set here"), ({"column": "text"}, "no column text"),
    ({"unique_lines": True}, "unique_lines cannot be set here")])
def test_options_are_refused_before_anything_runs(session: Any, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        spark.count(session.createDataFrame([("茶",)], "value string"), **options)


def test_an_error_in_a_task_is_an_error(session: Any, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes("师傅\n".encode() + b"\xff\xfe\n")
    with pytest.raises(Exception, match="partition 0 failed with status 65"):
        spark.count(session.read.text(str(tmp_path)), strict=True).collect()


def test_the_command_needs_no_package_where_it_runs() -> None:
    """What runs on executors imports nothing of the package."""
    names = Path(spark.__file__).with_name("_tasks.py")
    code = f"import runpy, sys; runpy.run_path({str(names)!r}); assert not any('wordmine' in n for n in sys.modules)"
    subprocess.run(["python3", "-I", "-c", code], check=True)


def test_runs_without_a_program(corpus: Path, tmp_path: Path) -> None:
    def run(*arguments: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "wordmine.spark", *map(str, arguments), "--master", "local[1]"], capture_output=True)

    assert run("count", corpus, "-o", tmp_path / "counts", "--option", "order=2", "--option", "strict").returncode == 0
    assert (tmp_path / "counts" / "_SUCCESS").exists()
    refused = run("count", corpus, "-o", tmp_path / "none", "--option", "order=x")
    assert (refused.returncode, refused.stderr.splitlines()[-1]) == (64, b"wordmine: order is x; it must be a number")
    assert not (tmp_path / "none").exists()
