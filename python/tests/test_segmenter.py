"""Cutting: the same words as the command's, whatever the text is."""
from __future__ import annotations

import gc
import pickle
import random
import signal
import threading
from pathlib import Path
from typing import Any

import pytest
from conftest import command, make_lines

import wordmine
from wordmine import Segmenter
from wordmine import _segmenter, jieba


@pytest.fixture(scope="module")
def model(lines: list[str]) -> Segmenter:
    return wordmine.discover(lines, model=True).segmenter()


@pytest.fixture(scope="module")
def lexicon(lines: list[str]) -> Segmenter:
    return Segmenter.from_words({"茶园": 5, "师傅": 3, "采茶": 2, "C++": 1})


TEXTS = [
    "", " ", "\n", "师傅在茶园采茶。", "a b\tc", "茶\u3000园", "𠮷野家😀😀!", "e\u0301a \u0301", "C++和3.14,—— ok",
    "\ud800茶园\udfff", "茶园\x1f师傅\x00", "👨\u200d👩\u200d👧", "🇨🇳🇫🇷", "師傅" * 400, "あが\u3099",
]


def random_text(seed: int) -> str:
    """Signs of all kinds, in any order."""
    choice = random.Random(seed)
    signs = "茶园师傅采在的。,!  \tabc12.-\u0301\u200d😀𠮷が\u3000\x1f"
    return "".join(choice.choice(signs) for _ in range(choice.randrange(200)))


@pytest.mark.parametrize("text", TEXTS + [random_text(seed) for seed in range(50)])
def test_words_are_the_text_without_blanks(model: Segmenter, lexicon: Segmenter, text: str) -> None:
    for segmenter in (model, lexicon):
        words, spans = segmenter.cut(text), segmenter.spans(text)
        assert words == [text[start:end] for start, end in spans]
        assert all(words)
        assert "".join("".join(words).split()) == "".join(text.split())
        assert segmenter.cut_all([text, text], threads=2) == [words, words]


def test_is_the_command(lines: list[str], tmp_path: Path) -> None:
    texts = make_lines(500, seed=9) + ["abc 3.14 C++，在茶园……", "師傅"]
    (tmp_path / "text.txt").write_text("".join(text + "\n" for text in texts), "utf-8")
    words = wordmine.discover(lines, model=True)
    words.save_model(tmp_path / "x.model")
    words.save(tmp_path / "x.dict", format="jieba")
    for option, name in (("--model", "x.model"), ("--dictionary", "x.dict")):
        written = command("segment", "-q", option, tmp_path / name, tmp_path / "text.txt")
        segmenter = Segmenter.load(tmp_path / name)
        assert [segmenter.cut(text) for text in texts] == [
            line.split() for line in written.decode().splitlines()]
    assert Segmenter.load(tmp_path / "x.model").cut(texts[0]) == words.segmenter().cut(texts[0])


def test_later_dictionaries_win(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("茶园 5\n山上 5\n茶 9\n园山 1\n上 9\n", "utf-8")
    (tmp_path / "b.txt").write_text("园山 900\n", "utf-8")
    assert Segmenter.load(tmp_path / "a.txt").cut("茶园山上") == ["茶园", "山上"]
    assert Segmenter.load(tmp_path / "a.txt", tmp_path / "b.txt").cut("茶园山上") == ["茶", "园山", "上"]


def test_pickles(model: Segmenter, lexicon: Segmenter) -> None:
    for segmenter in (model, lexicon, Segmenter.from_words(["茶园", "师傅"])):
        copy = pickle.loads(pickle.dumps(segmenter))
        for text in TEXTS:
            assert copy.cut(text) == segmenter.cut(text)


def test_missing_values_have_no_words(model: Segmenter) -> None:
    column: list[Any] = [None, "师傅", float("nan"), ""]
    assert model.cut_all(iter(column)) == [[], ["师傅"], [], []]
    assert model.cut_all([]) == []
    with pytest.raises(TypeError, match="int"):
        model.cut_all([1])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="threads"):
        model.cut_all(["x"], threads=0)


def test_one_text_is_no_list(model: Segmenter) -> None:
    with pytest.raises(TypeError, match="one text"):
        model.cut_all("茶园")
    with pytest.raises(TypeError, match="one text"):
        Segmenter.from_words("茶园")


def test_long_texts_leave_no_memory(lexicon: Segmenter) -> None:
    text = "师傅在茶园采茶" * 100_000
    for cut in (lexicon.cut, lexicon.spans):
        cut(text)
        assert all(room.capacity < 1 << 17 for room in _segmenter._rooms.free)


def test_batches_are_the_texts(model: Segmenter) -> None:
    texts = [random_text(seed) for seed in range(3000)] + ["师傅" * 600_000]
    cut = model.cut_all(texts, threads=2)
    assert cut == model.cut_all(texts) == [model.cut(text) for text in texts]


