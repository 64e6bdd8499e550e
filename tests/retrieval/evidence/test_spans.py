"""Spans from logits that a hand can follow: probabilities, competition across passages, limits."""

from math import exp, log

import numpy as np
import pytest

from retrieval.evidence.spans import MAX_TOKENS, NO_SPAN, best_span, log_partition
from retrieval.values import Reading


def reading(start: list[float], end: list[float], width: int = 4) -> Reading:
    """Tokens of `width` characters side by side."""
    offsets = tuple((n * width, (n + 1) * width) for n in range(len(start)))
    return Reading(0.0, offsets, np.array(start, np.float32), np.array(end, np.float32))


def test_normalisers_run_over_the_tokens_of_all_passages() -> None:
    one, other = reading([0.0, 0.0], [0.0, 1.0]), reading([0.0, 0.0], [1.0, 1.0])
    start, end = log_partition([one, other])
    assert start == pytest.approx(log(4))
    assert end == pytest.approx(log(1 + 3 * exp(1)))


def test_a_span_is_as_likely_as_its_start_and_its_end_together() -> None:
    only = reading([2.0, 0.0, 0.0], [0.0, 0.0, 3.0])
    span = best_span(only, log_partition([only]), 0, 12)
    assert span is not None
    assert (span.start, span.end) == (0, 12)
    assert span.score == pytest.approx(log(exp(2) / (exp(2) + 2)) + log(exp(3) / (exp(3) + 2)))


def test_a_span_never_ends_before_it_starts() -> None:
    only = reading([0.0, 0.0, 9.0], [9.0, 0.0, 1.0])
    span = best_span(only, log_partition([only]), 0, 12)
    assert span is not None
    assert (span.start, span.end) == (8, 12)


def test_a_span_stays_within_the_characters_asked_for() -> None:
    only = reading([9.0, 1.0, 2.0, 9.0], [9.0, 2.0, 1.0, 9.0])
    span = best_span(only, log_partition([only]), 4, 12)
    assert span is not None
    assert 4 <= span.start < span.end <= 12


def test_a_span_is_never_longer_than_the_limit() -> None:
    size = MAX_TOKENS + 5
    only = reading([5.0] + [0.0] * (size - 1), [0.0] * (size - 1) + [5.0])
    span = best_span(only, log_partition([only]), 0, 4 * size)
    assert span is not None
    assert span.end - span.start <= 4 * MAX_TOKENS


def test_where_no_token_was_read_there_is_no_span() -> None:
    only = reading([1.0], [1.0])
    assert best_span(only, log_partition([only]), 4, 40) is None
    assert log_partition([]) == (0.0, 0.0)


def test_a_hopeless_span_keeps_a_finite_score() -> None:
    only, sure = reading([-90.0], [-90.0]), reading([50.0], [50.0])
    span = best_span(only, log_partition([only, sure]), 0, 4)
    assert span is not None
    assert span.score == NO_SPAN
