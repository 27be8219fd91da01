"""A cluster of Spark on the loopback: a master and two workers, each a process."""
from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Optional


class Cluster:
    """A master and workers of one core each; their logs and files are in a folder."""

    def __init__(self, folder: Path, workers: int = 2, memory: str = "2g") -> None:
        import pyspark

        self.folder = folder
        self.home = Path(pyspark.__file__).parent
        self.port = _free_port()
        self.master = f"spark://127.0.0.1:{self.port}"
        self._processes: list[subprocess.Popen[bytes]] = []
        folder.mkdir(parents=True, exist_ok=True)
        self._start("master.Master", "--host", "127.0.0.1", "--port", str(self.port), "--webui-port", "0")
        self._wait("master.Master", "I have been elected leader")
        for number in range(workers):
            self._start(
                "worker.Worker", "--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", memory,
                "--work-dir", str(folder / f"work{number}"), self.master, log=f"worker{number}")
        for number in range(workers):
            self._wait(f"worker{number}", "Successfully registered with master")

    def _start(self, kind: str, *arguments: str, log: str = "") -> None:
        settings = {
            "SPARK_HOME": str(self.home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_NO_DAEMONIZE": "1",
            "SPARK_DAEMON_MEMORY": "256m", "PYSPARK_PYTHON": sys.executable}
        with open(self.folder / f"{log or kind}.log", "wb") as file:
            self._processes.append(subprocess.Popen(
                [str(self.home / "bin" / "spark-class"), f"org.apache.spark.deploy.{kind}", *arguments],
                env={**os.environ, **settings}, stdout=file, stderr=subprocess.STDOUT, start_new_session=True))

    def _wait(self, log: str, text: str, seconds: float = 120) -> None:
        path = self.folder / f"{log}.log"
        end = time.monotonic() + seconds
        while text not in path.read_text(errors="replace"):
            if time.monotonic() > end or any(process.poll() is not None for process in self._processes):
                raise RuntimeError(f"the cluster did not start: {path.read_text(errors='replace')[-2000:]}")
            time.sleep(0.1)

    def executors(self) -> list[int]:
        """The process numbers of the executors, which work in folders of their workers."""
        return sorted(
            int(process.name) for process in Path("/proc").glob("[0-9]*")
            if self._is_executor(process))

    def _is_executor(self, process: Path) -> bool:
        try:
            return (b"CoarseGrainedExecutorBackend" in (process / "cmdline").read_bytes()
                    and Path(os.readlink(process / "cwd")).is_relative_to(self.folder))
        except OSError:
            return False

    def kill_executor(self, choice: int) -> Optional[int]:
        """Kills an executor, which the master replaces; None if there is none."""
        running = self.executors()
        if not running:
            return None
        number = running[choice % len(running)]
        os.kill(number, signal.SIGKILL)
        return number

    def session(self, **settings: str) -> Any:
        """A session on the cluster; names of settings have underscores for dots."""
        from pyspark.sql import SparkSession

        os.environ["PYSPARK_PYTHON"] = sys.executable
        builder = SparkSession.builder.master(self.master).appName("wordmine")
        for name, value in {
            "ui_enabled": "false", "driver_host": "127.0.0.1", "driver_bindAddress": "127.0.0.1",
            "executor_memory": "1g", "io_compression_codec": "zstd", **settings,
        }.items():
            builder = builder.config("spark." + name.replace("_", "."), value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        return session

    def stop(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], value: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.stop()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
