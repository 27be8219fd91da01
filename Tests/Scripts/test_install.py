"""Tests of make install and make uninstall, and of the installed manual and completions."""
import json
import os
import pty
import re
import select
import shutil
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BASH_COMPLETION = Path("/usr/share/bash-completion/bash_completion")

# What is typed before Tab, and the words on the line after it.
COMPLETIONS = [
    ("wordmine tea.tx", ["wordmine", "tea.txt"]),
    ("wordmine --meth", ["wordmine", "--method"]),
    ("wordmine segment --model tea.t", ["wordmine", "segment", "--model", "tea.txt"]),
    ("wordmine seg", ["wordmine", "segment"]),
    ("wordmine --method ful", ["wordmine", "--method", "full"]),
    ("wordmine --method full --known tea.t", ["wordmine", "--method", "full", "--known", "tea.txt"]),
    ("wordmine tea.txt --lim", ["wordmine", "tea.txt", "--limit"]),
    ("wordmine classify tr", ["wordmine", "classify", "train"]),
]


def make(target, **variables):
    # The variables of a calling make must not override these.
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    settings = [f"{name}={value}" for name, value in variables.items()]
    result = subprocess.run(
        ["make", "-C", ROOT, target, *settings],
        env=environment, capture_output=True, encoding="utf-8", timeout=1500)
    if result.returncode != 0:
        raise AssertionError(f"make {target} failed:\n{result.stdout}\n{result.stderr}")


def tree(directory):
    return sorted(str(path.relative_to(directory)) for path in Path(directory).rglob("*"))


class InstallationTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_uninstall_removes_a_prefix_that_install_created(self):
        prefix = self.folder / "new" / "pre fix"
        make("install", PREFIX=prefix)
        self.assertEqual(
            [name for name in tree(prefix) if (prefix / name).is_file() and "man1" not in name],
            [
                "bin/wordmine",
                "share/bash-completion/completions/wordmine",
                "share/fish/vendor_completions.d/wordmine.fish",
                "share/wordmine/installed",
                "share/zsh/site-functions/_wordmine",
            ])
        make("uninstall", PREFIX=prefix)
        self.assertEqual(tree(self.folder), [])

    def test_uninstall_keeps_everything_else(self):
        (self.folder / "share" / "zsh").mkdir(parents=True)
        (self.folder / "share" / "man" / "man1").mkdir(parents=True)
        (self.folder / "share" / "man" / "man1" / "wordmine-other.1").write_text("Another's.\n")
        before = tree(self.folder)
        make("install", PREFIX=self.folder)
        (self.folder / "bin" / "another").write_text("Came later.\n")
        make("install", PREFIX=self.folder)
        make("uninstall", PREFIX=self.folder)
        self.assertEqual(tree(self.folder), sorted([*before, "bin", "bin/another"]))

    def test_destdir_precedes_the_prefix(self):
        make("install", DESTDIR=self.folder, PREFIX="/usr")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["usr"])
        self.assertTrue(os.access(self.folder / "usr" / "bin" / "wordmine", os.X_OK))
        make("uninstall", DESTDIR=self.folder, PREFIX="/usr")
        self.assertEqual(tree(self.folder), [])

    def test_uninstall_fails_where_nothing_is_installed(self):
        with self.assertRaisesRegex(AssertionError, "Nothing to uninstall"):
            make("uninstall", PREFIX=self.folder)


class UseTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.prefix = Path(folder.name) / "prefix"
        cls.work = Path(folder.name) / "work"
        cls.work.mkdir()
        (cls.work / "tea.txt").write_text("茶\n", encoding="utf-8")
        make("install", PREFIX=cls.prefix)
        cls.environment = {
            "HOME": str(cls.work), "LANG": "C.UTF-8", "TERM": "dumb", "INPUTRC": "/dev/null",
            "PATH": f"{cls.prefix}/bin:{os.environ['PATH']}",
            "XDG_DATA_DIRS": f"{cls.prefix}/share:/usr/share",
            "MANPATH": f"{cls.prefix}/share/man", "MANWIDTH": "80", "PAGER": "cat",
        }

    def run_here(self, *command):
        return subprocess.run(
            command, cwd=self.work, env=self.environment, stdin=subprocess.DEVNULL,
            capture_output=True, encoding="utf-8", timeout=60)

    # The manual

    def formatter(self):
        """A function from the name of a page to the command that renders it."""
        version = self.run_here("man", "--version") if shutil.which("man") else None
        if version and version.stdout.startswith("man "):
            return lambda page: ["man", "--warnings", page]
        pages = self.prefix / "share" / "man" / "man1"
        if shutil.which("groff"):
            return lambda page: ["groff", "-k", "-ww", "-man", "-Tutf8", "-P-c", pages / f"{page}.1"]
        if shutil.which("mandoc"):
            return lambda page: ["mandoc", pages / f"{page}.1"]
        self.skipTest("there is no man, groff or mandoc")

    def commands(self):
        """The full name and the description of each command, from its own dump."""
        dump = self.run_here("wordmine", "--experimental-dump-help").stdout

        def walk(command, path):
            yield path, command
            for subcommand in command.get("subcommands", []):
                if subcommand["commandName"] != "help":
                    yield from walk(subcommand, [*path, subcommand["commandName"]])

        return list(walk(json.loads(dump)["command"], ["wordmine"]))

    def test_each_command_has_a_page_with_all_its_options(self):
        formatter, commands = self.formatter(), self.commands()
        self.assertGreater(len(commands), 20)
        for path, command in commands:
            with self.subTest(" ".join(path)):
                result = self.run_here(*formatter("-".join(path)))
                self.assertEqual((result.returncode, result.stderr), (0, ""))
                # Bold characters are printed twice, with a backspace in between.
                text = " ".join(re.sub(".\b", "", result.stdout).split())
                self.assertIn(" ".join(command["abstract"].split()), text)
                for argument in command["arguments"]:
                    for name in argument.get("names", []) if argument["shouldDisplay"] else []:
                        dashes = "--" if name["kind"] == "long" else "-"
                        self.assertIn(f" {dashes}{name['name']}", text)
                for subcommand in command.get("subcommands", []):
                    if subcommand["commandName"] != "help":
                        self.assertIn(subcommand["abstract"], text)
                        self.assertIn(f"{'-'.join(path)}-{subcommand['commandName']}(1)", text)

    # The completions

    def words_after_tab(self, shell, setup, typed):
        """The words of the command line after typing to an interactive shell, then Tab."""
        (self.work / "words").unlink(missing_ok=True)
        # After Tab, Control-A and Control-E turn the line into one that writes its words to a file.
        keys = f"{setup}\r{typed}\t\x01printf '%s\\n' \x05 >words\rexit\r"
        process, terminal = pty.fork()
        if process == 0:
            os.chdir(self.work)
            os.execvpe(shell[0], shell, self.environment)
        try:
            os.write(terminal, keys.encode())
            printed, deadline = b"", time.monotonic() + 60
            while time.monotonic() < deadline:
                if select.select([terminal], [], [], 1)[0]:
                    try:
                        printed += os.read(terminal, 4096)
                    except OSError:  # the shell has exited
                        break
        finally:
            os.close(terminal)
            os.waitpid(process, 0)
        words = self.work / "words"
        self.assertTrue(words.exists(), printed.decode(errors="replace"))
        return words.read_text().split()

    def assert_completes(self, shell, setup):
        for typed, expected in COMPLETIONS:
            with self.subTest(typed):
                self.assertEqual(self.words_after_tab(shell, setup, typed), expected)

    def test_bash_completes(self):
        script = self.prefix / "share" / "bash-completion" / "completions" / "wordmine"
        self.assert_completes(["bash", "--norc", "--noprofile", "-i"], f"source '{script}'")

    def test_bash_completion_finds_the_script(self):
        if not BASH_COMPLETION.exists():
            self.skipTest("there is no bash-completion")
        self.assert_completes(["bash", "--norc", "--noprofile", "-i"], f"source {BASH_COMPLETION}")

    def test_zsh_completes(self):
        if not shutil.which("zsh"):
            self.skipTest("there is no zsh")
        functions = self.prefix / "share" / "zsh" / "site-functions"
        setup = f"fpath=('{functions}' $fpath); autoload -U compinit; compinit -u -D"
        self.assert_completes(["zsh", "-f", "-i"], setup)

    def test_fish_completes(self):
        if not shutil.which("fish"):
            self.skipTest("there is no fish")
        for typed, expected in COMPLETIONS:
            with self.subTest(typed):
                result = self.run_here("fish", "-c", 'complete -C "$argv[1]"', typed)
                self.assertEqual(result.stderr, "")
                offers = [line.split("\t")[0] for line in result.stdout.splitlines()]
                self.assertEqual(offers, expected[-1:])


if __name__ == "__main__":
    unittest.main()
