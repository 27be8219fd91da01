"""Files at any path that Spark writes, by the file systems of Hadoop."""
from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def _path(session: Any, name: str) -> tuple[Any, Any]:
    """A path, and its file system."""
    path = session._jvm.org.apache.hadoop.fs.Path(name)
    return path, path.getFileSystem(session._jsc.hadoopConfiguration())


@contextmanager
def new_folder(session: Any, name: str) -> Iterator[str]:
    """A folder beside the named one, which is renamed to it in the end, or removed if something fails."""
    path, system = _path(session, name)
    if system.exists(path):
        raise FileExistsError(f"{name}: is there already")
    made = f"{name.rstrip('/')}.{uuid.uuid4().hex[:8]}.partial"
    partial, _ = _path(session, made)
    try:
        yield made
        if system.exists(path):
            raise FileExistsError(f"{name}: was made by another meanwhile")
        if not system.rename(partial, path):
            raise OSError(f"{name}: {made} cannot be renamed to it")
    except BaseException:
        system.delete(partial, True)
        raise


def write(session: Any, name: str, data: bytes) -> None:
    path, system = _path(session, name)
    file = system.create(path, False)
    try:
        for start in range(0, len(data), 1 << 20):
            file.write(bytearray(data[start:start + (1 << 20)]))
    finally:
        file.close()
