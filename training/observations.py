"""What the models say of each question of a set, kept on disk: the weights are fitted on it without them."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from bot.evaluation.metrics.contained import answer_contained
from bot.evaluation.metrics.sentences import Place, gold_sentence_at
from bot.evaluation.metrics.squad import exact_match, f1
from bot.evaluation.questions import Question, read_questions
from bot.evaluation.score import gold_strings
from retrieval.engine import CANDIDATES, Engine
from retrieval.evidence.calibration import Features
from retrieval.evidence.confidence import features
from retrieval.evidence.select import ScoredSentence, candidates, claim_and_text
from retrieval.factory import open_engine
from retrieval.ingest.loaders import read
from retrieval.search.rerank import rerank
from retrieval.search.retriever import HybridRetriever
from retrieval.settings import load_settings
from retrieval.values import Evidence, QuestionState

FOLDS = 5
RIGHT_F1 = 0.5


@dataclass(frozen=True, slots=True)
class ObservedQuestion:
    """A sentence: what is weighed, whether it is a gold one, whether it holds an answer, its short answer's
    likeness to one."""

    features: Features
    gold: bool
    holds: bool
    short_em: float
    short_f1: float
    short_right: bool
    claim: tuple[str, str] | None = None
    """The short answer as a claim, and what it is held against; None without a short answer."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A question: what is known of its passages, and its sentences in no order."""

    set_name: str
    fold: int
    answerable: bool
    has_strings: bool
    features: Features
    sentences: tuple[ObservedQuestion, ...]


def observe(folder: Path, limit: int, kept: Path, *, reader: bool) -> list[Observation]:
    """Return the observations of `limit` evenly drawn questions. Keep them and the index for later."""
    file = kept / f"{folder.name}-{limit}{'' if reader else '-without'}.pickle"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pickle.dumps(list(_observe(folder, limit, kept / folder.name, reader))))
    observations: list[Observation] = pickle.loads(file.read_bytes())
    return observations


def _observe(folder: Path, limit: int, data: Path, reader: bool) -> Iterator[Observation]:
    engine = open_engine(load_settings(None, data=data, reader=None if reader else "none"))
    list(engine.ingest(read(folder / "articles.jsonl")))
    questions = read_questions(folder / "questions.jsonl")
    for question in questions[:: max(1, len(questions) // limit)][:limit]:
        if observation := _observation(engine, question, folder.name):
            yield observation
    engine.index.close()


def _observation(engine: Engine, question: Question, set_name: str) -> Observation | None:
    query = question.query
    found = HybridRetriever(index=engine.index, embeddings=engine.embeddings).search(query, CANDIDATES)
    passages = rerank(query.text, found, engine.reranker, engine.reader)
    sentences = candidates(query.text, passages, engine.reranker)
    if not sentences:
        return None
    first = sentences[0]
    # The features of the best sentence are those of whichever the weights will put first.
    state = QuestionState(
        query, passages=passages, evidence=(Evidence(first.passage.article, first.sentence, 0.0),)
    )
    key = (*question.gold_ids, question.id)[0]
    return Observation(
        set_name,
        crc32(key.encode()) % FOLDS,
        question.answerable,
        bool(gold_strings(question)),
        features(state),
        tuple(_seen(candidate, question) for candidate in sentences),
    )


def _seen(candidate: ScoredSentence, question: Question) -> ObservedQuestion:
    gold: Sequence[Place] = question.gold_sentences if question.answerable else ()
    strings = gold_strings(question)
    span, article = candidate.span, candidate.passage.article
    short = article.text[span.start : span.end] if span else ""
    return ObservedQuestion(
        candidate.features,
        gold_sentence_at(1, [(article.id, candidate.text)], gold) == 1,
        answer_contained(candidate.text, strings) == 1,
        exact_match(short, strings),
        f1(short, strings),
        _is_right(short, strings),
        claim_and_text(question.query.text, candidate) if span else None,
    )


def _is_right(short: str, strings: Sequence[str]) -> bool:
    """Return whether half the words are a gold answer's, or one holds the other ("Putin")."""
    return f1(short, strings) >= RIGHT_F1 or any(
        answer_contained(one, [other]) == 1
        for gold in strings
        for one, other in ((short, gold), (gold, short))
    )
