"""Asks every question, in one thread or several, and keeps what was done when it is stopped."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.evaluation.llm_judge import Judge
from bot.evaluation.questions import Question
from bot.evaluation.results import Row, row_of, row_of_error
from bot.evaluation.score import score
from retrieval.engine import Engine
from retrieval.errors import NewsdeskError, StoreError
from retrieval.values import Query

Asked = TypeVar("Asked")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Run(Generic[Result]):
    """What each of the things asked came to, in their order; `stopped` by Ctrl-C before the last."""

    results: tuple[Result, ...]
    stopped: bool = False


def sample(items: Sequence[Asked], limit: int | None, seed: int) -> tuple[Asked, ...]:
    """Return `limit` items, drawn at random by `seed`, in their order; all if there are no more."""
    if limit is None or limit >= len(items):
        return tuple(items)
    chosen = random.Random(seed).sample(range(len(items)), limit)
    return tuple(items[i] for i in sorted(chosen))


def run(
    examine: Callable[[Asked], Result],
    items: Sequence[Asked],
    workers: int = 1,
    advance: Callable[[int], None] = lambda done: None,
) -> Run[Result]:
    """Examine each item and call `advance` after each. Ctrl-C lets the items that have begun finish."""
    with ThreadPoolExecutor(workers, thread_name_prefix="ask") as threads:
        futures = [threads.submit(examine, item) for item in items]
        try:
            for _ in as_completed(futures):
                advance(1)
        except KeyboardInterrupt:
            threads.shutdown(wait=True, cancel_futures=True)
            finished = [future for future in futures if future.done() and not future.cancelled()]
            return Run(tuple(future.result() for future in finished), stopped=True)
    return Run(tuple(future.result() for future in futures))


def examine(engine: Engine, question: Question, judge: Judge | None = None) -> Row:
    """Ask, score and grade one question. An error of the engine becomes part of the row."""
    try:
        answer = engine.ask(question.query)
    except NewsdeskError as error:
        return row_of_error(question, str(error))
    if judge is None:
        return row_of(question, answer)
    return row_of(question, answer, score(question, answer) | {"judged": judge.grade(question, answer)})


def require_articles(engine: Engine) -> None:
    """Raise StoreError if there are no articles. Otherwise every question would fail with it."""
    if not engine.index.articles.counts()[0]:
        raise StoreError(f"there are no articles in {engine.index.folder}; run `newsdesk ingest` first")


def warm_up(engine: Engine) -> None:
    """Load the models and open the index, so that the first question takes as long as the others."""
    engine.warm()
    query = Query("warm up")
    engine.index.search_words(query, 1)
    engine.index.search_vectors(query, engine.embeddings.embed_query(query.text), 1)
