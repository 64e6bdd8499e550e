"""The engine: built once, asked by every front end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from langchain_core.embeddings import Embeddings
from langchain_core.runnables import Runnable, RunnableLambda

from retrieval.answer import extract
from retrieval.confidence import confidence, load_calibration, why_refused
from retrieval.duplicates.merging import with_outlets, without_copies
from retrieval.errors import StoreError, UsageError
from retrieval.evidence import weigh
from retrieval.ingest import Report, ingest
from retrieval.models import Reranker
from retrieval.quotes import trace_question
from retrieval.quotes import wording as quotes
from retrieval.recency import prefer_fresh
from retrieval.rerank import rerank
from retrieval.search import HybridRetriever
from retrieval.settings import Settings
from retrieval.store import Index
from retrieval.types import Answer, Draft, Notice, Query, Rejection, Statement, Workings
from retrieval.verify import compose, verify

MAX_QUESTION = 10_000
"""Characters of a question; a longer one is a mistake."""
CANDIDATES = 50
"""Passages the search hands on, most of them only to be listed."""


@dataclass(frozen=True)
class Engine:
    """Everything a front end needs: `ask`, `ingest`, and the `index` for looking things up."""

    index: Index
    embeddings: Embeddings
    reranker: Reranker
    threshold: float
    answerer: Runnable[Workings, tuple[Statement, ...]]
    today: Callable[[], date] = date.today

    def ask(self, query: Query) -> Answer:
        """The verified answer, or a refusal with the nearest evidence.

        Raises UsageError for an empty or overlong question, StoreError where there is no article yet.
        """
        self._check(query)
        started = time.perf_counter()
        answer = self._trace(query) or (self._way() | RunnableLambda(self._answer)).invoke(query)
        total = _milliseconds(started)
        spent = sum(answer.timings_ms.values())
        timings = {**answer.timings_ms, "answer": round(total - spent, 1), "total": total}
        return replace(answer, timings_ms=timings)

    def work(self, query: Query) -> Workings:
        """What the answerer would be shown: the way to an answer up to the evidence and the confidence."""
        return self._way().invoke(query)

    def ingest(self, offered: Iterable[Draft | Rejection | Notice]) -> Iterator[Report | Notice]:
        """Store what is offered, reporting each article once it is citable; see `retrieval.ingest`."""
        return ingest(offered, self.index)

    def _check(self, query: Query) -> None:
        if not query.text.strip():
            raise UsageError("the question is empty; ask one, such as: who proposed Istanbul talks?")
        if len(query.text) > MAX_QUESTION:
            raise UsageError(
                f"the question has {len(query.text):,} characters; {MAX_QUESTION:,} are the limit"
            )
        if not self.index.articles.counts()[0]:
            raise StoreError(f"there are no articles in {self.index.folder}; run `newsdesk ingest` first")

    def _way(self) -> Runnable[Query, Workings]:
        return RunnableLambda(self._search) | RunnableLambda(self._rerank) | RunnableLambda(self._weigh)

    def _trace(self, query: Query) -> Answer | None:
        """The answer to a question that carries an excerpt: where it stands, or that it does not."""
        started = time.perf_counter()
        tracing = trace_question(query, self.index, self.embeddings)
        if tracing is None or not (tracing.traces or quotes.is_quoted(tracing, query.text)):
            return None
        timings = {"search": _milliseconds(started), "rerank": 0.0}
        found = quotes.statements(tracing.traces, self.index.articles.sentences)
        text, citations = compose(verify(found, self.index.articles))
        reason = "" if citations else quotes.ABSENT
        return Answer(
            question=query.text,
            text=reason or f"{quotes.lead(tracing.traces[0])} {text}",
            refused=not citations,
            confidence=quotes.CONFIDENCE[tracing.traces[0].kind] if citations else quotes.DECLINED,
            reason=reason,
            citations=citations,
            traces=tracing.traces,
            timings_ms=timings,
        )

    def _search(self, query: Query) -> Workings:
        started = time.perf_counter()
        retriever = HybridRetriever(index=self.index, embeddings=self.embeddings)
        passages = retriever.search(query, CANDIDATES)
        return Workings(query, passages, timings_ms={"search": _milliseconds(started)})

    def _rerank(self, workings: Workings) -> Workings:
        started = time.perf_counter()
        found = without_copies(workings.passages, self.index.articles.stories)
        ranked = rerank(workings.query.text, found, self.reranker)
        passages = prefer_fresh(ranked, workings.query.text, self._day(workings.query))
        return replace(workings, passages=passages, timings_ms=_timed(workings, "rerank", started))

    def _weigh(self, workings: Workings) -> Workings:
        weighed = weigh(workings.query.text, workings.passages, self.reranker)
        evidence = prefer_fresh(weighed, workings.query.text, self._day(workings.query))
        found = replace(workings, evidence=evidence)
        return replace(found, confidence=confidence(found, load_calibration()))

    def _day(self, query: Query) -> date:
        """The day that "today" means in a question."""
        return date.fromisoformat(query.as_of) if query.as_of else self.today()

    def _answer(self, workings: Workings) -> Answer:
        statements = verify(self.answerer.invoke(workings), self.index.articles)
        refused = not statements or workings.confidence < self.threshold
        text, citations = compose(statements)
        reason = _refusal(workings) if refused else ""
        return Answer(
            question=workings.query.text,
            text=f"{reason} The nearest: {text}" if refused and text else reason or text,
            refused=refused,
            confidence=workings.confidence,
            reason=reason,
            citations=with_outlets(citations, self.index.articles.stories, self.index.articles),
            passages=workings.passages,
            timings_ms=workings.timings_ms,
        )


def build_engine(settings: Settings) -> Engine:
    """The one place where the parts are put together; models load at first use."""
    from retrieval.models.cross_encoder import CrossEncoderReranker
    from retrieval.models.embedder import SentenceTransformerEmbeddings

    embeddings = SentenceTransformerEmbeddings(settings.embedder, settings.cache, settings.threads)
    return Engine(
        index=Index(settings.data, embeddings, embeddings.identity, settings.chroma),
        embeddings=embeddings,
        reranker=CrossEncoderReranker(settings.reranker, settings.cache, settings.threads),
        threshold=settings.threshold,
        answerer=RunnableLambda(extract),
    )


def _refusal(workings: Workings) -> str:
    if not workings.evidence:
        return "The articles do not answer this: nothing was found."
    return f"The articles do not answer this. What comes nearest {why_refused(workings)}."


def _timed(workings: Workings, step: str, started: float) -> dict[str, float]:
    return {**workings.timings_ms, step: _milliseconds(started)}


def _milliseconds(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)
