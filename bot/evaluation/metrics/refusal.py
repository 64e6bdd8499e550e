"""Refusals: positive is a question refused, right where the articles do not answer it.

    precision = unanswerable refused / refused          recall = unanswerable refused / unanswerable

Each takes a pair a question: (answerable, refused). The terms are those of Manning, Raghavan and Schütze,
"Introduction to Information Retrieval" (2008), section 8.3; refusing is SQuAD 2.0's "no answer" (Rajpurkar
et al., 2018).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.evaluation.metrics.pairs import Pairs, columns


@dataclass(frozen=True, slots=True)
class RefusalCounts:
    """How many questions, by answerable or not and refused or not."""

    right_refusals: int
    """Unanswerable, refused."""
    false_refusals: int
    """Answerable, refused."""
    false_answers: int
    """Unanswerable, answered."""
    attempts: int
    """Answerable, answered (rightly or wrongly)."""


def tally(outcomes: Pairs) -> RefusalCounts:
    """Count the four; all 0 without questions."""
    first, refused = columns(outcomes)
    answerable = first != 0
    return RefusalCounts(
        right_refusals=int((~answerable & refused).sum()),
        false_refusals=int((answerable & refused).sum()),
        false_answers=int((~answerable & ~refused).sum()),
        attempts=int((answerable & ~refused).sum()),
    )


def precision(outcomes: Pairs) -> float:
    """The share of refusals that were right; NaN if nothing was refused."""
    counts = tally(outcomes)
    return _share(counts.right_refusals, counts.false_refusals)


def recall(outcomes: Pairs) -> float:
    """The share of unanswerable questions refused; NaN if there are none. False answers are 1 less this."""
    counts = tally(outcomes)
    return _share(counts.right_refusals, counts.false_answers)


def false_refusal_rate(outcomes: Pairs) -> float:
    """The share of answerable questions refused; NaN if there are none."""
    counts = tally(outcomes)
    return _share(counts.false_refusals, counts.attempts)


def false_answer_rate(outcomes: Pairs) -> float:
    """The share of unanswerable questions answered; NaN if there are none."""
    counts = tally(outcomes)
    return _share(counts.false_answers, counts.right_refusals)


def _share(part: int, rest: int) -> float:
    return part / (part + rest) if part + rest else math.nan
