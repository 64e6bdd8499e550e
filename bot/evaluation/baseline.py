"""What a user would otherwise write in an afternoon, on the same articles, scored the same way.

LangChain's recursive splitter at 1,000 characters, its default overlap of 200; `langchain_chroma.Chroma` with
the same embedder; `as_retriever(search_kwargs={"k": 4})`; the first passage is the answer.

Scored by `score.score`, each passage in the place of a cited sentence. What it shows is its first passage,
and answer_contained, citation_precision, citation_recall and whether it is right are of that one;
gold_sentence@1 says whether a gold sentence stands whole in it, @3 in one of the first three. It retrieves
four passages, so its article_recall@5 and @10 are of four. It never refuses, has no confidence and makes no
statements: calibration and ALCE's scores have no metric. A passage of 160 words holds more than three
sentences do, right or wrong: see answer_words beside what stands in an answer.
"""

from __future__ import annotations

import itertools
import math
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_text_splitters import RecursiveCharacterTextSplitter

from bot.evaluation.questions import Question
from bot.evaluation.results import Row, row_of
from bot.evaluation.score import score
from retrieval.engine import Engine
from retrieval.index.articles import ArticleStore
from retrieval.index.chroma import open_client
from retrieval.values import Answer, AnswerLine, Article, Citation, Evidence, Passage, RankedPassage, Sentence

ABOUT = (
    "LangChain's recursive splitter at 1,000 characters (overlap 200), Chroma with the same embedder,"
    " as_retriever(k=4); the first passage is the answer and its citation. A gold sentence counts where it"
    " stands whole in the first passage (@1) or in one of the first three (@3). It retrieves four passages,"
    " and never refuses."
)
CHARACTERS = 1_000
PASSAGES = 4
BATCH_ARTICLES = 16
WITHOUT = ("confidence", "alce_citation_recall", "alce_citation_precision")
"""Scores the baseline has no value for."""


@contextmanager
def baseline(
    engine: Engine, advance: Callable[[int], None] = lambda done: None
) -> Iterator[Callable[[Question], Row]]:
    """Yield a function that asks and scores one question. First call `advance` for embedded articles."""
    with tempfile.TemporaryDirectory(prefix="newsdesk-baseline-") as folder:
        client = open_client(Path(folder), "")
        try:
            store = Chroma("baseline", embedding_function=engine.embeddings, client=client)
            _fill(store, engine.index.articles, advance)
            retriever = store.as_retriever(search_kwargs={"k": PASSAGES})
            yield lambda question: examine(retriever, engine.index.articles, question)
        finally:
            client.close()


def examine(retriever: BaseRetriever, articles: ArticleStore, question: Question) -> Row:
    """Ask the retriever and score its passages, as this module says above."""
    started = time.perf_counter()
    documents = retriever.invoke(question.query.text)
    spent = (time.perf_counter() - started) * 1000
    answer = _answer(question, [_evidence(document, articles) for document in documents], spent)
    first = replace(answer, citations=answer.citations[:1])
    scores = score(question, first) | dict.fromkeys(WITHOUT, math.nan)
    scores["gold_sentence@3"] = score(question, answer)["gold_sentence@3"]
    return row_of(question, answer, scores)


def _fill(store: Chroma, articles: ArticleStore, advance: Callable[[int], None]) -> None:
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHARACTERS, add_start_index=True)
    every = articles.articles()
    while batch := list(itertools.islice(every, BATCH_ARTICLES)):
        documents = [Document(a.text, metadata={"article_id": a.id}) for a in batch]
        store.add_documents(splitter.split_documents(documents))
        advance(len(batch))


def _evidence(document: Document, articles: ArticleStore) -> Evidence:
    """Return the passage as evidence, at its place in the article."""
    article_id, start = document.metadata["article_id"], document.metadata["start_index"]
    article = articles.article(article_id) or Article(article_id, "", document.page_content)
    return Evidence(article, Sentence(start, start + len(document.page_content)), 0.0)


def _answer(question: Question, passages: list[Evidence], spent: float) -> Answer:
    return Answer(
        question=question.query.text,
        lines=tuple(AnswerLine(evidence.text) for evidence in passages[:1]),
        confidence=0.0,
        citations=tuple(Citation(n, evidence, verified=True) for n, evidence in enumerate(passages, 1)),
        passages=tuple(
            RankedPassage(Passage("", e.article.id, (e.sentence,)), e.article, e.score) for e in passages
        ),
        timings_ms={"total": spent},
    )
