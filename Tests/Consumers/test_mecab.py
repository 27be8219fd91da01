import tarfile
from pathlib import Path

from consumers import ConsumerTestCase, program, run, wordmine

INDEXERS = ["mecab-dict-index", "/usr/lib/mecab/mecab-dict-index", "/usr/libexec/mecab/mecab-dict-index"]


class MeCabTests(ConsumerTestCase):
    def compile(self, dictionary):
        program("mecab")
        index = program(next((path for path in INDEXERS if Path(path).exists()), INDEXERS[0]))
        source = self.folder / "source"
        with tarfile.open(self.convert(dictionary, "tea.tar")) as archive:
            archive.extractall(source)
        run(index, "-d", source, "-o", source, "-f", "utf-8", "-t", "utf-8")
        return source

    def mecab(self, source, *options, text):
        return run("mecab", "-r", "/dev/null", "-d", source, "-b", "1000000", *options, text=text)

    def check(self, dictionary):
        source = self.compile(dictionary)

        def cut(lines):
            output = self.mecab(source, "-O", "wakati", text="\n".join(lines) + "\n")
            return [line.split(" ") for line in output.splitlines()]

        self.assert_same_cuts(dictionary, cut)

    def test_cuts_are_those_of_the_dictionary(self):
        self.check(self.dictionary())

    def test_words_without_counts_are_cut_alike(self):
        self.check(self.mixed_dictionary())

    def test_words_have_their_counts(self):
        dictionary = self.folder / "tea.csv"
        dictionary.write_text('word,count\n茶园,12\n"a,""b",7\n', "utf-8")
        output = self.mecab(self.compile(dictionary), text='茶园a,"b\n')
        self.assertEqual(output.splitlines(), ["茶园\t12", 'a,"b\t7', "EOS"])
