"""The examples of the documents."""
from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["python.md", "python.zh.md"])
def test_examples(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs" / "guide" / name).read_text("utf-8")
    # Blocks go on where the one before ends; the lines between them are counted, for messages.
    examples = re.sub(
        r"(?s)(\A|```)(.*?)(```pycon|\Z)", lambda part: "\n" * (part[0].count("\n") + 1), text)
    test = doctest.DocTestParser().get_doctest(examples, {}, name, name, 0)
    assert len(test.examples) > 5
    runner = doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    runner.run(test)
    assert runner.failures == 0
