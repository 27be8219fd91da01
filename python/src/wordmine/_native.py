"""The native library, by way of ctypes, which lets other threads run meanwhile."""
from __future__ import annotations

import _thread
import atexit
import ctypes
import os
import threading
from collections.abc import Callable
from ctypes import POINTER, c_char_p, c_double, c_int, c_int64, c_size_t, c_void_p
from pathlib import Path
from typing import Any

from ._errors import error
from ._progress import Progress, Reporter

FOLDER = Path(__file__).with_name("native")


class ArrowSchema(ctypes.Structure):
    _fields_ = [
        ("format", c_char_p), ("name", c_char_p), ("metadata", c_char_p), ("flags", c_int64),
        ("n_children", c_int64), ("children", POINTER(c_void_p)), ("dictionary", c_void_p),
        ("release", c_void_p), ("private_data", c_void_p),
    ]


class ArrowArray(ctypes.Structure):
    _fields_ = [
        ("length", c_int64), ("null_count", c_int64), ("offset", c_int64), ("n_buffers", c_int64),
        ("n_children", c_int64), ("buffers", POINTER(c_void_p)), ("children", POINTER(c_void_p)),
        ("dictionary", c_void_p), ("release", c_void_p), ("private_data", c_void_p),
    ]


_PROGRESS = ctypes.CFUNCTYPE(None, c_void_p, c_char_p, c_double)
_MESSAGE = POINTER(c_void_p)
_HANDLE = POINTER(c_void_p)

library = ctypes.CDLL(os.fspath(FOLDER / "libwordmine.so"))


def _declare(name: str, result: Any, *arguments: Any) -> None:
    function = getattr(library, name)
    function.restype, function.argtypes = result, arguments


_declare("wordmine_version", c_char_p)
_declare("wordmine_free", None, c_void_p)
_declare("wordmine_task_new", c_void_p, c_void_p, c_void_p)
_declare("wordmine_corpus_of_files", c_int, POINTER(c_char_p), c_size_t, c_char_p, _HANDLE, _MESSAGE)
_declare("wordmine_corpus_new", c_int, c_char_p, _HANDLE, _MESSAGE)
_declare("wordmine_corpus_append", c_int, c_void_p, c_char_p, c_size_t, _MESSAGE)
_declare("wordmine_discover", c_int, c_void_p, c_char_p, c_void_p, _HANDLE, _MESSAGE)
_declare("wordmine_words_count", c_size_t, c_void_p)
_declare("wordmine_words_note", c_void_p, c_void_p)
_declare("wordmine_words_table", c_int, c_void_p, c_void_p, c_void_p, _MESSAGE)
_declare("wordmine_words_save", c_int, c_void_p, c_char_p, c_char_p, _MESSAGE)
_declare("wordmine_words_save_model", c_int, c_void_p, c_char_p, _MESSAGE)
_declare("wordmine_words_segmenter", c_int, c_void_p, _HANDLE, _MESSAGE)
_declare("wordmine_segmenter_open", c_int, POINTER(c_char_p), c_size_t, _HANDLE, _MESSAGE)
_declare("wordmine_segmenter_from_bytes", c_int, c_char_p, c_size_t, _HANDLE, _MESSAGE)
_declare(
    "wordmine_segmenter_bytes", c_int, c_void_p, POINTER(c_void_p), POINTER(c_size_t), _MESSAGE)
_declare("wordmine_cut", c_size_t, c_void_p, c_char_p, c_size_t, c_void_p, c_void_p, c_size_t)
_declare(
    "wordmine_segment", c_size_t, c_void_p, c_char_p, c_size_t, ctypes.c_char, c_void_p, c_size_t)
_declare(
    "wordmine_cut_all", c_int, c_void_p, c_char_p, c_void_p, c_size_t, c_int, c_void_p, c_void_p,
    c_void_p, c_void_p, _MESSAGE)
for _kind in ("task", "corpus", "words", "segmenter"):
    _declare(f"wordmine_{_kind}_free", None, c_void_p)
