"""Gold articles against the index: which are there, and which article a bare paragraph comes from."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from bot.evaluation.questions import Context, Question
from retrieval.index import Index
from retrieval.text.words import token_string
from retrieval.values import Query

SEARCHED = 20
"""Passages looked through for the article of a paragraph: its own words bring it up first."""
SEARCHED_WORDS = 60
"""Words of a paragraph that are searched; the word index looks at few more terms."""


def resolve(questions: Sequence[Question], index: Index) -> tuple[Question, ...]:
    """Return the questions. Those of SQuAD get the article that holds their paragraph as gold.

    Ingest nothing. An article is the paragraph's if it holds all its words in one run, white space,
    punctuation and case aside. Where none does, the gold id is one that no article has.
    """

    @cache
    def home(context: Context) -> str:
        return _home(context, index) or f"(no article holds this paragraph of “{context.title}”)"

    return tuple(_with_gold(q, home(q.context)) if q.context else q for q in questions)


def missing_gold(questions: Sequence[Question], index: Index) -> tuple[Question, ...]:
    """Return the answerable questions none of whose gold articles is in the index."""
    is_stored = cache(lambda article_id: index.articles.article(article_id) is not None)
    return tuple(q for q in questions if q.answerable and q.gold_ids and not any(map(is_stored, q.gold_ids)))


def _home(context: Context, index: Index) -> str:
    tokens = token_string(unicodedata.normalize("NFKC", context.text))
    start = " ".join(context.text.split()[:SEARCHED_WORDS])
    passages = index.passages(index.search_words(Query(start), SEARCHED))
    articles = {article.id: article for _, article in passages.values()}
    texts = ((i, unicodedata.normalize("NFKC", article.text)) for i, article in articles.items())
    return next((i for i, text in texts if tokens in token_string(text)), "")


def _with_gold(question: Question, article_id: str) -> Question:
    sentences = tuple((article_id, sentence) for _, sentence in question.gold_sentences)
    gold_ids = (article_id,) if question.answerable else ()
    return replace(question, gold_ids=gold_ids, gold_sentences=sentences)
