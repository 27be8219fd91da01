"""The verbs that the command does."""
from __future__ import annotations

import importlib.metadata
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import WORDS, command, make_lines

import wordmine

TRIPS = [f"我们从{a}到{b}去。" for a in WORDS[:8] for b in WORDS[4:]] * 3


def test_rows_are_the_command(corpus: Path, tmp_path: Path) -> None:
    for verb, function, option in (
        ("collocate", wordmine.collocate, "limit"), ("templates", wordmine.templates, "limit"),
        ("topics", wordmine.topics, "k"),
    ):
        rows = function(corpus, **{option: 5})
        rows.save(tmp_path / "rows.jsonl")
        expected = command(verb, "-q", corpus, f"--{option}", 5, "--format", "jsonl")
        assert (tmp_path / "rows.jsonl").read_bytes() == expected and expected.count(b"\n") == len(rows)
    with pytest.raises(ValueError, match="jsonl"):
        rows.save(tmp_path / "rows.csv")


def test_contrast_and_terms(lines: list[str]) -> None:
    others = make_lines(500, seed=4)
    target = ["乌龙茶" + line for line in others]
    found = wordmine.contrast(target, lines)
    assert found[0]["word"] in "乌龙茶" and found[0]["reference"] == 0
    assert any("乌龙" in word for word in wordmine.terms(target, against=lines).column("word"))


def test_explain(lines: list[str]) -> None:
    rows = wordmine.explain("茶园", lines[:300])
    assert len(rows) == 1 and rows[0]["word"] == "茶园"
    assert [row["word"] for row in wordmine.explain(["师傅", "-"], lines[:300])] == ["师傅", "-"]


def test_count(lines: list[str]) -> None:
    rows = wordmine.count(["茶园茶园", "园茶"], order=2)
    assert {row["ngram"]: row["count"] for row in rows} == {"园": 3, "园茶": 2, "茶": 3, "茶园": 2}


SEGMENTER = wordmine.Segmenter.from_words([*WORDS, "我们", "从", "到", "去", "很 好"])


def test_matches_have_places_in_lines() -> None:
    lines = ["", *TRIPS, None, "，\n", " 我们\n从茶园到山上去!", "从很 好到茶园去"]
    found = wordmine.match(["从 [from] 到 [to] 去"], lines, SEGMENTER)
    assert len(found) == len(TRIPS) + 2
    for match in found:
        text = lines[match.line]
        assert text is not None
        assert text[match.span.start : match.span.end] == match.span.text
        for slot in match.slots.values():
            assert text[slot.start : slot.end] == slot.text and slot.text in [*WORDS, "很 好"]
    assert (found[0].line, found[0].slots["to"].text) == (1, "春天")
    last = found[-2]
    assert (last.line, last.span.text, last.slots["from"]) == (len(lines) - 2, "从茶园到山上去", (5, 7, "茶园"))
    with pytest.raises(wordmine.DataError) as caught:
        wordmine.match(["[ 从"], lines, SEGMENTER)
    assert (caught.value.file, caught.value.line) == ("<templates>", 1)


def test_templates_are_matched() -> None:
    segmented = [" ".join(SEGMENTER.cut(text)) for text in TRIPS]
    rules = wordmine.templates(segmented, segmented=True, line_sentences=True)
    assert any(None in row["t"] for row in rules)
    for segmenter in (SEGMENTER, None):
        found = wordmine.match(rules, TRIPS[:10], segmenter)
        assert all(TRIPS[match.line][match.span.start : match.span.end] == match.span.text for match in found)
    assert wordmine.match(rules, TRIPS[:10], SEGMENTER)


def test_classifier(tmp_path: Path) -> None:
    texts = ["茶园采茶" + line for line in make_lines(60)] + ["医生看病" + line for line in make_lines(60)]
    labels = ["tea"] * 60 + ["clinic"] * 60
    classifier = wordmine.Classifier.train(texts, labels)
    found = pickle.loads(pickle.dumps(classifier)).predict(["他在茶园采茶", None, "去医生那里看病"])
    assert found.column("label")[::2] == ["tea", "clinic"] and len(found) == 3
    assert wordmine.classify(texts, labels, ["去医生那里看病"]).column("label") == ["clinic"]
    classifier.save(tmp_path / "x.model")
    assert wordmine.Classifier.load(tmp_path / "x.model").predict(["茶园"])[0]["label"] == "tea"
    with pytest.raises(ValueError):
        wordmine.Classifier.train(["a"], [])


def test_vectors_and_search(lines: list[str]) -> None:
    vectors = wordmine.vectors(lines[:500], dimensions=8)
    assert {len(vector) for vector in vectors.to_dict().values()} == {8}
    assert len(vectors.similar("茶园", limit=3)) == 3
    with pytest.raises(ValueError):
        vectors.similar("没有这个词")
    found = wordmine.search(lines[:300], lines[5].rstrip("。"), limit=1)
    assert found[0]["text"] == lines[5] or found[0]["cosine"] > 0.9


