import re
from dataclasses import replace

import numpy as np
import pytest

from retrieval.answer.extractive import extract
from retrieval.evidence.conflicts import disagreeing
from retrieval.text.sentences import split
from retrieval.values import Article, Evidence, Passage, Query, QuestionState, RankedPassage, Reading, Span

HERALD = Article(
    "herald", "", "In Port Alder the ferry Lady Maren hit a quay. The fire service counted Twelve injured.",
    source="Herald", published="2025-10-21",
)  # fmt: skip
POST = Article(
    "post", "", "The ferry Lady Maren struck a wall in Port Alder. St Brannoc’s treated 15 people.",
    source="Post", published="2025-10-22T08:00:00Z",
)  # fmt: skip
Q = "How many people were injured on the ferry Lady Maren?"
FAR = Article("far", "", "A tram left its rails in the city of Norwell. It hurt 40 people.", source="Echo")


def found(article: Article) -> Evidence:
    return Evidence(article, split(article.text)[1], 3.0)


def read(article: Article, answer: str, relevance: float = 2.0, sure: float = 9.0) -> RankedPassage:
    """A passage of the whole article, in which a reader marks one word."""
    words = list(re.finditer(r"\w+", article.text))
    logits = np.array([sure * (w[0] == answer) for w in words], np.float32)
    whole = Passage(article.id, article.id, split(article.text))
    reading = Reading(relevance, tuple(w.span() for w in words), logits, logits)
    return RankedPassage(whole, article, 5.0, reading)


def figures(differing: tuple[Evidence, ...]) -> list[str]:
    return [e.article.text[e.span.start : e.span.end] for e in differing if e.span]


def test_two_reports_of_one_event_with_other_figures_disagree() -> None:
    both = (found(HERALD), found(POST))
    assert figures(disagreeing(both, [read(HERALD, "Twelve"), read(POST, "15")], Q)) == ["Twelve", "15"]


def test_what_an_article_answers_counts_though_another_is_read_as_surer() -> None:
    passages = [read(HERALD, "Twelve", sure=30.0), read(POST, "15")]
    assert figures(disagreeing((found(HERALD), found(POST)), passages, Q)) == ["Twelve", "15"]


def test_twelve_and_12_are_the_same_figure() -> None:
    same = replace(POST, text=POST.text.replace("15", "12"))
    assert disagreeing((found(HERALD), found(same)), [read(HERALD, "Twelve"), read(same, "12")], Q) == ()


def test_a_figure_of_another_size_counts_something_else() -> None:
    payment = replace(POST, text=POST.text.replace("15 people", "1500 euros"))
    assert (
        disagreeing((found(HERALD), found(payment)), [read(HERALD, "Twelve"), read(payment, "1500")], Q) == ()
    )


def test_another_event_does_not_disagree() -> None:
    assert disagreeing((found(HERALD), found(FAR)), [read(HERALD, "Twelve"), read(FAR, "40")], Q) == ()


def test_reports_of_other_seasons_are_not_of_one_event() -> None:
    later = replace(POST, published="2026-10-22")
    assert disagreeing((found(HERALD), found(later)), [read(HERALD, "Twelve"), read(later, "15")], Q) == ()


@pytest.mark.parametrize("doubtful", [{"sure": 0.5}, {"relevance": -1.0}])
def test_what_hardly_answers_is_no_disagreement(doubtful: dict[str, float]) -> None:
    passages = [read(HERALD, "Twelve"), read(POST, "15", **doubtful)]
    assert disagreeing((found(HERALD), found(POST)), passages, Q) == ()


def test_names_are_not_compared() -> None:
    passages = [read(HERALD, "service"), read(POST, "Brannoc")]
    assert disagreeing((found(HERALD), found(POST)), passages, Q) == ()


def test_without_a_reader_nothing_is_compared() -> None:
    passages = [replace(p, reading=None) for p in (read(HERALD, "Twelve"), read(POST, "15"))]
    assert disagreeing((found(HERALD), found(POST)), passages, Q) == ()


def test_differing_evidence_comes_first_and_is_told_oldest_first() -> None:
    both = tuple(
        replace(found(a), span=Span(a.text.index(words), a.text.index(words) + len(words), -0.1))
        for a, words in ((POST, "15"), (HERALD, "Twelve"))
    )
    reply = extract(QuestionState(Query("How many?"), evidence=both, differing=both))
    assert [e.article.id for e in reply.conflict] == ["herald", "post"]
    assert [s.text for s in reply.statements] == [e.text for e in both]


def test_figures_of_something_else_do_not_disagree() -> None:
    asked = "How many were injured by the fire service's count?"
    assert disagreeing((found(HERALD), found(POST)), [read(HERALD, "Twelve"), read(POST, "15")], asked) == ()
