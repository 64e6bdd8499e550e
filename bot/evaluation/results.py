"""One question, its answer and what they score: what a report is made of."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.evaluation.conversation.checks import Result, run_checks
from bot.evaluation.conversation.scores import conversation_scores
from bot.evaluation.failures import Failure, failure
from bot.evaluation.questions import Question
from bot.evaluation.score import Scores, score, spent
from bot.render.answer_json import answer_as_dict
from bot.render.articles import paragraph
from retrieval.values import Answer, Citation


@dataclass(frozen=True, slots=True)
class Row:
    """Values only, so that the articles an answer holds are let go as soon as it is scored."""

    question: Question
    answer: Mapping[str, Any]
    """As in the contract of `ask --json`."""
    paragraphs: tuple[tuple[str, str], ...]
    """What stands before and after each cited sentence in its paragraph, in the order of `citations`."""
    scores: Scores
    failure: Failure
    error: str = ""
    checks: tuple[Result, ...] = ()
    """Of a conversation set."""


def row_of(question: Question, answer: Answer, scores: Scores | None = None) -> Row:
    """Return the row of an answer. Its scores are its checks' or `score`'s unless given."""
    results, scores = _scored(question, answer) if scores is None else ((), scores)
    paragraphs = tuple(_around(citation) for citation in answer.citations)
    return Row(question, answer_as_dict(answer), paragraphs, scores, failure(scores), checks=results)


def row_of_error(question: Question, error: str) -> Row:
    """Return the row of an engine error: an empty answer without confidence, neither right nor a refusal."""
    empty = Answer(question.query.text, lines=(), confidence=0.0)
    results: tuple[Result, ...] = ()
    scores = score(question, empty) | {"latency_ms": math.nan}
    if question.checks:
        results = (Result("an answer came", False),)
        scores = conversation_scores(question.checks, results, empty)
    return Row(question, answer_as_dict(empty), (), scores, Failure.ERROR, error, results)


def row_as_dict(row: Row) -> dict[str, Any]:
    """Return a question of the report. Scores that do not apply stay NaN, see `report.without_nan`."""
    question = row.question
    fields: dict[str, Any] = {
        "id": question.id,
        "question": question.text,
        "gold": {
            "answerable": question.answerable,
            "answers": list(question.answers),
            "gold_ids": list(question.gold_ids),
            "gold_sentences": [{"article_id": i, "sentence": s} for i, s in question.gold_sentences],
        },
        "question_date": question.as_of or None,
        "tags": {name: list(values) for name, values in question.tags.items()},
        "answer": dict(row.answer),
        "paragraphs": [{"before": before, "after": after} for before, after in row.paragraphs],
        "scores": dict(row.scores),
        "failure": str(row.failure),
    }
    if question.checks:
        fields |= {"kind": question.kind, "history": list(question.history)}
        fields["checks"] = [asdict(result) for result in row.checks]
    return fields | ({"error": row.error} if row.error else {})


def _scored(question: Question, answer: Answer) -> tuple[tuple[Result, ...], Scores]:
    if question.checks is None:
        return (), score(question, answer)
    results = run_checks(question.checks, question.as_of, answer)
    return results, conversation_scores(question.checks, results, answer) | spent(answer)


def _around(citation: Citation) -> tuple[str, str]:
    text, sentence = citation.evidence.article.text, citation.evidence.sentence
    start, end = paragraph(text, sentence)
    return text[start : sentence.start], text[sentence.end : end]