def test_errors_of_the_command() -> None:
    with pytest.raises(ValueError, match="limits") as caught:
        wordmine.collocate(["茶园"], limits=5)
    assert "--" not in str(caught.value) and "\n" not in str(caught.value) and "Error" not in str(caught.value)
    with pytest.raises(ValueError, match="^min_count"):
        wordmine.templates(["茶园"], min_count=0)
    with pytest.raises(FileNotFoundError):
        wordmine.collocate("/nonexistent")


def test_versions_agree() -> None:
    root = Path(__file__).parents[2]
    project = (root / "python" / "pyproject.toml").read_text("utf-8")
    assert f'\nversion = "{wordmine.__version__}"\n' in project
    assert importlib.metadata.version("wordmine") == wordmine.__version__
    assert command("--version").decode().strip() == wordmine.__version__


def test_licenses_are_in_the_package() -> None:
    files = importlib.metadata.files("wordmine") or []
    texts = {file.name: file.read_text("utf-8") for file in files if "licenses" in file.parts}
    named = set(re.findall(r"\w+\.txt", texts["NOTICE"]))
    assert named | {"LICENSE", "NOTICE"} == set(texts) and all(len(text) > 500 for text in texts.values())


def test_an_item_is_one_document(lines: list[str]) -> None:
    texts = [f"{line}\n\n{line}" for line in lines[:100]]
    found = wordmine.search(texts, f"{lines[50]}\n{lines[50]}", limit=100)
    assert max(row["line"] for row in found) <= 100 and {row["query"] for row in found} == {1}


def test_files_that_look_like_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-q").write_text("茶园茶园\n", "utf-8")
    assert len(wordmine.count("-q", order=1)) == 2


def test_the_command_is_installed(corpus: Path) -> None:
    assert command("--version").strip().decode() == wordmine.__version__
    name = os.path.join(os.path.dirname(sys.executable), "wordmine")
    result = subprocess.run([name, "/nonexistent"], capture_output=True, text=True)
    assert result.returncode == 66 and "no such file" in result.stderr
    assert subprocess.run([sys.executable, "-m", "wordmine", "-q", corpus], capture_output=True).stdout == command("-q", corpus)


def test_options_of_the_command_alone(lines: list[str], tmp_path: Path) -> None:
    for name in ("output", "help", "version", "format", "save_model"):
        with pytest.raises(ValueError, match=name):
            wordmine.Classifier.train(["茶园", "采茶"], ["a", "b"], **{name: str(tmp_path / "x")})
    for verb in (wordmine.collocate, wordmine.templates, wordmine.count):
        with pytest.raises(ValueError, match="output"):
            verb(lines, output=tmp_path / "x")
    with pytest.raises(ValueError, match="unique_lines"):
        wordmine.match(["从 [from] 到 [to] 去"], lines, SEGMENTER, unique_lines=True)
    assert not list(tmp_path.iterdir())


def test_words_may_look_like_options(lines: list[str]) -> None:
    vectors = wordmine.Vectors.train(lines, min_count=1, dimensions=4)
    for word in ("-x", "--help"):
        with pytest.raises(ValueError, match=word):
            vectors.similar(word)


def test_lines_have_no_encoding(lines: list[str]) -> None:
    assert list(wordmine.collocate(lines, limit=3, encoding="big5")) == list(wordmine.collocate(lines, limit=3))


@pytest.mark.parametrize("label", [None, float("nan")])
def test_labels_are_not_missing(label: object) -> None:
    with pytest.raises(ValueError, match="label 1"):
        wordmine.Classifier.train(["茶园", "采茶"], ["a", label])  # type: ignore[list-item]


def test_matches_beside_signs_of_control() -> None:
    signs = [*map(chr, range(0x20)), "\x7f", "\x85", "\xa0", "\ufeff", "\u200b", "\u2028", "\u2060", "\u3000", "\ud800"]
    lines = [text for sign in signs for text in (
        f"{sign}我们从茶园到山上去", f"我们{sign}从茶园到山上去", f"从茶园到{sign}山上去", f"从茶{sign}园到山上去{sign}")]
    found = wordmine.match(["到 [to] 去"], lines, SEGMENTER)
    assert {match.line for match in found} >= {index for index in range(len(lines)) if index % 4 in (0, 1)}
    for match in found:
        text = lines[match.line].replace("\n", " ").replace("\r", " ")
        start, end, found_text = match.span
        assert text[start:end] == found_text and found_text[0] == "到" and found_text[-1] == "去"
        assert found_text[1:-1].strip().endswith("山上") and found_text[1:-1] == text[start + 1 : end - 1]
