"""ALCE's citation recall and precision of an answer. By default, a text entails its own quotes."""

from __future__ import annotations

from collections.abc import Iterator

from bot.evaluation.metrics.citations import Entails, Statement, judge, precision, recall
from bot.evaluation.metrics.contained import words_contained
from retrieval.values import Answer


def quotes(premise: str, hypothesis: str) -> bool:
    """Return whether the words of `hypothesis` stand in `premise` in one run.

    A quote is always entailed; a claim in other words fails this test. The scores of an extractive answer
    are 1 by construction. Those of a written answer are a lower bound of ALCE's scores.
    """
    return words_contained(premise, hypothesis)


def alce_scores(answer: Answer, entails: Entails = quotes) -> dict[str, float]:
    """Return `alce_citation_recall` and `alce_citation_precision`; NaN for a refusal."""
    statements = [] if answer.refused else list(statements_of(answer))
    judgements = [judge(statement, entails) for statement in statements]
    return {"alce_citation_recall": recall(judgements), "alce_citation_precision": precision(judgements)}


def statements_of(answer: Answer) -> Iterator[Statement]:
    """Yield each line with the sentences its markers stand for; unknown markers are left out."""
    sentences = {citation.marker: citation.evidence.text for citation in answer.citations}
    for line in answer.lines:
        yield Statement(line.text, tuple(sentences[m] for m in line.markers if m in sentences))
