"""The words of a text that say what it is about."""

from __future__ import annotations

from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

STOP_WORDS = """
    a about an and any are as at be been being but by can could did do does for from had has have he her
    his how i if in into is it its many me much my no not of on or our s she should so some such t than
    that the their them then there these they this those to up us was we were what when where which
    while who whom whose why will with would you your
""".split()
"""Function words, and those that ask: they say nothing of what a text is about."""


def keywords(text: str) -> frozenset[str]:
    """Stems of the words of `text` that are no stop words."""
    return frozenset(_analyzer().analyze(text))


def words_missing(question: str, text: str) -> tuple[str, ...]:
    """The question's words, as they are written, whose stems `text` does not hold."""
    there = keywords(text)
    return tuple(w for w in dict.fromkeys(question.split()) if (stems := keywords(w)) and not stems & there)


@cache
def _analyzer() -> TextAnalyzer:
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.lowercase())
        .filter(Filter.custom_stopword(STOP_WORDS))
        .filter(Filter.stemmer("english"))
        .build()
    )
