"""A session of Spark on this machine, and a text that one machine knows too."""
from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from one_machine import one_machine

os.environ["PYSPARK_PYTHON"] = sys.executable


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "corpus.txt"
    choose = random.Random(1)
    words = ["茶园", "师傅", "山上", "采茶", "春天", "下雨", "喝茶", "村子", "朋友", "今天", "明天", "很好"]

    def line() -> str:
        chosen = [choose.choice(words) for _ in range(7)]
        if choose.random() < 0.3:
            chosen[0:2] = ["从", chosen[0], "到", chosen[1]]
        return "".join(chosen) + "。\n"

    path.write_text("".join(line() for _ in range(3000)), "utf-8")
    return path


@pytest.fixture(scope="session")
def model(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "corpus.model"
    one_machine("discover", corpus, "--save-model", path)
    return path


@pytest.fixture(scope="session")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2, 4]").appName("wordmine tests")
        .config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1").config("spark.sql.shuffle.partitions", "2").getOrCreate())
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
