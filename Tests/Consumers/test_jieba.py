import logging

from consumers import ConsumerTestCase, module, wordmine


class JiebaTests(ConsumerTestCase):
    def setUp(self):
        super().setUp()
        self.jieba = module("jieba")
        self.jieba.setLogLevel(logging.ERROR)

    def tokenizer(self, dictionary=None):
        """With its own dictionary, unless another one is named."""
        tokenizer = self.jieba.Tokenizer(dictionary and str(dictionary))
        tokenizer.tmp_dir = str(self.folder)
        return tokenizer

    def test_cuts_are_those_of_the_dictionary(self):
        dictionary = self.dictionary()
        tokenizer = self.tokenizer(self.convert(dictionary, "main.dict"))
        self.assert_same_cuts(
            dictionary, lambda lines: (tokenizer.lcut(line, HMM=False) for line in lines))

    def test_a_user_dictionary_is_loaded(self):
        user = self.convert(self.dictionary(), "user.dict")
        tokenizer = self.tokenizer()
        tokenizer.load_userdict(str(user))
        for row in user.read_text("utf-8").splitlines():
            word, count = row.split(" ")
            self.assertEqual(tokenizer.FREQ[word], int(count))

    def test_words_with_blanks_and_tags_are_loaded(self):
        user = self.folder / "user.dict"
        user.write_text(wordmine("convert", "--to", "jieba", text="茶 园 5 n\n龙井 7 nz\n"), "utf-8")
        tokenizer = self.tokenizer()
        tokenizer.load_userdict(str(user))
        self.assertEqual(tokenizer.FREQ["龙井"], 7)
        self.assertEqual(tokenizer.user_word_tag_tab["龙井"], "nz")
