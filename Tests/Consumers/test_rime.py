"""Rime deploys a dictionary, and offers its words for what is typed.

librime is spoken to by its C interface.
"""
import ctypes
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_void_p, sizeof
from pathlib import Path

from consumers import ConsumerTestCase, program, run, wordmine

SHARED = Path("/usr/share/rime-data")

# Ten words, and two whose readings are rare.
TYPED = {
    "chayuan": "茶园", "longjing": "龙井", "shaqing": "杀青", "rounian": "揉捻", "hongbei": "烘焙",
    "shifu": "师傅", "chatang": "茶汤", "weidiao": "萎凋", "chunjie": "春节", "tieguanyin": "铁观音",
    "yinhang": "银行", "chongqing": "重庆",
}


class Traits(Structure):
    _fields_ = [
        ("data_size", c_int), ("shared_data_dir", c_char_p), ("user_data_dir", c_char_p),
        ("distribution_name", c_char_p), ("distribution_code_name", c_char_p),
        ("distribution_version", c_char_p), ("app_name", c_char_p), ("modules", c_void_p),
        ("min_log_level", c_int), ("log_dir", c_char_p), ("prebuilt_data_dir", c_char_p),
        ("staging_dir", c_char_p),
    ]


class Candidate(Structure):
    _fields_ = [("text", c_char_p), ("comment", c_char_p), ("reserved", c_void_p)]


class Context(Structure):
    _fields_ = [
        ("data_size", c_int),
        ("length", c_int), ("cursor_pos", c_int), ("sel_start", c_int), ("sel_end", c_int),
        ("preedit", c_char_p),
        ("page_size", c_int), ("page_no", c_int), ("is_last_page", c_int),
        ("highlighted", c_int), ("num_candidates", c_int), ("candidates", POINTER(Candidate)),
        ("select_keys", c_char_p),
        ("commit_text_preview", c_char_p), ("select_labels", c_void_p),
    ]


class Rime:
    def __init__(self, user, log):
        self.library = ctypes.CDLL("librime.so.1")
        self.library.RimeCreateSession.restype = ctypes.c_size_t
        traits = Traits(
            data_size=sizeof(Traits) - sizeof(c_int), shared_data_dir=str(SHARED).encode(),
            user_data_dir=str(user).encode(), app_name=b"rime.wordmine", min_log_level=3,
            log_dir=str(log).encode())
        self.library.RimeSetup(byref(traits))
        self.library.RimeInitialize(byref(traits))
        self.session = ctypes.c_size_t(self.library.RimeCreateSession())
        self.library.RimeSelectSchema(self.session, b"luna_pinyin")

    def candidates(self, keys):
        """The first page of what Rime offers for some keys."""
        self.library.RimeClearComposition(self.session)
        self.library.RimeSimulateKeySequence(self.session, keys.encode())
        context = Context(data_size=sizeof(Context) - sizeof(c_int))
        self.library.RimeGetContext(self.session, byref(context))
        texts = [
            context.candidates[place].text.decode("utf-8") for place in range(context.num_candidates)]
        self.library.RimeFreeContext(byref(context))
        return texts

    def close(self):
        self.library.RimeDestroySession(self.session)
        self.library.RimeFinalize()


class RimeTests(ConsumerTestCase):
    def test_words_are_offered_for_their_readings(self):
        deployer = program("rime_deployer")
        user = self.folder / "rime"
        user.mkdir()
        words = "".join(f"{word} 50\n" for word in TYPED.values())
        (user / "wordmine.dict.yaml").write_text(
            wordmine("convert", "--to", "rime", text=words), "utf-8")
        (user / "luna_pinyin.custom.yaml").write_text(
            "patch:\n  translator/dictionary: wordmine\n  translator/prism: wordmine\n", "utf-8")
        (user / "default.custom.yaml").write_text(
            "patch:\n  schema_list:\n    - schema: luna_pinyin\n", "utf-8")
        run(deployer, "--build", user, SHARED)
        rime = Rime(user, self.folder)
        self.addCleanup(rime.close)
        for keys, word in TYPED.items():
            self.assertEqual(rime.candidates(keys)[:1], [word], keys)
