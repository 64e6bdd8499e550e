"""Roundups: what only the title puts on the question answers nothing."""

from retrieval.evidence.roundups import heed_roundups
from retrieval.text.sentences import split
from retrieval.values import Article, Evidence

FAR = "The rest of it is on other matters. " * 20
TEXT = f"A train fire hurt 25 people. {FAR}The crane at Varn fell and hurt 9 people."
ROUNDUP = Article("r", "5 things to know: Varn, trains, books", TEXT)
REPORT = Article("n", "Crane falls at Varn", TEXT)
ASKED = "How many people were hurt at Varn?"


def ends_of(article: Article) -> tuple[Evidence, Evidence]:
    sentences = split(article.text)
    return Evidence(article, sentences[0], 3.0), Evidence(article, sentences[-1], 1.0)


def test_a_sentence_of_another_story_comes_behind() -> None:
    train, crane = ends_of(ROUNDUP)
    assert [e.text for e in heed_roundups([train, crane], ASKED)] == [crane.text, train.text]


def test_an_article_of_one_story_is_left_alone() -> None:
    assert heed_roundups(ends_of(REPORT), ASKED) == ends_of(REPORT)
    assert heed_roundups(ends_of(ROUNDUP), "How many people were hurt?") == ends_of(ROUNDUP)
