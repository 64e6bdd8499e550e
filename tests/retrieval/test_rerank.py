import pytest

from retrieval.rerank import READ, rerank
from retrieval.types import Article, Passage, RankedPassage, Sentence
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
    head = [found(f"h{n}", "Rovers won the cup.") for n in range(READ)]
    rest = [found("h0", "Read."), found("x", "The cup."), found("x", "A cup, again."), found("y", "No.")]
    ranked = rerank("Who won the cup?", [*head, *rest], OverlapReranker())
    assert [p.article.id for p in ranked[READ:]] == ["x", "y"]
    scores = [p.score for p in ranked]
    assert scores == sorted(scores, reverse=True)


def test_nothing_found_is_nothing_ranked() -> None:
    assert rerank("Who?", [], OverlapReranker()) == ()
