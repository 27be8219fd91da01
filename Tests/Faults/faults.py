#!/usr/bin/env python3
"""Disturbs every command, and counts what it tried: faults.py WORDMINE [--short] [--table FILE].

Whatever happens, a command ends with a documented status and a message, or makes the same bytes as without
disturbance; and it leaves no half of a result behind.
"""

import argparse
import collections
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import commands
import memory

STATUSES = {0, 64, 65, 66, 70, 71, 73, 74}
HERE = pathlib.Path(__file__).parent


class Harness:
    statuses = STATUSES

    def __init__(self, wordmine, folder, short):
        self.wordmine = os.path.abspath(wordmine)
        self.folder = pathlib.Path(folder)
        self.short = short
        self.tried = collections.Counter()
        self.failures = []
        self.fixtures = self.folder / "fixtures"
        self.library = self.folder / "intercept.so"
        swift = pathlib.Path(shutil.which("swiftc") or "swiftc").resolve().parent
        compiler = shutil.which("cc") or shutil.which("clang") or swift / "clang"
        subprocess.run([compiler, "-shared", "-fPIC", "-o", self.library, HERE / "intercept.c", "-ldl"],
                       check=True)
        commands.write_fixtures(self.wordmine, self.fixtures)
        self.expected = {name: self.reference(name) for name in commands.COMMANDS}

    # One run of a command.

    def fresh(self):
        output = self.folder / "output"
        shutil.rmtree(output, ignore_errors=True)
        (output / "tmp").mkdir(parents=True)
        return output

    def start(self, name, output, quiet=True, **environment):
        line = commands.arguments(name, self.fixtures, output)
        return subprocess.Popen(
            [self.wordmine, *line, *(["--quiet"] if quiet else [])],
            env={**os.environ, "SWIFT_BACKTRACE": "enable=no", **environment},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, name, output, quiet=True, **environment):
        process = self.start(name, output, quiet, **environment)
        try:
            text, errors = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return None, b"", b"ran for a minute"
        return process.returncode, text, errors

    def reference(self, name):
        output = self.fresh()
        start = time.monotonic()
        status, text, errors = self.run(name, output)
        if status != 0:
            sys.exit(f"{name}: {status} {errors.decode()}")
        return text, self.results(output), time.monotonic() - start

    @staticmethod
    def results(output):
        """The files that a command made, but for times and arguments in reports."""
        files = {}
        for path in output.rglob("*"):
            name = str(path.relative_to(output))
            if path.is_dir() or name.split("/")[0] in commands.RESUMED:
                continue
            content = path.read_bytes()
            files[name] = re.sub(
                rb'"(seconds|peak_memory)" : [0-9.e-]+|"arguments" : \[[^\]]*\]', b"", content)
        return files

    def check(self, name, what, output, status, text, errors):
        """A result is whole or absent; the status and the message say which."""
        expected_text, expected_files, _ = self.expected[name]
        found = self.results(output)
        wrong = [path for path, content in found.items() if expected_files.get(path) != content]
        if wrong:
            self.fail(name, what, f"left {wrong}")
        if status == 0 and (found != expected_files or text != expected_text):
            self.fail(name, what, f"status 0 without {sorted(expected_files.keys() - found.keys())}")
        if status not in STATUSES | {-signal.SIGKILL}:
            self.fail(name, what, f"status {status}: {errors[-200:]!r}")
        if status in STATUSES - {0} and not errors:
            self.fail(name, what, f"status {status} without a message")

    def fail(self, name, what, how):
        self.failures.append(f"{name}, {what}: {how}")
        print("FAILED", self.failures[-1], flush=True)

    # The parts.

    def kills(self, count):
        """Kills at random moments; what can be continued then ends with the same bytes."""
        names = list(commands.COMMANDS)
        generator = random.Random(2)
        for number in range(count):
            name = names[number % len(names)]
            output = self.fresh()
            process = self.start(name, output)
            time.sleep(generator.uniform(0, 1.1 * self.expected[name][2]))
            process.kill()
            text, errors = process.communicate()
            self.tried["kills"] += 1
            self.check(name, "kill", output, process.returncode, text, errors)
            if any((output / part).exists() for part in commands.RESUMED):
                status, text, errors = self.run(name, output)
                self.tried["runs continued after a kill"] += 1
                self.check(name, "continued", output, status, text, errors)
                if status != 0:
                    self.fail(name, "continued", f"status {status}: {errors.decode()}")

    ERRORS = {
        "open": ["EMFILE", "EINTR", "ENOSPC"], "read": ["EIO", "EINTR", "short"],
        "write": ["ENOSPC", "EIO", "EINTR", "short"], "pread": ["EIO", "EINTR", "short"],
        "pwrite": ["ENOSPC", "EINTR", "short"], "fsync": ["EIO", "EINTR", "ENOSPC"],
        "close": ["EIO", "EINTR"], "rename": ["EIO", "ENOSPC"], "linkat": ["EIO", "ENOSPC"],
        "mkdir": ["ENOSPC"], "mkstemp": ["EMFILE", "ENOSPC"], "ftruncate": ["ENOSPC", "EIO"],
        "mmap": ["ENOMEM"], "thread": ["EAGAIN"],
    }
    # After these a call is simply made again.
    HARMLESS = {"EINTR", "short"}

    def calls(self, name):
        """How often each call is made, without disturbance."""
        log = self.folder / "log"
        log.unlink(missing_ok=True)
        self.run(name, self.fresh(), LD_PRELOAD=str(self.library), FAULT_LOG=str(log))
        return [line.split(" ", 1) for line in log.read_text().splitlines()]

    def system_calls(self, share):
        """Each call of each command fails once, with each error."""
        generator = random.Random(3)
        for name in commands.COMMANDS:
            counts = collections.Counter(call for call, _ in self.calls(name))
            for call, number in counts.items():
                for error in self.ERRORS.get(call, []):
                    for place in range(1, number + 1):
                        if generator.random() < share:
                            self.one_call(name, f"{call}:{place}:{error}")

    def one_call(self, name, fault):
        output = self.fresh()
        status, text, errors = self.run(
            name, output, quiet=False, LD_PRELOAD=str(self.library), FAULT=fault)
        self.tried["system calls that failed"] += 1
        # Without memory for OpenBLAS, numbers have other last digits, and a message says so.
        if b"OpenBLAS cannot be loaded" not in errors or name not in commands.BLAS:
            self.check(name, fault, output, status, text, errors)
        error = fault.split(":")[2]
        if error in self.HARMLESS and status != 0:
            self.fail(name, fault, f"status {status}: {errors[-200:]!r}")

    def power_loss(self):
        """A file has its name only when its bytes are on the disk, and then the folder is too."""
        for name in commands.COMMANDS:
            synchronized = named = False
            for call, what in self.calls(name):
                if call == "fsync":
                    synchronized, named = True, False
                elif call in ("linkat", "rename"):
                    if not synchronized:
                        self.fail(name, "power loss", f"{what} is named before it is on the disk")
                    synchronized, named = call == "linkat", True
                    self.tried["names of files after fsync"] += 1
            if named:
                self.fail(name, "power loss", "a folder is not synchronized")

    VALUES = ["", "-1", "0", "1", "1e308", "nan", "-inf", "9223372036854775807", "4611686018427387904",
              "18446744073709551616", "1e-320", "茶", "\ud83d", "a" * 300, "/", "-", "0x10", "1:2", ","]

    def options(self, share):
        """Each option of each command gets values that nobody would give it."""
        dump = subprocess.run([self.wordmine, "--experimental-dump-help"], check=True,
                              capture_output=True)
        tool = json.loads(dump.stdout)["command"]
        generator = random.Random(6)
        for name, line in commands.COMMANDS.items():
            command = tool
            words = line.split()
            if words[0].startswith("{"):
                words.insert(0, "discover")
            for word in words:
                below = {c["commandName"]: c for c in command.get("subcommands", [])}
                if word not in below:
                    break
                command = below[word]
            for argument in command["arguments"]:
                if argument["kind"] != "option":
                    continue
                option = "--" + argument["preferredName"]["name"]
                for value in self.VALUES:
                    if generator.random() < share:
                        self.one_option(name, option, value)

    def one_option(self, name, option, value):
        output = self.fresh()
        line = commands.arguments(name, self.fixtures, output)
        argument = f"{option}={value}".encode("utf-8", "surrogatepass")
        process = subprocess.Popen(
            [self.wordmine, *line, argument], cwd=output, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
        try:
            _, errors = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            return self.fail(name, f"{option}={value}", "ran for a minute")
        self.tried["values of options"] += 1
        if process.returncode not in STATUSES or process.returncode and not errors:
            self.fail(name, f"{option}={value}", f"status {process.returncode}: {errors[-200:]!r}")

    def changing_inputs(self, count):
        """The text changes while it is read: any result, or an error, but no crash."""
        text = self.fixtures / "text"
        original = text.read_bytes()
        generator = random.Random(4)
        names = [name for name, line in commands.COMMANDS.items() if "{f}/text" in line.split()]
        for number in range(count):
            name = names[number % len(names)]
            process = self.start(name, self.fresh())
            time.sleep(generator.uniform(0, self.expected[name][2]))
            change = number // len(names) % 3
            if change == 0:
                os.truncate(text, generator.randrange(len(original)))
            elif change == 1:
                with text.open("ab") as file:
                    file.write(original[: generator.randrange(len(original))])
            else:
                text.unlink()
            _, errors = process.communicate(timeout=60)
            if process.returncode not in STATUSES:
                self.fail(name, "changing input", f"{process.returncode}: {errors[-200:]!r}")
            self.tried["inputs that changed while they were read"] += 1
            text.write_bytes(original)


PAGE = """# Faults

`make faults` disturbs every command on small texts, and counts what it tried. Whatever is done to it, a command ends
with a [documented status](limits.md#exit-statuses) and a message, or with the bytes that it writes undisturbed; and it
leaves no half of a result behind.

"""


def table(harness):
    rows = [*harness.tried.items(), ("failures", len(harness.failures))]
    lines = ["| what was tried | times |", "| --- | --- |"]
    lines += [f"| {what} | {count:,} |" for what, count in rows]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wordmine")
    parser.add_argument("--short", action="store_true", help="a sample, in a minute")
    parser.add_argument("--table", help="the Markdown file for the counts")
    parser.add_argument("--only", help="one part")
    options = parser.parse_args()
    parts = {
        "kills": lambda h: h.kills(56 if options.short else 1000),
        "calls": lambda h: h.system_calls(0.02 if options.short else 1),
        "power": lambda h: h.power_loss(),
        "options": lambda h: h.options(0.03 if options.short else 1),
        "changes": lambda h: h.changing_inputs(16 if options.short else 300),
        "memory": lambda h: memory.check(h, options.short),
    }
    with tempfile.TemporaryDirectory() as folder:
        harness = Harness(options.wordmine, folder, options.short)
        for name, part in parts.items():
            if options.only in (None, name):
                part(harness)
        report = table(harness)
    print(report, end="")
    if options.table:
        pathlib.Path(options.table).write_text(PAGE + report)
    return 1 if harness.failures else 0


if __name__ == "__main__":
    sys.exit(main())
