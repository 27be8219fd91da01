from consumers import ConsumerTestCase, lines, module, with_characters, wordmine


class TokenizersTests(ConsumerTestCase):
    def load(self, dictionary):
        tokenizers = module("tokenizers")
        return tokenizers.Tokenizer.from_file(str(self.convert(dictionary, "tokenizer.json")))

    def check(self, dictionary):
        encode = self.load(dictionary).encode
        self.assert_same_cuts(
            dictionary, lambda lines: (with_characters(encode(line).tokens) for line in lines))

    def test_cuts_are_those_of_the_dictionary(self):
        self.check(self.dictionary())

    def test_words_without_counts_are_cut_alike(self):
        self.check(self.mixed_dictionary())

    def test_without_any_counts_the_longest_words_are_cut(self):
        words = wordmine("convert", self.dictionary(), "--to", "plain").splitlines()
        plain = self.folder / "tea.txt"
        plain.write_text("\n".join(words + ["茶 园", "[茶]", "a-b^&&"]) + "\n", "utf-8")
        encode = self.load(plain).encode

        def cut(lines):
            for line in lines:
                yield [line[start:end] for start, end in encode(line).offsets]

        self.assert_same_cuts(plain, cut)

    def test_texts_come_back(self):
        tokenizer = self.load(self.dictionary())
        for text in lines() + [" 茶  园 ", "\t", "C++ 👍🏽 貓"]:
            self.assertEqual(tokenizer.decode(tokenizer.encode(text).ids), text)

    def test_what_the_library_saves_is_read(self):
        dictionary = self.dictionary()
        saved = self.folder / "saved.json"
        self.load(dictionary).save(str(saved))
        self.assertEqual(
            wordmine("convert", saved, "--to", "jieba"),
            wordmine("convert", self.folder / "tokenizer.json", "--to", "jieba"))
