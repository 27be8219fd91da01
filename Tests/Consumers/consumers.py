"""What the tests of all consumers need: the command, dictionaries made of the sample texts, and cuts to compare."""
import functools
import importlib
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [ROOT / "corpora/sample/tea.txt", ROOT / "corpora/sample/clinic.txt"]
HAN = re.compile("[\u4e00-\u9fff]+")


def module(name):
    """A module of Python, or a skipped test."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise unittest.SkipTest(f"{name} cannot be had")


def program(path):
    """A program, or a skipped test."""
    found = shutil.which(path)
    if not found:
        raise unittest.SkipTest(f"{path} cannot be had")
    return found


def run(*arguments, text=None):
    result = subprocess.run(
        [str(argument) for argument in arguments], input=text, capture_output=True, encoding="utf-8")
    if result.returncode != 0:
        raise AssertionError(f"{arguments}: {result.stderr}")
    return result.stdout


def wordmine(*arguments, text=None):
    return run(os.environ["WORDMINE"], *arguments, "-q", text=text)


@functools.cache
def native_dictionary():
    """Words of one text, so that the other one has characters that are unknown."""
    return wordmine(TEXTS[0], "--single-characters", "--no-phrases")


@functools.cache
def lines():
    return [line for text in TEXTS for line in text.read_text("utf-8").splitlines() if line]


class ConsumerTestCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def dictionary(self):
        path = self.folder / "tea.tsv"
        path.write_text(native_dictionary(), "utf-8")
        return path

    def mixed_dictionary(self):
        """The same, where each tenth word has no count."""
        path = self.folder / "mixed.dict"
        rows = wordmine("convert", self.dictionary(), "--to", "jieba").splitlines()
        rows = [row.split(" ")[0] if number % 10 == 9 else row for number, row in enumerate(rows)]
        path.write_text("\n".join(rows) + "\n", "utf-8")
        return path

    def convert(self, dictionary, name, *options):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        wordmine("convert", dictionary, "-o", path, *options)
        return path

    def assert_same_cuts(self, dictionary, cut):
        """Each word of Han characters that `segment --dictionary` has is a word of the consumer, and the
        other way round.

        `cut` takes lines and returns the words of each.
        """
        expected = wordmine("segment", "--dictionary", dictionary, text="\n".join(lines()) + "\n")
        expected = [line.split(" ") for line in expected.splitlines()]
        found = list(cut(lines()))
        self.assertEqual(len(found), len(expected))
        words = 0
        for line, one, other in zip(lines(), expected, found):
            one, other = spans(one), spans(other)
            self.assertEqual(one ^ other, set(), line)
            words += len(one)
        self.assertGreater(words, 25_000)
        print(f"{words} words of {words}", end=" ", flush=True)


def spans(words):
    """The places of the words of Han characters, in the text without blanks."""
    place, result = 0, set()
    for word in words:
        word = re.sub(r"\s", "", word)
        if HAN.fullmatch(word):
            result.add((place, word))
        place += len(word)
    return result


def with_characters(pieces, blank=""):
    """Pieces, where the bytes of a character are one, and a blank is a blank."""
    rest = b""
    for piece in pieces:
        if re.fullmatch("<0x[0-9A-F]{2}>", piece):
            rest += bytes.fromhex(piece[3:5])
            try:
                yield rest.decode("utf-8")
            except UnicodeDecodeError:
                continue
            rest = b""
        else:
            yield piece.replace(blank, " ") if blank else piece
