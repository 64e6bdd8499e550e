"""Training examples: a question, the passage that answers it, and those our search confuses with it."""

from __future__ import annotations

import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from bot.evaluation.metrics.squad import normalise
from retrieval.engine import Engine
from retrieval.factory import open_engine
from retrieval.ingest.loaders import read
from retrieval.ingest.passages import make_passages
from retrieval.search.retriever import HybridRetriever
from retrieval.settings import load_settings
from retrieval.values import Query, RankedPassage

DEPTH = 30
"""Passages of the search that negatives are taken from."""
NEGATIVES = 8
"""Negatives kept for each question; training draws from them anew in each epoch."""
HELD_OUT = 10
"""One article in so many is kept for measuring."""


@dataclass(frozen=True, slots=True)
class TrainingPassage:
    """What the reader is shown beside a question; the answer is `text[start:end]`, -1 for none."""

    title: str
    text: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Example:
    """A question with at most one passage that answers it, and others that do not, nearest first."""

    question: str
    answers: tuple[str, ...]
    positive: TrainingPassage | None
    negatives: tuple[TrainingPassage, ...]
    held_out: bool


def load_examples(sets: Sequence[Path], target: Path) -> list[Example]:
    """Return the examples of all sets. Make them once and keep them in `target`, a file a set."""
    examples: list[Example] = []
    for folder in sets:
        file = target / f"{folder.name}.jsonl"
        if not file.exists():
            _write(file, _examples(folder))
        examples += [_parse(json.loads(line)) for line in file.read_text().splitlines()]
    return examples


def _write(file: Path, examples: Iterator[Example]) -> None:
    half = file.with_suffix(".half")
    file.parent.mkdir(parents=True, exist_ok=True)
    half.write_text("".join(json.dumps(asdict(example)) + "\n" for example in examples))
    half.rename(file)


def _parse(stored: dict[str, Any]) -> Example:
    positive = TrainingPassage(**stored["positive"]) if stored["positive"] else None
    negatives = tuple(TrainingPassage(**n) for n in stored["negatives"])
    return Example(stored["question"], tuple(stored["answers"]), positive, negatives, stored["held_out"])


def _examples(folder: Path) -> Iterator[Example]:
    """Yield the examples. Leave out questions whose answer is in no passage."""
    with tempfile.TemporaryDirectory() as data:
        engine = open_engine(load_settings(data=Path(data)))
        list(engine.ingest(read(folder / "articles.jsonl")))
        for line in (folder / "questions.jsonl").read_text().splitlines():
            if example := _example(engine, json.loads(line)):
                yield example
        engine.index.close()


def _example(engine: Engine, question: dict[str, Any]) -> Example | None:
    retriever = HybridRetriever(index=engine.index, embeddings=engine.embeddings)
    passages = retriever.search(Query(question["question"]), DEPTH)
    answers = tuple(question["answers"])
    positive = _positive(engine, passages, question) if question["answerable"] else None
    if question["answerable"] and positive is None:
        return None
    negatives = [TrainingPassage(p.article.title, p.text) for p in passages if not _holds(p.text, answers)]
    article = (question["gold_ids"] or [question["id"]])[0]
    held_out = crc32(article.encode()) % HELD_OUT == 0
    return Example(question["question"], answers, positive, tuple(negatives[:NEGATIVES]), held_out)


def _positive(
    engine: Engine, found: Sequence[RankedPassage], question: dict[str, Any]
) -> TrainingPassage | None:
    """Return the best passage that holds a gold sentence, and where the answer stands in it."""
    for gold in question["gold_sentences"]:
        sentence, answer = gold["sentence"], _usual(question["answers"], gold["sentence"])
        if not answer:
            continue
        for passage in (*found, *_passages(engine, gold["article_id"])):
            if passage.article.id == gold["article_id"] and (at := passage.text.find(sentence)) >= 0:
                start = at + sentence.index(answer)
                return TrainingPassage(passage.article.title, passage.text, start, start + len(answer))
    return None


def _passages(engine: Engine, article_id: str) -> Iterator[RankedPassage]:
    article = engine.index.articles.article(article_id)
    if article:
        for passage in make_passages(article, engine.index.articles.sentences(article_id)):
            yield RankedPassage(passage, article, 0.0)


def _usual(answers: Sequence[str], sentence: str) -> str:
    """Return the answer most annotators gave, the shorter of two, among those that the sentence holds."""
    contained = [answer for answer in answers if answer and answer in sentence]
    counts = Counter(normalise(answer) for answer in answers)
    return min(contained, key=lambda answer: (-counts[normalise(answer)], len(answer)), default="")


def _holds(text: str, answers: Sequence[str]) -> bool:
    words = f" {normalise(text)} "
    return any(f" {normalise(answer)} " in words for answer in answers)


def draw(example: Example, size: int, rng: random.Random) -> list[TrainingPassage]:
    """Return `size` readings of an example: its positive, if any, and negatives, near ones more often."""
    readings = [example.positive] if example.positive else []
    pool = list(example.negatives)
    while pool and len(readings) < size:
        readings.append(pool.pop(min(int(rng.expovariate(0.5)), len(pool) - 1)))
    return readings