def test_wrong_files(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Segmenter.load(tmp_path / "none")
    with pytest.raises(ValueError, match="no file"):
        Segmenter.load()
    with pytest.raises(wordmine.DataError):
        Segmenter.from_bytes(b"WMMODEL_\x03\x00")


def test_memory_stays_flat(model: Segmenter, lexicon: Segmenter) -> None:
    text = make_lines(1, seed=3)[0] * 3

    def work() -> None:
        for _ in range(25_000):
            model.cut(text)
            lexicon.spans(text)
        for _ in range(500):
            with pytest.raises(ValueError):
                wordmine.discover([], min_count=0)
            with pytest.raises(wordmine.DataError):
                Segmenter.from_bytes(b"WMMODEL_\x03\x00")
            pickle.loads(pickle.dumps(lexicon))

    work()
    before = resident()
    work()
    work()
    assert resident() - before < 2 << 20


def resident() -> int:
    """The memory of the process, in bytes."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def test_threads_share_a_segmenter(model: Segmenter) -> None:
    texts = make_lines(300, seed=5)
    expected = [model.cut(text) for text in texts]
    wrong: list[int] = []

    def work() -> None:
        for _ in range(5):
            wrong.append(sum(model.cut(text) != words for text, words in zip(texts, expected)))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == [0] * 20


def test_face_of_jieba(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="set_dictionary"):
        jieba.Tokenizer().lcut("茶园")
    (tmp_path / "dict.txt").write_text("\ufeff茶园 5 n\n师傅 3 n\n在 9 p\n", "utf-8")
    jieba.set_dictionary(tmp_path / "dict.txt")
    assert jieba.lcut("师傅在 茶园采茶\n") == ["师傅", "在", " ", "茶园", "采", "茶", "\n"]
    jieba.load_userdict(["采茶 2 v", "在 茶"])
    jieba.add_word("茶园采茶", freq=900)
    assert list(jieba.cut("师傅在茶园采茶", HMM=False)) == ["师傅", "在", "茶园采茶"]
    jieba.del_word("茶园采茶")
    assert jieba.lcut("茶园采茶") == ["茶园", "采茶"]
    with pytest.raises(ValueError, match="overlap"):
        jieba.lcut("茶园", cut_all=True)
    assert jieba.Tokenizer(["茶 1"]).lcut("茶园") == ["茶", "园"]
    (tmp_path / "tabs.txt").write_text("茶 1\n茶园\t3\n", "utf-8")
    with pytest.raises(wordmine.DataError, match="blank") as caught:
        jieba.load_userdict(tmp_path / "tabs.txt")
    assert (caught.value.file, caught.value.line) == (str(tmp_path / "tabs.txt"), 2)
    with pytest.raises(wordmine.DataError, match="<lines>:1: .*UTF-8"):
        jieba.load_userdict([b"\xff 3"])


def test_a_freed_segmenter_says_so() -> None:
    class User:
        def __init__(self) -> None:
            self.segmenter = Segmenter.from_words(["茶园"])
            self.itself = self

        def __del__(self) -> None:
            try:
                heard.append(self.segmenter.cut("茶园"))
            except ReferenceError as problem:
                heard.append(problem)

    heard: list[object] = []
    for _ in range(20):
        User()
    gc.collect()
    assert len(heard) == 20 and all(isinstance(one, ReferenceError) or one == ["茶园"] for one in heard)
    segmenter = Segmenter.from_words(["茶园"])
    segmenter._handle.__del__()
    with pytest.raises(ReferenceError):
        segmenter.cut("茶园")


def test_signals_may_cut_meanwhile(lexicon: Segmenter) -> None:
    handled = []

    def handle(*_: Any) -> None:
        handled.append(lexicon.cut("师傅喝茶去") == ["师傅", "喝", "茶", "去"] and lexicon.spans("师傅") == [(0, 2)])

    text = "茶园采茶" * 2000
    old = signal.signal(signal.SIGALRM, handle)
    signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    try:
        for _ in range(100):
            assert lexicon.cut(text) == ["茶园", "采茶"] * 2000
            assert lexicon.spans("茶园采茶" * 10) == [(place, place + 2) for place in range(0, 40, 2)]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)
    assert handled and all(handled)


def test_what_is_no_input_is_refused(lexicon: Segmenter, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    with pytest.raises(wordmine.DataError, match="empty"):
        Segmenter.load(empty)
    with pytest.raises(wordmine.DataError, match="empty"):
        Segmenter.from_bytes(b"")
    with pytest.raises(ValueError, match="no words"):
        Segmenter.from_words([])
    with pytest.raises(ValueError, match="no words"):
        Segmenter.from_words({})
    with pytest.raises(ValueError, match="null byte"):
        Segmenter.load(str(empty) + "\0x")
    with pytest.raises(TypeError, match="NoneType"):
        lexicon.cut(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Segmenter.from_bytes(5)  # type: ignore[arg-type]
    assert Segmenter.from_bytes(bytearray(lexicon.to_bytes())).cut("茶园") == ["茶园"]
    with pytest.raises(TypeError, match="column"):
        lexicon.cut_all({"text": "茶园"})


def test_the_face_of_jieba_keeps_its_words(tmp_path: Path) -> None:
    tokenizer = jieba.Tokenizer(["茶园 5 n"])
    with pytest.raises(FileNotFoundError):
        tokenizer.set_dictionary(tmp_path / "none.txt")
    with pytest.raises(wordmine.DataError):
        tokenizer.load_userdict(["师傅 3", "采茶\t3"])
    for word, count in (("", None), (" ", 1), ("茶", -1), ("茶", 1 << 70)):
        with pytest.raises(ValueError):
            tokenizer.add_word(word, count)
    with pytest.raises(TypeError):
        tokenizer.add_word("茶", "many")  # type: ignore[arg-type]
    assert tokenizer.lcut("师傅茶园") == ["师", "傅", "茶园"]
    for count in (0, (1 << 63) - 1):
        tokenizer.add_word("师傅", count)
        assert "".join(tokenizer.lcut("师傅茶园")) == "师傅茶园"
    tokenizer.initialize()
    jieba.setLogLevel(20)
    jieba.enable_parallel(2)
    with pytest.raises(AttributeError, match="no posseg"):
        jieba.posseg
