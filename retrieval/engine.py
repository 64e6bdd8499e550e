"""The engine: built once, asked by every front end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from langchain_core.embeddings import Embeddings
from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from retrieval.answer.citations import compose, verify
from retrieval.answer.extractive import extractive
from retrieval.claims.factcheck import Finding, check_claim
from retrieval.conversation import by_rule
from retrieval.conversation.memory import Memory
from retrieval.errors import StoreError, UsageError
from retrieval.evidence.calibration import Calibration, load_calibration
from retrieval.evidence.confidence import confidence, why_refused
from retrieval.evidence.conflicts import disagreeing
from retrieval.evidence.select import select_evidence
from retrieval.evidence.short_answer import short_answer
from retrieval.index import Index
from retrieval.index.database import DATABASE
from retrieval.ingest.pipeline import Report, ingest
from retrieval.models.protocols import Reader, Reranker, Verifier
from retrieval.quotes import answer as quotes
from retrieval.quotes import trace_question
from retrieval.search.collapse import add_other_outlets, collapse_copies
from retrieval.search.recency import prefer_fresh
from retrieval.search.rerank import rerank
from retrieval.search.retriever import HybridRetriever
from retrieval.settings import EXTRACTIVE, Settings
from retrieval.values import (
    Answer,
    Citation,
    Notice,
    Partial,
    Query,
    QuestionState,
    RawArticle,
    Rejection,
    Reply,
    ShortAnswer,
)

MAX_QUESTION = 10_000
"""Characters of a question; a longer one is a mistake."""
CANDIDATES = 50
"""Passages the search hands on, most of them only to be listed."""


@dataclass(frozen=True)
class Engine:
    """Everything a front end needs: `ask`, `ingest`, the `index` for looking things up, and a `memory`."""

    index: Index
    embeddings: Embeddings
    reranker: Reranker
    reader: Reader | None
    """None: no short answers, and a ranking without them."""
    verifier: Verifier
    """Of claims: a language model's, and those that are to be checked."""
    calibration: Calibration
    threshold: float
    answerer: Runnable[QuestionState, Reply]
    memory: Memory
    condense: Runnable[Query, QuestionState] = field(default_factory=lambda: RunnableLambda(by_rule))
    today: Callable[[], date] = date.today

    def ask(self, query: Query) -> Answer:
        """The verified answer, or a refusal with the nearest evidence.

        Raises UsageError for an empty or overlong question, StoreError where there is no article yet.
        """
        self._check(query)
        started = time.perf_counter()
        answer = self._trace(query) or (self._way() | self._answer).invoke(query)
        return _finished(answer, query, started)

    async def astream(self, query: Query) -> AsyncGenerator[Partial | Answer, None]:
        """Partial answers as their sentences are verified, then the answer; raises what `ask` raises.

        No event loop is held up, and cancelling it closes the connection to the model.
        """
        await asyncio.to_thread(self._check, query)
        started = time.perf_counter()
        answer = await asyncio.to_thread(self._trace, query)
        if answer is None:
            state = await self._way().ainvoke(query)
            reply, verified = Reply(), Partial("")
            pieces: Any = self._answerer_for(state).astream(state)
            async with aclosing(pieces):
                async for piece in pieces:
                    reply += piece
                    if piece.statements:
                        verified = await asyncio.to_thread(self._partial, reply)
                    yield replace(verified, draft=reply.draft)
            answer = await asyncio.to_thread(self._answer_of, state, reply)
        yield _finished(answer, query, started)

    @property
    def writes(self) -> bool:
        """Whether a language model writes the answers, so that it is worth watching them come."""
        return isinstance(self.answerer, RunnableGenerator)

    def work(self, query: Query) -> QuestionState:
        """What the answerer would be shown: the way to an answer up to the evidence and the confidence."""
        return self._way().invoke(query)

    def check(self, claim: str) -> tuple[Finding, ...]:
        """The sentences that bear on a claim, each with what it says of it. Raises what `ask` raises."""
        self._check(Query(claim))
        return check_claim(claim, self.work(Query(claim)).evidence, self.verifier)

    def warm(self) -> None:
        """Load the models now rather than at the first question."""
        self.embeddings.embed_query("news")
        self.reranker.score("news", ["news"])
        if self.reader:
            self.reader.read("news", [("news", "news")])
        if self.writes:
            self.verifier.support("news", ["news"])

    def ingest(self, offered: Iterable[RawArticle | Rejection | Notice]) -> Iterator[Report | Notice]:
        """Store what is offered, reporting each article once it is citable."""
        return ingest(offered, self.index)

    def close(self) -> None:
        """Release every file; the engine is not usable afterwards."""
        self.memory.close()
        self.index.close()

    def _check(self, query: Query) -> None:
        if not query.text.strip():
            raise UsageError("the question is empty; ask one, such as: who proposed Istanbul talks?")
        if len(query.text) > MAX_QUESTION:
            raise UsageError(
                f"the question has {len(query.text):,} characters; {MAX_QUESTION:,} are the limit"
            )
        if not self.index.articles.counts()[0]:
            raise StoreError(f"there are no articles in {self.index.folder}; run `newsdesk ingest` first")

    def _way(self) -> Runnable[Query, QuestionState]:
        return self.condense | self._search | self._rerank | self._weigh

    def _trace(self, query: Query) -> Answer | None:
        """The answer to a question that carries an excerpt: where it stands, or that it does not."""
        started = time.perf_counter()
        tracing = trace_question(query, self.index, self.embeddings)
        if tracing is None or not (tracing.traces or quotes.is_quoted(tracing, query.text)):
            return None
        found = quotes.statements(tracing.traces, self.index.articles.sentences)
        text, citations = compose(verify(found, self.index.articles))
        if not citations:
            return self._not_quoted(query)
        return Answer(
            question=query.text,
            text=f"{quotes.lead(tracing.traces[0])} {text}",
            refused=False,
            confidence=quotes.CONFIDENCE[tracing.traces[0].kind],
            citations=citations,
            traces=tracing.traces,
            timings_ms={"search": _milliseconds(started), "rerank": 0.0},
        )

    def _not_quoted(self, query: Query) -> Answer:
        """The refusal of a quotation that stands nowhere, with the evidence that comes nearest."""
        state = replace(self.work(query), confidence=quotes.DECLINED)
        return self._answer_of(state, extractive(state), quotes.ABSENT)

    def _search(self, state: QuestionState) -> QuestionState:
        started = time.perf_counter()
        retriever = HybridRetriever(index=self.index, embeddings=self.embeddings)
        passages = retriever.search(state.query, CANDIDATES)
        return replace(state, passages=passages, timings_ms=_timed(state, "search", started))

    def _rerank(self, state: QuestionState) -> QuestionState:
        started = time.perf_counter()
        found = collapse_copies(state.passages, self.index.articles.stories)
        ranked = rerank(state.query.text, found, self.reranker, self.reader)
        passages = prefer_fresh(ranked, state.query.text, self._day(state.query))
        return replace(state, passages=passages, timings_ms=_timed(state, "rerank", started))

    def _weigh(self, state: QuestionState) -> QuestionState:
        query = state.query
        weights = self.calibration.evidence
        weighed = select_evidence(query.focus or query.text, state.passages, self.reranker, weights)
        evidence = prefer_fresh(weighed, query.text, self._day(query))
        differing = disagreeing(evidence, state.passages)
        found = replace(state, evidence=evidence, differing=differing)
        return replace(found, confidence=confidence(found, self.calibration.confidence))

    def _day(self, query: Query) -> date:
        """The day that "today" means in a question."""
        return date.fromisoformat(query.as_of) if query.as_of else self.today()

    def _answer(self, state: QuestionState) -> Answer:
        return self._answer_of(state, self._answerer_for(state).invoke(state))

    def _answerer_for(self, state: QuestionState) -> Runnable[QuestionState, Reply]:
        """No model is asked where the answer would be a refusal, which shows the nearest sentences."""
        unsure = state.confidence < self.threshold
        return RunnableLambda(extractive) if unsure else self.answerer

    def _partial(self, reply: Reply) -> Partial:
        return Partial(*compose(verify(reply.statements, self.index.articles)))

    def _answer_of(self, state: QuestionState, reply: Reply, reason: str = "") -> Answer:
        """The verified answer; with a `reason`, a refusal in any case."""
        found = extractive(state).statements if reply.declined else reply.statements
        statements = verify(found, self.index.articles)
        refused = bool(reason) or reply.declined or not statements or state.confidence < self.threshold
        text, citations = compose(statements)
        reason = reason or (_refusal(state, reply) if refused else "")
        return Answer(
            question=state.query.text,
            text=f"{reason} The nearest: {text}" if refused and text else reason or text,
            refused=refused,
            confidence=state.confidence,
            reason=reason,
            standalone=state.query.text if state.query.focus else "",
            citations=add_other_outlets(citations, self.index.articles.stories, self.index.articles),
            passages=state.passages,
            short=None if refused or state.differing else self._short(citations, state),
            model=reply.model,
            usage=state.usage + reply.usage,
            prompt_hashes={**state.prompt_hashes, **reply.prompt_hashes},
            notice=reply.notice,
            dropped=reply.dropped,
            timings_ms=state.timings_ms,
        )

    def _short(self, citations: Sequence[Citation], state: QuestionState) -> ShortAnswer | None:
        return short_answer(citations, state.confidence, self.calibration)


