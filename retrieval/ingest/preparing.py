"""From an article as it was read to what is stored of it: cleaned, split, marked and cut into passages."""

from __future__ import annotations

from retrieval.ingest.annotated import annotated
from retrieval.ingest.cleaning.clean import clean
from retrieval.ingest.passages import make_passages
from retrieval.text.dates import not_after
from retrieval.text.languages import language
from retrieval.text.sentences import split
from retrieval.values import PreparedArticle, RawArticle


def prepare(raw: RawArticle, at: str) -> PreparedArticle | str:
    """Return what is to be stored of an article that came in `at` this moment, or why nothing is."""
    try:
        article = clean(raw, not_after(raw.fetched, at) or at)
    except ValueError as error:
        return str(error)
    sentences = annotated(article, split(article.text, language(article.language)), raw.parts)
    return PreparedArticle(article, sentences, make_passages(article, sentences))