_declare("wordmine_task_interrupt", None, c_void_p)

VERSION: str = library.wordmine_version().decode()


class Handle:
    """An object of the library, which is freed with its last reference."""

    def __init__(self, kind: str, pointer: int) -> None:
        self.pointer = pointer
        self._free: Callable[[int], None] = getattr(library, f"wordmine_{kind}_free")

    def __getattr__(self, name: str) -> Any:
        # Objects that are collected together may still use one another in their own `__del__`.
        raise ReferenceError("this object was freed with what it belongs to")

    def __del__(self) -> None:
        pointer = vars(self).pop("pointer", None)
        if pointer is None:
            return
        try:
            self._free(pointer)
        except KeyboardInterrupt:
            # Python drops what is raised here, so it is raised again a little later.
            threading.Timer(0.05, _thread.interrupt_main).start()


def call(name: str, *arguments: Any) -> None:
    """Calls a function whose last argument is the place of a message.

    Raises:
        Exception: What the status of the function stands for.
    """
    message = c_void_p()
    status = getattr(library, name)(*arguments, ctypes.byref(message))
    if status == 0:
        return
    raise error(status, taken(message.value) or "")


def make(kind: str, name: str, *arguments: Any) -> Handle:
    """Calls a function that gives an object away."""
    pointer = c_void_p()
    call(name, *arguments, ctypes.byref(pointer))
    assert pointer.value is not None
    return Handle(kind, pointer.value)


def taken(text: int | None) -> str | None:
    """A text that the library gave away."""
    if text is None:
        return None
    # A name of a file need not be UTF-8.
    copy = ctypes.string_at(text).decode(errors="surrogateescape")
    library.wordmine_free(text)
    return copy


def strings(texts: list[bytes]) -> Any:
    """An array of C strings."""
    return (c_char_p * len(texts))(*texts)


#: The tasks that run, and what is set at their end.
_running: set[tuple[Handle, threading.Event]] = set()


@atexit.register
def _end_all() -> None:
    """Ends what daemon threads still run: the library cannot call an interpreter that is gone."""
    for task, is_done in tuple(_running):
        library.wordmine_task_interrupt(task.pointer)
        is_done.wait(2)


def run(progress: Progress, body: Callable[[int], None]) -> None:
    """Runs a long call on a thread of its own, so that Ctrl-C ends it.

    Args:
        progress: Who hears of progress, on the thread of the caller.
        body: The call; it gets the pointer of its task.
    """
    reporter = Reporter(progress)
    listener = _PROGRESS(
        lambda context, stage, fraction: reporter.update(stage.decode(), fraction))
    task = Handle("task", library.wordmine_task_new(listener if progress else None, None))
    failure: list[BaseException] = []
    # Interrupted, `Thread.join` of Python 3.10 to 3.12 takes a thread for ended that is not.
    is_done = threading.Event()

    # The library calls `listener` until the body returns: the thread holds it, whatever becomes of this frame.
    def work(listener: Any) -> None:
        try:
            body(task.pointer)
        except BaseException as problem:
            failure.append(problem)
        finally:
            is_done.set()
            _running.discard((task, is_done))

    thread = threading.Thread(target=work, args=(listener,), name="wordmine")
    try:
        _running.add((task, is_done))
        thread.start()
        while not is_done.wait(0.1):
            reporter.report()
        reporter.report()
    except BaseException:
        _end(thread, task, is_done)
        raise
    finally:
        _running.discard((task, is_done))
        reporter.end()
    if failure:
        raise failure[0]


def _end(thread: threading.Thread, task: Handle, is_done: threading.Event) -> None:
    """Interrupts a task and awaits its end, through any more interrupts of this thread."""
    while True:
        try:
            library.wordmine_task_interrupt(task.pointer)
            # A thread without a number was interrupted before it began.
            if is_done.wait(1) or thread.ident is None:
                return
        except BaseException:
            continue
