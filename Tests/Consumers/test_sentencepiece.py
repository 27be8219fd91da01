from consumers import ConsumerTestCase, lines, module, with_characters


class SentencePieceTests(ConsumerTestCase):
    def load(self, dictionary):
        sentencepiece = module("sentencepiece")
        model = self.convert(dictionary, "tea.model")
        return sentencepiece.SentencePieceProcessor(model_file=str(model))

    def check(self, dictionary):
        model = self.load(dictionary)
        self.assert_same_cuts(
            dictionary,
            lambda lines: (with_characters(p, "▁") for p in model.encode(lines, out_type=str)))

    def test_cuts_are_those_of_the_dictionary(self):
        self.check(self.dictionary())

    def test_words_without_counts_are_cut_alike(self):
        self.check(self.mixed_dictionary())

    def test_texts_come_back(self):
        model = self.load(self.dictionary())
        for text in lines() + [" 茶  园 ", "\t", "C++ 👍🏽 貓", "<unk><s><0x41>"]:
            self.assertEqual(model.decode(model.encode(text)), text)

    def test_special_pieces_are_in_their_places(self):
        model = self.load(self.dictionary())
        self.assertEqual(
            (model.unk_id(), model.bos_id(), model.eos_id(), model.pad_id()), (0, 1, 2, -1))
        self.assertTrue(model.is_byte(3) and model.is_byte(258))

    def test_the_vocabulary_is_that_of_the_model(self):
        dictionary = self.dictionary()
        model = self.load(dictionary)
        rows = self.convert(dictionary, "tea.vocab").read_text("utf-8").splitlines()
        self.assertEqual(len(rows), model.get_piece_size())
        for number, row in enumerate(rows):
            piece, score = row.split("\t")
            self.assertEqual(model.id_to_piece(number), piece)
            self.assertAlmostEqual(model.get_score(number), float(score), delta=1e-5)
