"""Puts the native library and the command into the wheel."""
import os
import platform
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class NativeLibrary(BuildHookInterface):  # type: ignore[type-arg]
    """Takes what `make native` made, or what is in the folder WORDMINE_NATIVE."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root).parent
        folder = os.environ.get("WORDMINE_NATIVE")
        if not folder:
            subprocess.run(["make", "native"], cwd=root, check=True)
        native = Path(folder) if folder else root / ".build" / "native"
        for name in ("libwordmine.so", "wordmine"):
            build_data["force_include"][str(native / name)] = f"wordmine/native/{name}"
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-manylinux_2_34_{platform.machine()}"
