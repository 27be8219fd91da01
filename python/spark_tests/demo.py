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
from pathlib import Path
from typing import NamedTuple

from cluster import Cluster
from one_machine import one_machine

from wordmine import spark


class Cost(NamedTuple):
    #: Of this process, those that it started, and theirs.
    cpu: float
    wall: float

    @classmethod
    def now(cls) -> Cost:
        return cls(sum(_ticks(process) for process in _family()) / os.sysconf("SC_CLK_TCK"), time.monotonic())

    def since(self) -> Cost:
        now = self.now()
        return Cost(now.cpu - self.cpu, now.wall - self.wall)


def _family() -> list[int]:
    """This process and all that descend from it."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    family = [os.getpid()]
    for process in family:
        family += [child for child, parent in parents.items() if parent == process]
    return family


def _ticks(process: int) -> int:
    """What a process took, with what its children took that have ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15]))


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
                eventLog_enabled="true", eventLog_dir=events.as_uri(), eventLog_rolling_enabled="false", eventLog_compress="false")
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
    """What the tasks of each step took, from the log of events."""
    names: dict[int, str] = {}
    found: dict[str, Stage] = {}
    for path in events.iterdir():
        for line in path.read_text("utf-8").splitlines() if path.name[0] != "." else []:
            event = json.loads(line)
            if event["Event"] == "SparkListenerJobStart":
                name = event["Properties"].get("spark.job.description", "others")
                names.update((stage, name) for stage in event["Stage IDs"])
            elif event["Event"] == "SparkListenerTaskEnd" and "Task Metrics" in event:
                name, metrics = names[event["Stage ID"]], event["Task Metrics"]
                before = found.get(name, Stage(name, 0, 0, 0))
                found[name] = Stage(
                    name, before.tasks + 1, before.seconds + metrics["Executor Run Time"] / 1000,
                    before.shuffled + metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"])
    return list(found.values())


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
