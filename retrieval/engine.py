"""The engine, which answers the questions of every front end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import date

from langchain_core.embeddings import Embeddings
from langchain_core.runnables import Runnable, RunnableLambda

from retrieval.answer.answerer import Answerer
from retrieval.answer.citations import number_citations, verify, verify_evidence
from retrieval.answer.extractive import ExtractiveAnswerer, extract
from retrieval.claims.factcheck import Finding, check_claim
from retrieval.conversation.condenser import Condenser
from retrieval.conversation.memory import Memory
from retrieval.conversation.rewrite_by_rule import RuleCondenser
from retrieval.errors import StoreError, UsageError
from retrieval.evidence.calibration import Calibration
from retrieval.evidence.confidence import confidence, words_lacking
from retrieval.evidence.conflicts import disagreeing
from retrieval.evidence.select import select_evidence
from retrieval.evidence.short_answer import short_answer
from retrieval.ingest.library import Library
from retrieval.models.protocols import Reader, Reranker, Verifier
from retrieval.quotes import trace_question
from retrieval.quotes.answer import DECLINED, is_quoted, quote_answer
from retrieval.search.collapse import add_other_outlets, collapse_copies
from retrieval.search.recency import prefer_fresh
from retrieval.search.rerank import rerank
from retrieval.search.retriever import HybridRetriever
from retrieval.understanding.classifier import QuestionClassifier
from retrieval.understanding.understand import is_talk, understand
from retrieval.values import (
    Answer,
    Partial,
    Query,
    QuestionState,
    Refusal,
    RefusalReason,
    Reply,
    Turn,
)
from retrieval.values.understanding import Kind, Understanding

MAX_QUESTION = 10_000
"""Characters of a question. A longer one is a mistake."""
CANDIDATES = 50
"""Passages of a search; most of them are only listed."""


@dataclass(frozen=True)
class Writers:
    """What rewrites questions and writes answers: both by rule, or both by a language model."""

    answerer: Answerer = field(default_factory=ExtractiveAnswerer)
    condenser: Condenser = field(default_factory=RuleCondenser)


@dataclass(frozen=True, kw_only=True)
class Engine(Library):
    """A library that answers questions, with a `memory` of conversations."""

    embeddings: Embeddings
    reranker: Reranker
    reader: Reader | None
    """None for no short answers."""
    verifier: Verifier
    """The verifier of claims, both of language models and of users."""
    calibration: Calibration
    threshold: float
    memory: Memory
    classifier: QuestionClassifier | None = None
    """None: every question is taken for one on a fact."""
    open_writers: Callable[[], Writers] = Writers
    """Called for each question; it opens a language model only once."""

    def ask(self, query: Query) -> Answer:
        """Return the verified answer, or a refusal with the nearest evidence.

        Raise UsageError for an empty or overlong question, StoreError if there is no article yet.
        """
        self._check(query)
        clock = Stopwatch()
        query, answer = self._begin(query)
        if answer is None:
            state = self.find(self.open_writers().condenser.condense(query))
            answer = self._finish(state, self._answerer(state).answer(state))
        return replace(answer, question=query.text, timings_ms=clock.finish(answer.timings_ms))

    async def astream(self, query: Query) -> AsyncGenerator[Partial | Answer, None]:
        """Yield partial answers as their sentences are verified, then the answer. Raise like `ask`.

        The event loop is never blocked. Cancelling closes the connection to the model.
        """
        await asyncio.to_thread(self._check, query)
        clock = Stopwatch()
        query, answer = await asyncio.to_thread(self._begin, query)
        if answer is None:
            state = await self.open_writers().condenser.acondense(query)
            state = await asyncio.to_thread(self.find, state)
            reply, verified = Reply(), Partial(())
            async with aclosing(self._answerer(state).stream(state)) as pieces:  # type: ignore[type-var]
                async for piece in pieces:
                    reply += piece
                    if piece.statements:
                        verified = await asyncio.to_thread(self._partial, reply)
                    yield replace(verified, draft=reply.draft)
            answer = await asyncio.to_thread(self._finish, state, reply)
        yield replace(answer, question=query.text, timings_ms=clock.finish(answer.timings_ms))

    def as_runnable(self) -> Runnable[Query, Answer]:
        """Return the engine as a LangChain Runnable, from a Query to an Answer."""
        return RunnableLambda(self.ask)

    def as_retriever(self, k: int = 10) -> HybridRetriever:
        """Return the search as a LangChain retriever of at most `k` passages."""
        return HybridRetriever(index=self.index, embeddings=self.embeddings, k=k)

    @property
    def writes(self) -> bool:
        """Whether a language model writes, so that a front end shows answers as they grow."""
        return self.open_writers().answerer.writes

    def work(self, query: Query) -> QuestionState:
        """Return all that the search finds for a question, as an answerer gets it."""
        return self.find(self.open_writers().condenser.condense(query))

    def find(self, state: QuestionState) -> QuestionState:
        """Return the state with passages, evidence, conflicts and confidence.

        These are all steps from a question to its evidence.
        """
        query, clock = state.query, Stopwatch()
        today = date.fromisoformat(query.as_of) if query.as_of else self.today()

        passages = self.as_retriever().search(query, CANDIDATES)
        clock.lap("search")

        passages = collapse_copies(passages, self.index.articles.stories)
        passages = rerank(query.text, passages, self.reranker, self.reader)
        passages = prefer_fresh(passages, query, today)
        clock.lap("rerank")

        sentences = select_evidence(
            query.focus or query.text, passages, self.reranker, self.calibration.evidence
        )
        evidence = prefer_fresh(sentences, query, today)
        differing = disagreeing(evidence, passages)
        state = replace(
            state, passages=passages, evidence=evidence, differing=differing, timings_ms=clock.laps
        )
        return replace(state, confidence=confidence(state, self.calibration.confidence))

    def check(self, claim: str) -> tuple[Finding, ...]:
        """Return sentences that are about a claim, each with a verdict. Raise like `ask`."""
        self._check(Query(claim))
        return check_claim(claim, self.work(Query(claim)).evidence, self.verifier)

    def warm(self) -> None:
        """Load the models now, not at the first question."""
        self.embeddings.embed_query("news")
        self.reranker.score("news", ["news"])
        if self.reader:
            self.reader.read("news", [("news", "news")])
        if self.writes:
            self.verifier.support("news", ["news"])

    def close(self) -> None:
        """Release every file; the engine is not usable afterwards."""
        self.memory.close()
        super().close()

    def _check(self, query: Query) -> None:
        if not query.text.strip():
            raise UsageError("the question is empty; ask one, such as: who proposed Istanbul talks?")
        if len(query.text) > MAX_QUESTION:
            raise UsageError(
                f"the question has {len(query.text):,} characters; {MAX_QUESTION:,} are the limit"
            )
        if not self.index.articles.counts()[0]:
            raise StoreError(f"there are no articles in {self.index.folder}; run `newsdesk ingest` first")

    def understand(self, question: str, history: Sequence[Turn] = ()) -> Understanding:
        """Return what a question asks for; without a classifier, a fact."""
        if self.classifier is None:
            return Understanding(Kind.FACT, 0.0)
        vector = self.embeddings.embed_query(question)
        return understand(question, self.classifier.judge(question, vector), history)

    def _begin(self, query: Query) -> tuple[Query, Answer | None]:
        """Return the query as it is searched for, with its kind, and the answer where nothing is searched.

        Small talk never becomes a topic: what was only said before, and not asked, is left out.
        """
        if traced := self._trace_quote(query):
            return query, replace(traced, kind=Kind.QUOTE)
        history = tuple(t for t in query.history if not is_talk(self.understand(t.question)))
        understood = self.understand(query.text, history)
        if is_talk(understood):
            return query, Answer(query.text, (), understood.probability, kind=Kind.TALK)
        kind = understood.kind if understood.for_us else Kind.FACT
        return replace(query, history=history, kind=kind), None

    def _trace_quote(self, query: Query) -> Answer | None:
        """Return the answer to a question with a quotation; None for another question."""
        clock = Stopwatch()
        tracing = trace_question(query, self.index, self.embeddings)
        if tracing is None or not (tracing.traces or is_quoted(tracing, query.text)):
            return None
        answer = quote_answer(query.text, tracing, self.index.articles)
        if answer is None:
            state = replace(self.work(query), confidence=DECLINED)
            return self._finish(state, extract(state), Refusal(RefusalReason.QUOTE_ABSENT))
        clock.lap("search")
        return replace(answer, timings_ms={**clock.laps, "rerank": 0.0})

    def _answerer(self, state: QuestionState) -> Answerer:
        """Return the answerer: the extractive one for refusals, which show the nearest sentences."""
        unsure = state.confidence < self.threshold
        return ExtractiveAnswerer() if unsure else self.open_writers().answerer

    def _partial(self, reply: Reply) -> Partial:
        return Partial(*number_citations(verify(reply.statements, self.index.articles)))

    def _finish(self, state: QuestionState, reply: Reply, refusal: Refusal | None = None) -> Answer:
        """Return the verified answer, with the given `refusal` or with its own."""
        source = extract(state) if reply.declined else reply
        conflict = verify_evidence(source.conflict, self.index.articles)
        statements = verify(source.statements, self.index.articles)
        lines, citations = number_citations(statements, conflict)
        refusal = refusal or self._refusal(state, reply.declined, answered=bool(statements))
        short = None
        if not (refusal or state.differing):
            short = short_answer(citations, state.confidence, self.calibration)
        return Answer(
            question=state.query.text,
            lines=lines,
            confidence=state.confidence,
            citations=(
                cited := add_other_outlets(citations, self.index.articles.stories, self.index.articles)
            ),
            refusal=refusal,
            kind=state.query.kind,
            passages=state.passages,
            short=short,
            conflict=() if refusal else tuple(c for e in conflict for c in cited if c.evidence == e),
            standalone=state.query.text if state.query.focus else "",
            model=reply.model,
            usage=state.usage + reply.usage,
            prompt_hashes={**state.prompt_hashes, **reply.prompt_hashes},
            notices=reply.notices,
            dropped=reply.dropped,
            timings_ms=state.timings_ms,
        )

    def _refusal(self, state: QuestionState, declined: bool, *, answered: bool) -> Refusal | None:
        if not state.evidence:
            return Refusal(RefusalReason.NOTHING_FOUND)
        if declined:
            return Refusal(RefusalReason.MODEL_DECLINED)
        if not answered or state.confidence < self.threshold:
            return Refusal(RefusalReason.BELOW_THRESHOLD, words_lacking(state))
        return None


class Stopwatch:
    """The times of the steps of a question, in milliseconds."""

    def __init__(self) -> None:
        self._started = self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, step: str) -> None:
        """Count the time since the last lap for `step`."""
        now = time.perf_counter()
        self.laps[step], self._last = round((now - self._last) * 1000, 1), now

    def finish(self, laps: Mapping[str, float]) -> dict[str, float]:
        """Return `laps` with the "total" since the start, and the rest of it as "answer"."""
        total = round((time.perf_counter() - self._started) * 1000, 1)
        return {**laps, "answer": round(total - sum(laps.values()), 1), "total": total}
