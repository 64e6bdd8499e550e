"""What the models say of each question of a set, kept on disk: the weights are fitted on it without them."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
from retrieval.ingest.passages import make_passages
from retrieval.search.recency import prefer_fresh
from retrieval.search.rerank import rerank
from retrieval.search.retriever import HybridRetriever
from retrieval.settings import load_settings
from retrieval.text.sentences import split
from retrieval.values import Article, Evidence, QuestionState, RankedPassage
from training.verifier.pairs import held_out, read_articles, read_lines

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

    @property
    def right(self) -> bool:
        """Whether it answers the question."""
        return self.gold or self.holds


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


def observe_traps(traps: Path, articles: Path, limit: int, kept: Path) -> list[Observation]:
    """Return observations of `limit` questions of `training/data/traps.jsonl`, each over its own article.

    These are questions on what the article is about whose answer often stands nowhere in it. Only articles
    that the verifier was not trained on are asked.
    """
    file = kept / f"traps-{limit}.pickle"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        engine = open_engine(load_settings(None, data=kept / "traps"))
        asked = list(trap_questions(traps, read_articles(articles)))
        asked = asked[:: max(1, len(asked) // limit)][:limit]
        seen = (_observed_in(engine, question, article) for question, article in asked)
        file.write_bytes(pickle.dumps([o for o in seen if o]))
    observations: list[Observation] = pickle.loads(file.read_bytes())
    return observations


def trap_questions(traps: Path, articles: Mapping[str, Article]) -> Iterator[tuple[Question, Article]]:
    """Yield the questions of held-out articles, each with its article; answerable where one is marked."""
    for entry in read_lines(traps):
        article = articles[entry["article_id"]]
        if not held_out(article.id):
            continue
        places = [(r["question"], r["answer"]) for r in entry["right"]]
        places += [(t["question"], t["truth"]) for t in entry["traps"]]
        for number, (question, place) in enumerate(places):
            answers = (article.text[place[0] : place[1]],) if place else ()
            name = f"{article.id}-{entry['start']}-{number}"
            yield Question(name, question, bool(place), answers, (article.id,)), article


def _observed_in(engine: Engine, question: Question, article: Article) -> Observation | None:
    passages = [RankedPassage(p, article, 0.0) for p in make_passages(article, split(article.text))]
    ranked = rerank(question.text, passages[:CANDIDATES], engine.reranker, engine.reader)
    return _observed(engine, question, ranked, "traps")


def _observation(engine: Engine, question: Question, set_name: str) -> Observation | None:
    query = question.query
    found = HybridRetriever(index=engine.index, embeddings=engine.embeddings).search(query, CANDIDATES)
    passages = rerank(query.text, found, engine.reranker, engine.reader)
    today = date.fromisoformat(query.as_of) if query.as_of else date.today()
    return _observed(engine, question, prefer_fresh(passages, query, today), set_name)


def _observed(
    engine: Engine, question: Question, passages: tuple[RankedPassage, ...], set_name: str
) -> Observation | None:
    query = question.query
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
        crc32(f"fold {key}".encode()) % FOLDS,  # held-out articles share their own remainder
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
