"""ALCE's citation recall and precision of an answer, by any entailment; by default a quote entails itself."""

from __future__ import annotations

from collections.abc import Iterator

from bot.evaluation.metrics.citations import Entails, Statement, judge, precision, recall
from bot.evaluation.metrics.contained import answer_contained
from retrieval.values import Answer


def quotes(premise: str, hypothesis: str) -> bool:
    """Whether the words of `hypothesis` stand in `premise` in one run: then it surely entails it.

    Enough for entailment, and not needed for it: a claim in other words fails. So of an extractive answer
    the scores say whether every statement is a quote of what it cites (1 by construction, and proof that
    text and markers belong together); of a written answer they are a floor, not ALCE's figure.
    """
    return answer_contained(premise, [hypothesis]) == 1


def alce_scores(answer: Answer, entails: Entails = quotes) -> dict[str, float]:
    """`alce_citation_recall` and `alce_citation_precision`; NaN for a refusal, which states nothing."""
    statements = [] if answer.refused else list(statements_of(answer))
    judgements = [judge(statement, entails) for statement in statements]
    return {"alce_citation_recall": recall(judgements), "alce_citation_precision": precision(judgements)}


def statements_of(answer: Answer) -> Iterator[Statement]:
    """Yield each line with the sentences its markers stand for; unknown markers are left out."""
    sentences = {citation.marker: citation.evidence.text for citation in answer.citations}
    for line in answer.lines:
        yield Statement(line.text, tuple(sentences[m] for m in line.markers if m in sentences))
