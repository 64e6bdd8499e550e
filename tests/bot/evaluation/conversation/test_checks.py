"""Each check passed and failed by an answer made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.evaluation.conversation.checks import Behaviour, Checks, run_checks
from retrieval.text.sentences import split
from retrieval.values import Answer, AnswerLine, Article, Citation, Evidence, ShortAnswer, Verdict
from retrieval.values.understanding import Kind
from tests.bot.evaluation.answers import answer

MAY = Article(
    "may", "Bridge shuts", "The bridge shut in May. Ann Lee said it was unsafe.", published="2025-05-02"
)
JUNE = Article(
    "june",
    "Bridge opens",
    "Has it been mended? The bridge opened for 240 cars. “It held,” said Bo Quist.",
    published="2025-06-03T08:00:00Z",
)


def cited(marker: int, article: Article, place: int) -> Citation:
    return Citation(marker, Evidence(article, split(article.text)[place], 0.0), verified=True)


BOTH = answer([cited(1, MAY, 0), cited(2, JUNE, 1)], short="240 cars")
BACKWARDS = answer([cited(1, JUNE, 1), cited(2, MAY, 0)])
NOTHING = answer(refused=True)
TALK = Answer("hi", (), 0.9, kind=Kind.TALK)


def failed(checks: dict[str, Any], given: Answer, as_of: str = "2025-05-31") -> list[str]:
    return [result.name for result in run_checks(Checks(**checks), as_of, given) if not result.holds]


@pytest.mark.parametrize(
    ("checks", "good", "bad", "name"),
    [
        ({}, BOTH, NOTHING, "is answered"),
        ({"must": (("closed", "shut"),)}, BOTH, answer([cited(1, JUNE, 1)]), "says “closed|shut”"),
        ({"must": (("shut",), ("opened",))}, BOTH, answer([cited(1, MAY, 0)]), "says “opened”"),
        ({"must_not": (r"\b240\b",)}, answer([cited(1, MAY, 0)]), BOTH, r"does not say “\b240\b”"),
        ({"short_not": "240"}, BACKWARDS, BOTH, "is not “240” in short"),
        ({"articles_min": 2}, BOTH, answer([cited(1, MAY, 0), cited(2, MAY, 1)]), "cites 2 articles"),
        ({"speakers_min": 2}, answer([cited(1, MAY, 1), cited(2, JUNE, 2)]), BOTH, "quotes 2 speakers"),
        ({"chronological": True}, BOTH, BACKWARDS, "cites oldest first"),
        ({"fresh": "2025-06-03"}, BOTH, answer([cited(1, MAY, 0)]), "cites something from 2025-06-03 on"),
        ({"not_after_as_of": True}, answer([cited(1, MAY, 0)]), BOTH, "cites nothing after 2025-05-31"),
        ({"no_questions": True}, BOTH, answer([cited(1, JUNE, 0)]), "cites no question"),
        ({"behave": Behaviour.REFUSE}, NOTHING, BOTH, "is refused"),
        ({"behave": Behaviour.TALK}, TALK, BOTH, "cites nothing"),
        ({"behave": Behaviour.TALK}, TALK, NOTHING, "is no refusal"),
    ],
)
def test_a_check_holds_for_one_answer_and_fails_for_another(
    checks: dict[str, Any], good: Answer, bad: Answer, name: str
) -> None:
    assert failed(checks, good) == []
    assert failed(checks, bad) == [name]


def test_long_talk_is_no_small_talk() -> None:
    long = replace(TALK, kind=Kind.FACT, lines=(AnswerLine("Well. " * 140),))
    assert failed({"behave": Behaviour.TALK}, long) == ["has fewer than 700 characters"]


@pytest.mark.parametrize(("verdict", "names"), [(Verdict.YES, []), (Verdict.NO, ["begins with “yes”"])])
def test_a_verdict_leads(verdict: Verdict, names: list[str]) -> None:
    assert failed({"lead": "yes"}, replace(BACKWARDS, verdict=verdict)) == names


def test_the_short_answer_is_shown_first() -> None:
    short = ShortAnswer("Yesterday", 1, 0, 9, 1.0)
    assert failed({"lead": "yes"}, replace(BACKWARDS, verdict=Verdict.YES, short=short)) == [
        "begins with “yes”"
    ]


def test_markers_are_no_figures() -> None:
    assert failed({"must": ((r"\b2\b",),)}, BOTH) == [r"says “\b2\b”"]


@pytest.mark.parametrize(
    ("given", "passes"),
    [
        (NOTHING, True),
        (answer([cited(1, MAY, 1)], confidence=0.89), True),
        (answer([cited(1, MAY, 1)], confidence=0.9), False),
        (answer([cited(1, MAY, 0)], confidence=0.5), False),
    ],
)
def test_a_view_is_somebodys_or_refused(given: Answer, passes: bool) -> None:
    assert (failed({"behave": Behaviour.REFUSE_OR_ATTRIBUTE}, given) == []) is passes


@pytest.mark.parametrize(
    ("given", "passes"), [(NOTHING, True), (BOTH, True), (answer([cited(1, MAY, 1)]), False)]
)
def test_what_is_taken_for_granted_is_corrected_or_refused(given: Answer, passes: bool) -> None:
    checks = {"behave": Behaviour.REFUSE_OR_CORRECT, "correction": r"\bopened\b"}
    assert (failed(checks, given) == []) is passes


def test_a_speaker_counts_once_however_written() -> None:
    labelled = replace(
        answer([cited(1, MAY, 1)]), kind=Kind.REACTIONS, lines=(AnswerLine("Unsafe.", (1,), label="Lee"),)
    )
    assert failed({"speakers_min": 1}, labelled) == []
    assert failed({"speakers_min": 2}, labelled) == ["quotes 2 speakers"]
