"""Texts that are hard on memory, and the peak of each command on them.

A command may take 1.25 times what --memory allows, and 20 MB; or it refuses the text with a message.
"""

import multiprocessing
import os
import random
import subprocess
import zlib

MEGABYTE = 1 << 20

# On a text of `{t}`, in `{m}`.
COMMANDS = [
    "discover {t}", "discover --method fast {t}", "discover --method pmi {t}", "count -n 4 {t}",
    "count --unique-lines -n 2 {t}", "segment --dictionary {f}/words.tsv {t}",
    "segment --model {f}/model {t}", "concordance 春茶 --word-model {f}/model {t}",
    "collocate --word-model {f}/model {t}", "templates --word-model {f}/model {t}",
    "match --templates {f}/templates.jsonl --word-model {f}/model {t}",
    "contrast {t} {f}/text", "explain 春茶 {t} --model {f}/model",
    "classify predict --model {f}/kinds {t}", "lm eval --model {f}/lm {t}",
    "topics --word-model {f}/model {t}", "vectors train --word-model {f}/model {t}",
]
# Those that take seconds for a megabyte.
SLOW = ("lm eval",)


def han(generator):
    return chr(generator.randrange(0x4E00, 0x9FA5))


NAMES = ("one line", "random Han", "unique lines", "distinct runs", "no line end, no Han", "bomb.gz")


def write_texts(folder, size):
    """Writes the texts of NAMES, of `size` bytes."""
    generator = random.Random(5)
    clause = "春茶上市以后茶农在山上采茶"

    def text(name):
        return (folder / name).open("w")

    with text("one line") as file:
        for _ in range(size // 39):
            file.write(clause)
    with text("random Han") as file:
        for _ in range(size // 183):
            file.write("".join(han(generator) for _ in range(60)) + "。\n")
    with text("unique lines") as file:
        for number in range(size // 25):
            file.write(f"茶{number}园{number % 997}山\n")
    with text("distinct runs") as file:
        for number in range(size // 12):
            file.write(f"x{number * 2654435761 % 2**32:x} ")
    with text("no line end, no Han") as file:
        file.write("a" * size)
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    with (folder / "bomb.gz").open("wb") as file:
        part = clause.encode() * 25_000
        for _ in range(4 * size // len(part)):
            file.write(packer.compress(part))
        file.write(packer.flush())


def run(harness, line):
    """The status, the message, and the peak in bytes."""
    read, write = os.pipe()
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=write)
    os.close(write)
    with os.fdopen(read, "rb") as errors:
        message = errors.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, message, usage.ru_maxrss * 1024


def check(harness, short):
    cap, size = (64, 8) if short else (256, 200)
    folder = harness.folder / "texts"
    folder.mkdir()
    # In a process of its own: the peak of a command begins with that of the process that starts it.
    writer = multiprocessing.get_context("spawn").Process(target=write_texts, args=(folder, size * MEGABYTE))
    writer.start()
    writer.join()
    if writer.exitcode != 0:
        raise SystemExit("the texts could not be written")
    limit = 1.25 * cap * MEGABYTE + 20e6
    for name in NAMES:
        text = folder / name
        for command in COMMANDS:
            if command.startswith(SLOW) and not short:
                continue
            words = [word.format(t=text, f=harness.fixtures) for word in command.split()]
            status, message, peak = run(
                harness, [harness.wordmine, *words, "--memory", f"{cap}M", "--quiet",
                          "--temporary", str(folder)])
            harness.tried[f"texts that are hard on memory, --memory {cap}M"] += 1
            if peak > limit:
                harness.fail(command, name, f"{peak / 1e6:.0f} MB")
            if status not in harness.statuses or status and not message:
                harness.fail(command, name, f"status {status}: {message[-200:]!r}")
