"""The command `wordmine`."""
import os
import sys

from ._native import FOLDER


def main() -> None:
    """Becomes the command."""
    command = os.fspath(FOLDER / "wordmine")
    os.execv(command, ["wordmine", *sys.argv[1:]])


if __name__ == "__main__":
    main()
