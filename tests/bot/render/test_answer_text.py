from dataclasses import replace

import pytest

from bot.messages import LANGUAGES, load_messages
from bot.render.answer_text import answer_text, conflict_text, notice_text, quote_text, refusal_text
from retrieval.values import (
    Answer,
    AnswerLine,
    AnswerNotice,
    Article,
    Citation,
    Difference,
    Evidence,
    NoticeKind,
    Refusal,
    RefusalReason,
    Sentence,
    Span,
    Trace,
    TraceKind,
)
from tests.bot.examples import SENTENCES, WHY, make_answer

EN = load_messages("en")


@pytest.mark.parametrize(
    ("kind", "differences", "expected"),
    [
        ("verbatim", (), "The words stand there as quoted:"),
        ("near", (), "Not in these words; the nearest is:"),
        ("altered", (Difference("no", "", 3, 3, 0, 2),), "Not quite as quoted: “no” is not there:"),
        ("altered", (Difference("", "not", 3, 6, 0, 0),), "Not quite as quoted: “not” was left out:"),
    ],
)
def test_the_lead_says_how_it_stands(
    kind: TraceKind, differences: tuple[Difference, ...], expected: str
) -> None:
    assert quote_text(Trace(Article("a", "", "Ice."), 0, 4, kind, 1.0, differences), EN) == expected


def test_a_refusal_says_why_and_what_came_nearest() -> None:
    assert answer_text(make_answer(refused=True)) == f"{WHY}. The nearest: {SENTENCES}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", RefusalReason)
def test_each_reason_has_words_in_each_language(reason: RefusalReason, language: str) -> None:
    goes_on = reason is RefusalReason.PREMISE_FALSE  # with what the articles say instead
    assert refusal_text(Refusal(reason), load_messages(language)).endswith(":" if goes_on else ".")


@pytest.mark.parametrize("kind", NoticeKind)
def test_each_notice_has_words_and_says_what_the_service_said(kind: NoticeKind) -> None:
    text = notice_text(AnswerNotice(kind, "the server is gone"), EN)
    assert text.endswith(".")
    says_so = "the server is gone" in text.lower()
    assert says_so == (kind in {NoticeKind.MODEL_FAILED, NoticeKind.MODEL_BROKE_OFF})


def test_a_claim_without_a_source_says_so() -> None:
    answer = Answer("Who paid?", (AnswerLine("Tamm paid.", supported=False),), 0.9)
    assert answer_text(answer) == "Tamm paid. (no source found)"


def test_differing_reports_are_told_with_who_says_what() -> None:
    text = "Twelve were hurt."
    article = Article("a", "Fire", text, source="Herald", published="2025-10-21T08:00:00Z")
    evidence = Evidence(article, Sentence(0, len(text)), 1.0, Span(0, 6, -0.1))
    other = replace(evidence, article=replace(article, id="b", source="", published=""), span=None)
    shown = conflict_text((Citation(1, evidence), Citation(2, other)), EN)
    assert shown == "Reports differ: “Twelve” (Herald, 2025-10-21), “Twelve were hurt.” (Fire). [1][2]"
