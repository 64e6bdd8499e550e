"""The engine, which answers the questions of every front end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from langchain_core.embeddings import Embeddings
from langchain_core.runnables import Runnable, RunnableLambda

from retrieval.answer.answerer import Answerer
from retrieval.answer.citations import number_citations, verify, verify_evidence
from retrieval.answer.days import with_days
from retrieval.answer.desk import Desk
from retrieval.answer.extractive import ExtractiveAnswerer, extract
from retrieval.answer.kinds import BROAD, NARROW
from retrieval.answer.kinds.digest import stories_in
from retrieval.answer.kinds.stories import Told
from retrieval.answer.parts import join_parts
from retrieval.answer.premise import against_premise
from retrieval.claims.factcheck import ClaimCheck, check_claim
from retrieval.conversation.condenser import Condenser
from retrieval.conversation.memory import Memory
from retrieval.conversation.rewrite_by_rule import RuleCondenser
from retrieval.conversation.suggest import suggestions
from retrieval.errors import StoreError, UsageError
from retrieval.evidence.calibration import Calibration
from retrieval.evidence.confidence import confidence, words_lacking
from retrieval.evidence.conflicts import disagreeing
from retrieval.evidence.corrections import heed_corrections
from retrieval.evidence.newest import heed_departures, newest_first
from retrieval.evidence.roundups import heed_roundups
from retrieval.evidence.select import select_evidence
from retrieval.evidence.short_answer import short_answer
from retrieval.index import Index
from retrieval.ingest.library import Library
from retrieval.models.protocols import Reader, Reranker, Verifier
from retrieval.quotes import trace_question
from retrieval.quotes.answer import DECLINED, is_quoted, quote_answer
from retrieval.search.collapse import add_other_outlets, collapse_copies
from retrieval.search.recency import prefer_fresh
from retrieval.search.rerank import rerank
from retrieval.search.retriever import HybridRetriever
from retrieval.search.spelling import spelled
from retrieval.text.languages import ENGLISH
from retrieval.understanding.classifier import QuestionClassifier
from retrieval.understanding.topic import topic_of
from retrieval.understanding.understand import is_talk, understand
from retrieval.values import (
    Answer,
    Partial,
    Period,
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
LENIENCE = 0.4
"""Share of the threshold from which a language model is asked: it reads more than one sentence."""
RECENT = timedelta(days=60)
"""Days whose passages are looked for besides, if a question names no others."""
BACKWARD = frozenset({Kind.SOURCE, Kind.DOUBT, Kind.MORE})
"""Kinds that are about the last answer."""
CANDIDATES = 50
"""Passages of a search; most of them are only listed."""


@dataclass(frozen=True)
class Writers:
    """What rewrites questions and writes answers: both by rule, or both by a language model."""

    answerer: Answerer = field(default_factory=ExtractiveAnswerer)
    condenser: Condenser = field(default_factory=RuleCondenser)


@dataclass(frozen=True)
class Digest:
    """The stories of some days, first what most outlets tell."""

    period: Period
    stories: tuple[Told, ...]


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
    knows_word: Callable[[str], bool] = lambda word: True
    """Whether a word in lower case is one of the language; others may be misspelled."""
    open_writers: Callable[[], Writers] = Writers
    """Called for each question; it opens a language model only once."""

    def ask(self, query: Query) -> Answer:
        """Return the verified answer, or a refusal with the nearest evidence.

        Raise UsageError for an empty or overlong question, StoreError if there is no article yet.
        """
        self._check(query)
        clock = Stopwatch()
        asked = query
        query, understood, answer = self._begin(query)
        if answer is None and understood.parts:
            answer = self._ask_parts(query, understood.parts)
        if answer is None:
            state, reply = self._look(self.open_writers().condenser.condense(query), understood)
            answer = self._finish(state, reply or self._answerer(state).answer(state))
        return self._told(asked, answer, clock)

    async def astream(self, query: Query) -> AsyncGenerator[Partial | Answer, None]:
        """Yield partial answers as their sentences are verified, then the answer. Raise like `ask`.

        The event loop is never blocked. Cancelling closes the connection to the model.
        """
        await asyncio.to_thread(self._check, query)
        clock = Stopwatch()
        asked = query
        query, understood, answer = await asyncio.to_thread(self._begin, query)
        if answer is None and understood.parts:
            answer = await asyncio.to_thread(self._ask_parts, query, understood.parts)
        if answer is None:
            state = await self.open_writers().condenser.acondense(query)
            state, found = await asyncio.to_thread(self._look, state, understood)
            reply, verified = found or Reply(), Partial(())
            if found is None:
                async with aclosing(self._answerer(state).stream(state)) as pieces:  # type: ignore[type-var]
                    async for piece in pieces:
                        reply += piece
                        if piece.statements:
                            verified = await asyncio.to_thread(self._partial, reply)
                        yield replace(verified, draft=reply.draft)
            answer = await asyncio.to_thread(self._finish, state, reply)
        yield await asyncio.to_thread(self._told, asked, answer, clock)

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
        return self.find(self.open_writers().condenser.condense(self._until_as_of(query)))

    def find(self, state: QuestionState) -> QuestionState:
        """Return the state with passages, evidence, conflicts and confidence.

        These are all steps from a question to its evidence.
        """
        query, clock = state.query, Stopwatch()
        today = self._day(query)

        period = state.understood.period or Period(today - RECENT, today)
        passages = self.as_retriever().search(query, CANDIDATES, period)
        clock.lap("search")

        passages = collapse_copies(passages, self.index.articles.stories)
        passages = rerank(query.text, passages, self.reranker, self.reader)
        passages = prefer_fresh(passages, query, today)
        clock.lap("rerank")

        sentences = select_evidence(
            query.focus or query.text, passages, self.reranker, self.calibration.evidence, self.verifier
        )
        evidence = prefer_fresh(heed_roundups(heed_corrections(sentences), query.text), query, today)
        if not state.understood.period:
            evidence = heed_departures(newest_first(evidence), passages, query)
        differing = disagreeing(evidence, passages, query.text)
        state = replace(
            state, passages=passages, evidence=evidence, differing=differing, timings_ms=clock.laps
        )
        return replace(state, confidence=confidence(state, self.calibration.confidence))

    def check(self, claim: str | Query) -> ClaimCheck:
        """Return the verdict on a claim, with the sentences that decide it. Raise like `ask`."""
        query = Query(claim) if isinstance(claim, str) else claim
        self._check(query)
        return check_claim(query.text, self.work(query).evidence, self.verifier)

    def digest(self, query: Query) -> Digest:
        """Return the stories of the query's days, or of the last two, on its text if that names a topic.

        Raise StoreError if there is no article yet.
        """
        if not self.index.articles.counts()[0]:
            raise _empty(self.index)
        query = self._until_as_of(query)
        today = self._day(query)
        first = date.fromisoformat(query.since) if query.since else None
        last = date.fromisoformat(query.until) if query.until else today
        period = Period(first or last - timedelta(days=1), last)
        return Digest(period, stories_in(query, self._desk(query), period))

    def warm(self) -> None:
        """Load the models now, not at the first question."""
        self.embeddings.embed_query("news")
        self.reranker.score("news", ["news"])
        if self.reader:
            self.reader.read("news", [("news", "news")])
        self.verifier.judge([("news", "news")])

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
            raise _empty(self.index)

    def understand(
        self, question: str, history: Sequence[Turn] = (), today: date | None = None
    ) -> Understanding:
        """Return what a question asks for; without a classifier, a fact."""
        if self.classifier is None:
            return Understanding(Kind.FACT, 0.0)
        vector = self.embeddings.embed_query(question)
        return understand(question, self.classifier.judge(question, vector), history, today)

    def _begin(self, query: Query) -> tuple[Query, Understanding, Answer | None]:
        """Return the query as it is searched for, what it asks for, and the answer where nothing is searched.

        Small talk never becomes a topic: what was only said before, and not asked, is left out.
        """
        query = self._until_as_of(query)
        text = ENGLISH.asking.noise.sub("", query.text) or query.text
        if turned := ENGLISH.asking.turns_to.match(text):
            text, query = text[turned.end() :] or text, replace(query, history=())
        if traced := self._trace_quote(query):
            return query, Understanding(Kind.QUOTE, 1.0), replace(traced, kind=Kind.QUOTE)
        history = tuple(t for t in query.history if not is_talk(self.understand(t.question)))
        understood = self.understand(query.text, history, self._day(query))
        if not is_talk(understood):
            query = replace(query, text=spelled(text, self.index, self.knows_word))
        if is_talk(understood) or (understood.kind in BACKWARD and not history):
            return query, understood, Answer(query.text, (), understood.probability, kind=Kind.TALK)
        query = replace(query, history=history, kind=understood.kind)
        if understood.kind not in BACKWARD:
            return query, understood, None
        # "source?", "are you sure?" and "tell me more" ask the last question again.
        last = replace(query, text=history[-1].question, history=history[:-1])
        meant = self.understand(last.text, last.history, self._day(last))
        kind = understood.kind if understood.kind is Kind.MORE else meant.kind
        return replace(last, kind=kind), meant, None

    def _told(self, asked: Query, answer: Answer, clock: Stopwatch) -> Answer:
        """Return the answer to the question as it was asked, with suggestions and times."""
        again = answer.question if answer.question != asked.text and not answer.parts else ""
        return replace(
            answer,
            question=asked.text,
            standalone=answer.standalone or again,
            suggestions=suggestions(answer, asked, self.index),
            timings_ms=clock.finish(answer.timings_ms),
        )

    def _until_as_of(self, query: Query) -> Query:
        """Return the query without what was published after the day of the question."""
        if not query.as_of:
            return query
        return replace(query, until=min(filter(None, (query.until, query.as_of))))

    def _day(self, query: Query) -> date:
        return date.fromisoformat(query.as_of) if query.as_of else self.today()

    def _desk(self, query: Query) -> Desk:
        return Desk(
            index=self.index,
            retriever=self.as_retriever(),
            reranker=self.reranker,
            verifier=self.verifier,
            calibration=self.calibration,
            today=self._day(query),
        )

    def _ask_parts(self, query: Query, parts: Sequence[str]) -> Answer:
        """Return the answer to several questions, each asked by itself."""
        return join_parts(query.text, [self.ask(replace(query, text=part, history=())) for part in parts])

    def _look(self, state: QuestionState, understood: Understanding) -> tuple[QuestionState, Reply | None]:
        """Return what is found for a question, and the reply where its kind has a way of its own."""
        state = replace(state, understood=understood)
        desk, kind = self._desk(state.query), state.query.kind
        if kind in BROAD:
            clock = Stopwatch()
            topic = topic_of(state.query.text) or understood.topic
            if kind is Kind.MORE:
                before = self.ask(replace(state.query, kind=Kind.FACT))
                state = replace(state, shown=tuple(c.evidence.text for c in before.citations))
            if not topic and kind in (Kind.LATEST, Kind.SUMMARY):
                kind = Kind.DIGEST
            on_topic = replace(state, query=replace(state.query, text=topic, kind=kind))
            reply = BROAD[kind](on_topic, desk) if topic or kind is Kind.DIGEST else None
            clock.lap("search")
            if reply:
                sure = self.calibration.kinds.get(kind, 0.5) if reply.confidence is None else reply.confidence
                return replace(state, timings_ms={**clock.laps, "rerank": 0.0}), replace(
                    reply, confidence=sure
                )
        if kind is Kind.CHECK and understood.topic:
            state = replace(state, query=replace(state.query, text=topic_of(state.query.text)))
        state = self.find(state)
        if reply := against_premise(state, desk):
            return state, reply
        reply = NARROW[kind](state, desk) if kind in NARROW else None
        unsure = reply and kind in (Kind.LIST, Kind.COMPARE) and (reply.confidence or 0) < self.threshold
        return state, None if unsure else reply

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
        answerer = self.open_writers().answerer
        least = self.threshold * (LENIENCE if answerer.writes else 1)
        return ExtractiveAnswerer() if state.confidence < least else answerer

    def _partial(self, reply: Reply) -> Partial:
        return Partial(*number_citations(verify(reply.statements, self.index.articles)))

    def _finish(self, state: QuestionState, reply: Reply, refusal: Refusal | None = None) -> Answer:
        """Return the verified answer, with the given `refusal` or with its own."""
        source = extract(state) if reply.declined else reply
        conflict = verify_evidence(source.conflict, self.index.articles)
        statements = verify(source.statements, self.index.articles)
        if not source.model:  # its own sentences tell the days they need
            statements = with_days(statements, self._day(state.query))
        lines, citations = number_citations(statements, conflict)
        sure = state.confidence if reply.confidence is None else reply.confidence
        refusal = refusal or reply.refusal or self._refusal(state, reply, answered=bool(statements))
        short = None
        if not (refusal or state.differing or state.query.kind in BROAD or state.query.kind in NARROW):
            short = short_answer(citations, sure, self.calibration)
        return Answer(
            question=state.query.text,
            lines=lines,
            confidence=sure,
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
            verdict=None if refusal else reply.verdict,
            premise=reply.premise,
            coverage=reply.coverage,
            timings_ms=state.timings_ms,
        )

    def _refusal(self, state: QuestionState, reply: Reply, *, answered: bool) -> Refusal | None:
        if reply.confidence is not None and (answered or reply.coverage):
            return None
        if not state.evidence:
            return Refusal(RefusalReason.NOTHING_FOUND)
        if reply.declined:
            return Refusal(RefusalReason.MODEL_DECLINED)
        # What a language model wrote was checked statement by statement.
        if not answered or (state.confidence < self.threshold and not reply.model):
            return Refusal(RefusalReason.BELOW_THRESHOLD, words_lacking(state))
        return None


def _empty(index: Index) -> StoreError:
    return StoreError(f"there are no articles in {index.folder}; run `newsdesk ingest` first")


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
