"""Keywords: the stems of a text without its stop words."""

from __future__ import annotations

from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from retrieval.text.languages import ENGLISH, Language


def keywords(text: str, language: Language = ENGLISH) -> frozenset[str]:
    """Return the stems of `text` without stop words."""
    return frozenset(_analyzer(language).analyze(text))


def words_missing(question: str, text: str, language: Language = ENGLISH) -> tuple[str, ...]:
    """Return the question's words, as they are written, whose stems `text` lacks."""
    stems_of_text = keywords(text, language)
    words = dict.fromkeys(question.split())
    return tuple(w for w in words if (stems := keywords(w, language)) and not stems & stems_of_text)


def stemming_analyzer(language: Language, *filters: Filter) -> TextAnalyzer:
    """Return an analyzer: lower case, the given filters, the language's stemmer."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
    for one in filters:
        builder = builder.filter(one)
    return (builder.filter(Filter.stemmer(language.stemmer)) if language.stemmer else builder).build()


@cache
def _analyzer(language: Language) -> TextAnalyzer:
    return stemming_analyzer(language, Filter.custom_stopword(sorted(language.stop_words)))
