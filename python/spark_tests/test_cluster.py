"""Discovery on a cluster of two workers, whose executors are killed, finds what it finds on one machine.

KILLS=20 kills so many, one a run, at moments of every stage; by default one.
"""
from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cluster import Cluster
from made_text import write_text
from one_machine import one_machine

from wordmine import spark

KILLS = int(os.environ.get("KILLS", "1"))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_text(tmp_path_factory.mktemp("large") / "large.txt", 125_000, seed=3)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def session(cluster: Cluster) -> Iterator[Any]:
    session = cluster.session(sql_files_maxPartitionBytes="3m")
    yield session
    session.stop()


def test_an_executor_may_be_killed(cluster: Cluster, session: Any, large: Path) -> None:
    model = large.with_suffix(".model")
    dictionary = one_machine("discover", "--memory", "256M", large, "--save-model", model)
    text = session.read.text(str(large), lineSep="\n")
    assert text.rdd.getNumPartitions() > 2

    def mined() -> float:
        start = time.monotonic()
        found = spark.discover(text, memory="256M")
        assert (found.dictionary, found.model) == (dictionary, model.read_bytes())
        return time.monotonic() - start

    whole = mined()
    moments = random.Random(1)
    killed = []
    for number in range(KILLS):
        # One moment in each part of the run.
        after = whole * (number + moments.random()) / KILLS
        timer = threading.Timer(after, lambda: killed.append(cluster.kill_executor(number)))
        timer.start()
        seconds = mined()
        timer.cancel()
        print(f"killed after {after:.1f} of {seconds:.1f} s: the same bytes", flush=True)
    assert any(killed), "no executor was there to be killed"
