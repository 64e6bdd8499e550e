"""ALCE's scores by hand; entailed is what has all its words in the premise, so that one can follow."""

import math

import pytest

from bot.evaluation.metrics.citations import Judgement, Statement, judge, precision, recall


def entails(premise: str, hypothesis: str) -> bool:
    return set(hypothesis.split()) <= set(premise.split())


@pytest.mark.parametrize(
    ("cited", "recalled", "precise"),
    [
        (("a b c",), True, (True,)),
        (("a c",), False, (False,)),
        (("a", "b"), True, (True, True)),  # neither is enough, each is needed
        (("a b", "c"), True, (True, False)),  # the second is neither
        (("a b", "b a"), True, (True, True)),  # each is enough
        (("a", "b", "b"), True, (True, False, False)),  # either "b" can go
        (("a", "c"), False, (False, False)),
        ((), False, ()),
    ],
)
def test_judge(cited: tuple[str, ...], recalled: bool, precise: tuple[bool, ...]) -> None:
    assert judge(Statement("a b", cited), entails) == Judgement(recalled, precise)


def test_premises_are_joined_by_line_breaks_and_asked_once() -> None:
    asked: list[tuple[str, str]] = []

    def never(premise: str, hypothesis: str) -> bool:
        asked.append((premise, hypothesis))
        return False

    judge(Statement("It rained.", ("One.", "Two.")), never)
    assert asked == [("One.\nTwo.", "It rained.")]


def test_a_lone_citation_is_judged_once() -> None:
    asked: list[str] = []

    def always(premise: str, hypothesis: str) -> bool:
        asked.append(premise)
        return True

    judge(Statement("It rained.", ("One.",)), always)
    assert asked == ["One."]


def test_recall_and_precision_of_an_answer() -> None:
    statements = [Statement("a b", ("a b", "c")), Statement("d", ("e",)), Statement("f", ())]
    judgements = [judge(statement, entails) for statement in statements]
    assert recall(judgements) == pytest.approx(1 / 3)
    assert precision(judgements) == pytest.approx(1 / 3)


def test_no_statements_or_no_citations_are_no_data() -> None:
    assert math.isnan(recall([]))
    assert math.isnan(precision([]))
    uncited = [judge(Statement("a", ()), entails)]
    assert recall(uncited) == 0.0
    assert math.isnan(precision(uncited))
