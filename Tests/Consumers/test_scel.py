import struct

from consumers import ConsumerTestCase, program, run, wordmine

GROUPS = [("cha yuan", ["茶园", "茶苑"]), ("long jing", ["龙井"]), ("sha qing", ["杀青"])]


def text(string, size):
    return string.encode("utf-16le").ljust(size, b"\0")


def sized(string):
    data = string.encode("utf-16le")
    return struct.pack("<H", len(data)) + data


def cell_dictionary(groups):
    """A cell dictionary of Sogou: groups of words with the syllables that they are read with.

    All of them say that there are 413 syllables, of which the last is zuo.
    """
    names = sorted({syllable for syllables, _ in groups for syllable in syllables.split()} | {"zuo"})
    words = sum(len(words) for _, words in groups)
    head = bytes.fromhex("4015000044435301 01000000")
    file = bytearray(head.ljust(0x120, b"\0"))
    file += struct.pack("<4I", len(groups), words, 0, 0)
    file += text("茶", 0x338 - 0x130) + text("饮食", 0x540 - 0x338)
    file += text("", 0xD40 - 0x540) + text("", 0x1540 - 0xD40)
    file += struct.pack("<2H", 413, 0)
    for number, name in enumerate(names):
        file += struct.pack("<H", number) + sized(name)
    for syllables, words in groups:
        numbers = [names.index(syllable) for syllable in syllables.split()]
        file += struct.pack("<2H", len(words), 2 * len(numbers))
        file += struct.pack(f"<{len(numbers)}H", *numbers)
        for number, word in enumerate(words):
            file += sized(word) + struct.pack("<HHQ", 10, number, 0)
    return bytes(file)


class CellDictionaryTests(ConsumerTestCase):
    def test_words_are_those_that_fcitx_reads(self):
        converter = program("scel2org5")
        path = self.folder / "tea.scel"
        path.write_bytes(cell_dictionary(GROUPS))
        output = self.folder / "tea.txt"
        run(converter, "-o", output, path)
        theirs = [line.split()[0] for line in output.read_text("utf-8").splitlines()]
        ours = wordmine("convert", path, "--to", "plain").splitlines()
        self.assertEqual(ours, ["茶园", "茶苑", "龙井", "杀青"])
        self.assertEqual(ours, theirs)
