"""Mines a text on a cluster of two workers on this machine, compares the result with that of one machine, and prints what
it took.

    demo.py TEXT [--memory 1G] [--work FOLDER]
"""
from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from cluster import Cluster
from one_machine import one_machine

from wordmine import spark


class Cost(NamedTuple):
    #: Of all processes of this machine.
    cpu: float
    wall: float

    @classmethod
    def now(cls) -> Cost:
        fields = [int(field) for field in Path("/proc/stat").read_text().split("\n")[0].split()[1:]]
        idle, waiting = fields[3:5]
        return cls((sum(fields[:8]) - idle - waiting) / os.sysconf("SC_CLK_TCK"), time.monotonic())

    def since(self) -> Cost:
        now = self.now()
        return Cost(now.cpu - self.cpu, now.wall - self.wall)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("--memory", default="256M", help="the option of discover")
    parser.add_argument("--split", default="", help="the most bytes of a partition; by default a quarter of the text")
    parser.add_argument("--worker-memory", default="2g")
    options = parser.parse_args()
    split = options.split or f"{options.text.stat().st_size // 4 + 1}"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = Cost.now()
        model = folder / "one.model"
        dictionary = one_machine(
            "discover", "--memory", options.memory, options.text, "--save-model", model)
        one = start.since()
        events = folder / "events"
        events.mkdir()
        start = Cost.now()
        with Cluster(folder / "cluster", memory=options.worker_memory) as cluster:
            session = cluster.session(
                sql_files_maxPartitionBytes=split, sql_files_openCostInBytes="0",
                eventLog_enabled="true", eventLog_dir=events.as_uri(), eventLog_rolling_enabled="false")
            started = start.since()
            start = Cost.now()
            frame = session.read.text(str(options.text), lineSep="\n")
            parts = frame.rdd.getNumPartitions()
            found = spark.discover(frame, memory=options.memory)
            many = start.since()
            session.stop()
        same = found.dictionary == dictionary and found.model == model.read_bytes()
        report(options.text, parts, one, started, many, stages(events), same)
    return 0 if same else 1


class Stage(NamedTuple):
    name: str
    tasks: int
    seconds: float
    shuffled: int


def stages(events: Path) -> list[Stage]:
    """What the tasks of each stage took, from the log of events."""
    names: dict[int, str] = {}
    seconds: dict[int, float] = defaultdict(float)
    shuffled: dict[int, int] = defaultdict(int)
    tasks: dict[int, int] = defaultdict(int)
    for path in events.rglob("*"):
        for line in path.read_text("utf-8").splitlines() if path.is_file() else []:
            event = json.loads(line)
            if event["Event"] == "SparkListenerStageCompleted":
                names[event["Stage Info"]["Stage ID"]] = event["Stage Info"]["Stage Name"]
            elif event["Event"] == "SparkListenerTaskEnd" and "Task Metrics" in event:
                stage, metrics = event["Stage ID"], event["Task Metrics"]
                tasks[stage] += 1
                seconds[stage] += metrics["Executor Run Time"] / 1000
                shuffled[stage] += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
    return [Stage(names[stage].partition(" at ")[0], tasks[stage], seconds[stage], shuffled[stage])
            for stage in sorted(names)]


def report(text: Path, parts: int, one: Cost, started: Cost, many: Cost, found: list[Stage], same: bool) -> None:
    size = text.stat().st_size / 1e6
    shuffled = sum(stage.shuffled for stage in found) / 1e6
    print(f"{text.name}: {size:.1f} MB in {parts} partitions")
    print(f"one machine: {one.cpu:.1f} CPU s, {one.wall:.1f} s")
    print(f"start of the cluster and the session: {started.cpu:.1f} CPU s, {started.wall:.1f} s")
    print(f"two workers of one core: {many.cpu:.1f} CPU s ({many.cpu / one.cpu:.2f} of one machine), {many.wall:.1f} s")
    print(f"shuffled: {shuffled:.1f} MB ({shuffled / size:.2f} bytes a byte)")
    for stage in found:
        print(f"  {stage.name:24} {stage.tasks:4} tasks {stage.seconds:8.1f} s {stage.shuffled / 1e6:9.1f} MB shuffled")
    print("dictionary and model: " + ("the same bytes" if same else "NOT the same bytes"))


if __name__ == "__main__":
    sys.exit(main())
