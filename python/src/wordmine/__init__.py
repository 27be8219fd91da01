"""Finds the words, terms and templates of Chinese text, from the text alone.

    import wordmine

    words = wordmine.discover("corpus.txt", model=True)
    words[0].word, words[0].count
    words.save("words.dict", format="jieba")
    words.segmenter().cut("师傅在茶园采茶")

A text is the name of a file, an iterable of paths, or an iterable of lines: a list, a generator, a column of
pandas. Results are those of the command, which comes with the package. Ctrl-C ends any call within a second.
"""
from ._discover import discover
from ._errors import DataError
from ._native import VERSION as __version__
from ._segmenter import Segmenter
from ._table import Records, Table, Word, Words
from ._verbs import (
    Classifier,
    Match,
    SearchIndex,
    Span,
    Vectors,
    classify,
    collocate,
    contrast,
    count,
    explain,
    match,
    search,
    templates,
    terms,
    topics,
    vectors,
)

__all__ = [
    "Classifier",
    "DataError",
    "Match",
    "Records",
    "SearchIndex",
    "Segmenter",
    "Span",
    "Table",
    "Vectors",
    "Word",
    "Words",
    "__version__",
    "classify",
    "collocate",
    "contrast",
    "count",
    "discover",
    "explain",
    "match",
    "search",
    "templates",
    "terms",
    "topics",
    "vectors",
]