def build_engine(settings: Settings) -> Engine:
    """The one place where the parts are put together; models load at first use.

    Raises UsageError or ModelError where the language model of the settings cannot be had.
    """
    from retrieval.models.embedder import SentenceTransformerEmbeddings
    from retrieval.models.reader import open_reader
    from retrieval.models.reranker import CrossEncoderReranker
    from retrieval.models.verifier import OnnxVerifier

    verifier = OnnxVerifier(settings.cache, settings.threads)
    reranker = CrossEncoderReranker(settings.reranker, settings.cache, settings.threads)
    answerer, condense = _writers(settings, verifier)
    embeddings = SentenceTransformerEmbeddings(settings.embedder, settings.cache, settings.threads)
    index = Index(settings.data, embeddings, embeddings.identity, settings.chroma)
    return Engine(
        index=index,
        embeddings=embeddings,
        reranker=reranker,
        reader=(reader := open_reader(settings.reader, settings.cache, settings.threads)),
        verifier=verifier,
        calibration=load_calibration(reader=reader is not None),
        threshold=settings.threshold,
        answerer=answerer,
        memory=Memory(index.folder / DATABASE),
        condense=condense,
    )


def _writers(
    settings: Settings, verifier: Verifier
) -> tuple[Runnable[QuestionState, Reply], Runnable[Query, QuestionState]]:
    """What answers and what makes follow-ups stand alone: a language model where the settings name one."""
    if settings.model == EXTRACTIVE:
        return RunnableLambda(extractive), RunnableLambda(by_rule)
    from retrieval.answer.generative import GenerativeAnswerer
    from retrieval.conversation.rewrite import ModelCondenser
    from retrieval.llm.factory import open_chat
    from retrieval.llm.prompt import open_prompt

    chat = open_chat(settings.model, settings)
    answer, condense = (open_prompt(name, settings.prompts) for name in ("answer", "condense"))
    answerer = GenerativeAnswerer(chat, answer, verifier, settings.unsupported)
    return answerer.runnable(), ModelCondenser(chat, condense).runnable()


def _refusal(state: QuestionState, reply: Reply) -> str:
    if not state.evidence:
        return "The articles do not answer this: nothing was found."
    if reply.declined:
        return "The model finds no answer in the sentences that come nearest."
    return f"The articles do not answer this. What comes nearest {why_refused(state)}."


def _finished(answer: Answer, query: Query, started: float) -> Answer:
    """The answer to the question as it was asked, with the time it took."""
    total = _milliseconds(started)
    rest = round(total - sum(answer.timings_ms.values()), 1)
    timings = {**answer.timings_ms, "answer": rest, "total": total}
    return replace(answer, question=query.text, timings_ms=timings)


def _timed(state: QuestionState, step: str, started: float) -> dict[str, float]:
    return {**state.timings_ms, step: _milliseconds(started)}


def _milliseconds(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)
