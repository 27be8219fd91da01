"""Interrupts, forks and other processes."""
from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import WORDS, make_lines

import wordmine

# A shell that runs tests in the background has them ignore interrupts.
SLOW = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); import wordmine, sys; sys.path[:0] = [{tests!r}]; from conftest import make_lines; lines = make_lines(40000)\n"


@pytest.mark.parametrize("call", [
    "wordmine.discover(lines, effort='utmost', threads=2)",
    "wordmine.discover((line for _ in range(1000) for line in lines))",
    "wordmine.discover(lines, model=True, limit=1).segmenter().cut_all(lines * 300)",
    "wordmine.templates(lines * 20)",
    "wordmine.count(lines * 20, order=8)",
])
def test_interrupts_end_calls_within_a_second(call: str) -> None:
    program = SLOW.format(tests=os.path.dirname(__file__)) + f"""
import threading, os, signal, time
at = []
def interrupt():
    at.append(time.monotonic()); os.kill(os.getpid(), signal.SIGINT)
timer = threading.Timer(1.5, interrupt); timer.start()
try:
    while True: {call}
except KeyboardInterrupt:
    late = time.monotonic() - at[0]
print(late)
assert len(wordmine.discover(lines[:500])) > 5
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    # Within a second on a machine that is free; others may share this one.
    assert float(result.stdout) < 5


def test_a_call_leaves_no_file_behind(tmp_path: Path) -> None:
    program = SLOW.format(tests=os.path.dirname(__file__)) + f"""
import threading, os, signal
threading.Timer(1, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
try:
    while True: wordmine.discover(lines * 10, temporary={str(tmp_path)!r}, memory='256M')
except KeyboardInterrupt:
    pass
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)
    assert list(tmp_path.iterdir()) == []


def _words(lines: list[str]) -> list[str]:
    return wordmine.discover(lines, threads=2).column("word")


def _cut(segmenter: wordmine.Segmenter, text: str) -> list[str]:
    return segmenter.cut(text)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_other_processes(lines: list[str], method: str) -> None:
    segmenter = wordmine.discover(lines, model=True).segmenter()
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(_words, [lines, lines]) == [_words(lines)] * 2
        assert pool.starmap(_cut, [(segmenter, lines[0])] * 4) == [segmenter.cut(lines[0])] * 4


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_children_that_are_forked_during_a_run(lines: list[str]) -> None:
    expected = _words(lines[:500])
    is_done = threading.Event()

    def work() -> None:
        while not is_done.is_set():
            wordmine.discover(lines, threads=2)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        for _ in range(20):
            child = os.fork()
            if child == 0:
                os._exit(0 if _words(lines[:500]) == expected else 1)
            deadline = time.monotonic() + 60
            while (status := os.waitpid(child, os.WNOHANG))[0] == 0 and time.monotonic() < deadline:
                time.sleep(0.01)
            if status[0] == 0:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
            assert status == (child, 0)
            time.sleep(0.02)
    finally:
        is_done.set()
        thread.join()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_children_that_are_forked_beside_cuts(lines: list[str]) -> None:
    segmenter = wordmine.Segmenter.from_words(WORDS)
    expected = segmenter.cut(lines[0])
    is_done = threading.Event()

    def work() -> None:
        while not is_done.is_set():
            segmenter.cut(lines[0])

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(300):
            child = os.fork()
            if child == 0:
                os._exit(0 if segmenter.cut(lines[0]) == expected else 1)
            assert os.waitpid(child, 0) == (child, 0)
    finally:
        is_done.set()
        for thread in threads:
            thread.join()


def test_two_interrupts_are_survived(lines: list[str]) -> None:
    program = SLOW.format(tests=os.path.dirname(__file__)) + """
import threading, os, signal, time
def interrupt():
    for _ in range(2):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.003)
threading.Timer(1, interrupt).start()
left = []
try:
    try:
        while True: wordmine.discover(lines * 5, progress=lambda stage, share: None)
    except KeyboardInterrupt:
        time.sleep(0.01)
        left = [thread for thread in threading.enumerate() if thread.name == "wordmine"]
        time.sleep(0.5)
except KeyboardInterrupt:
    pass
assert not left, left
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr


def test_calls_do_not_hold_other_threads_up(lines: list[str]) -> None:
    result: list[Any] = []
    thread = threading.Thread(target=lambda: result.append(wordmine.discover(lines * 20)))
    thread.start()
    ticks = 0
    while thread.is_alive():
        time.sleep(0.01)
        ticks += 1
    thread.join()
    assert ticks > 3 and len(result[0]) >= 12


def test_daemon_threads_end_with_the_interpreter() -> None:
    script = textwrap.dedent("""
        import threading, wordmine
        from conftest import make_lines
        begun = threading.Event()
        lines = make_lines(20000)
        work = lambda: wordmine.discover(lines, progress=lambda *_: begun.set())
        threading.Thread(target=work, daemon=True).start()
        begun.wait(30)
    """)
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    assert ended.returncode == 0, ended.stderr
