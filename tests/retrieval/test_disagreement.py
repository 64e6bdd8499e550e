from dataclasses import replace

import numpy as np
import pytest

from retrieval.answer import extract
from retrieval.disagreement import disagreeing
from retrieval.models.reader import Reading
from retrieval.types import Article, Evidence, Passage, Query, RankedPassage, Sentence, Span, Workings

HERALD = Article(
    "herald", "", "In Port Alder the ferry Lady Maren hit a quay. The fire service counted Twelve injured.",
    source="Herald", published="2025-10-21",
)  # fmt: skip
POST = Article(
    "post", "", "The ferry Lady Maren struck a wall in Port Alder. St Brannoc’s treated 15 people.",
    source="Post", published="2025-10-22T08:00:00Z",
)  # fmt: skip
ELSEWHERE = Article(
    "far", "", "A tram left its rails in the city of Norwell. It hurt 40 people.", source="Echo"
)


def found(article: Article, words: str, score: float = -0.5) -> Evidence:
    start = article.text.index(words)
    sentence = Sentence(article.text.index(". ") + 2, len(article.text))
    return Evidence(article, sentence, 3.0, Span(start, start + len(words), score))


def read(article: Article, relevance: float = 2.0) -> RankedPassage:
    whole = Passage(article.id, article.id, (Sentence(0, len(article.text)),))
    nothing = np.zeros(0, np.float32)
    return RankedPassage(whole, article, 5.0, Reading(relevance, (), nothing, nothing))


def test_two_reports_of_one_event_with_other_figures_disagree() -> None:
    both = (found(HERALD, "Twelve"), found(POST, "15", score=-1.0))
    assert disagreeing(both, [read(HERALD), read(POST)]) == both


def test_twelve_and_12_are_the_same_figure() -> None:
    same = replace(POST, text=POST.text.replace("15", "12"))
    assert disagreeing((found(HERALD, "Twelve"), found(same, "12")), [read(HERALD), read(same)]) == ()


def test_another_event_does_not_disagree() -> None:
    both = (found(HERALD, "Twelve"), found(ELSEWHERE, "40"))
    assert disagreeing(both, [read(HERALD), read(ELSEWHERE)]) == ()


def test_reports_of_other_seasons_are_not_of_one_event() -> None:
    later = replace(POST, published="2026-10-22")
    assert disagreeing((found(HERALD, "Twelve"), found(later, "15")), [read(HERALD), read(later)]) == ()


@pytest.mark.parametrize(("score", "relevance"), [(-9.0, 2.0), (-0.5, -1.0)])
def test_what_hardly_answers_is_no_disagreement(score: float, relevance: float) -> None:
    both = (found(HERALD, "Twelve"), found(POST, "15", score))
    assert disagreeing(both, [read(HERALD), read(POST, relevance)]) == ()


def test_names_are_not_compared() -> None:
    both = (found(HERALD, "fire service"), found(POST, "St Brannoc’s"))
    assert disagreeing(both, [read(HERALD), read(POST)]) == ()


def test_the_answer_says_first_that_reports_differ_and_who_says_what() -> None:
    both = (found(POST, "15"), found(HERALD, "Twelve", score=-1.0))
    differ, *sentences = extract(Workings(Query("How many?"), evidence=both, differing=both))
    assert differ.text == "Reports differ: “Twelve” (Herald, 2025-10-21), “15” (Post, 2025-10-22)."
    assert [e.article.id for e in differ.evidence] == ["herald", "post"]
    assert [s.text for s in sentences] == [e.text for e in both]
