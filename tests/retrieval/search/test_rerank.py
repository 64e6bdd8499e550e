from collections.abc import Sequence

import numpy as np
import pytest

from retrieval.search.rerank import CROSS_ENCODED, READER_PASSAGES, rerank
from retrieval.values import Article, Passage, RankedPassage, Reading, Sentence
from tests.doubles import OverlapReranker


def found(article_id: str, text: str) -> RankedPassage:
    article = Article(article_id, "", text)
    return RankedPassage(
        Passage(f"{article_id}-{len(text)}", article_id, (Sentence(0, len(text)),)), article, 0.0
    )


def test_the_passage_that_answers_comes_first_with_its_logit() -> None:
    ranked = rerank(
        "Who won the cup?", [found("a", "Ice melts."), found("b", "Rovers won the cup.")], OverlapReranker()
    )
    assert [(p.article.id, p.score) for p in ranked] == [("b", pytest.approx(8 / 3)), ("a", -8.0)]


def test_what_is_not_read_stands_behind_one_passage_an_article() -> None:
    head = [found(f"h{n}", "Rovers won the cup.") for n in range(CROSS_ENCODED)]
    rest = [found("h0", "Read."), found("x", "The cup."), found("x", "A cup, again."), found("y", "No.")]
    ranked = rerank("Who won the cup?", [*head, *rest], OverlapReranker())
    assert [p.article.id for p in ranked[CROSS_ENCODED:]] == ["x", "y"]
    scores = [p.score for p in ranked]
    assert scores == sorted(scores, reverse=True)


def test_nothing_found_is_nothing_ranked() -> None:
    assert rerank("Who?", [], OverlapReranker()) == ()


def test_the_reader_moves_up_the_passage_that_holds_the_answer() -> None:
    topical = found("topical", "Nobody knows yet who won the cup that all won.")
    answering = found("answering", "The cup: Sam Pell won.")
    alone = rerank("Who won the cup?", [topical, answering], OverlapReranker())
    assert [p.article.id for p in alone] == ["topical", "answering"]
    read = rerank("Who won the cup?", [topical, answering], OverlapReranker(), Certain("Sam Pell"))
    assert [p.article.id for p in read] == ["answering", "topical"]
    assert all(p.reading for p in read)


def test_what_the_reader_did_not_read_stays_behind_what_it_read() -> None:
    many = [found(f"a{n}", "Rovers won the cup.") for n in range(READER_PASSAGES + 2)]
    ranked = rerank("Who won the cup?", many, OverlapReranker(), Certain("nowhere"))
    assert [bool(p.reading) for p in ranked] == [True] * READER_PASSAGES + [False] * 2
    assert [p.score for p in ranked] == sorted((p.score for p in ranked), reverse=True)


class Certain:
    """A reader that believes in the passages with some words, and in no others."""

    def __init__(self, words: str) -> None:
        self.words = words

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        nothing = np.zeros(0, np.float32)
        return [Reading(9.0 if self.words in text else -9.0, (), nothing, nothing) for _, text in passages]
