from retrieval.answer import MARGIN, extract
from retrieval.types import Article, Evidence, Query, Sentence, Workings

FIRST = "The crane opens in June."
SECOND = "It will be a museum then."
THIRD = "The crane opens in June now."
ARTICLE = Article("a", "T", f"{FIRST} {SECOND}")
OTHER = Article("b", "T", THIRD)


def evidence(article: Article, text: str, score: float) -> Evidence:
    start = article.text.index(text)
    return Evidence(article, Sentence(start, start + len(text)), score)


def texts(*found: Evidence) -> list[str]:
    return [s.text for s in extract(Workings(Query("when?"), evidence=found))]


def test_sentences_of_one_article_come_in_its_order() -> None:
    assert texts(evidence(ARTICLE, SECOND, 5), evidence(ARTICLE, FIRST, 4)) == [FIRST, SECOND]


def test_a_copy_takes_no_place() -> None:
    assert texts(evidence(ARTICLE, FIRST, 5), evidence(OTHER, THIRD, 4)) == [FIRST]


def test_what_is_far_behind_the_best_is_left_out() -> None:
    assert texts(evidence(ARTICLE, FIRST, 5), evidence(ARTICLE, SECOND, 5 - MARGIN - 0.1)) == [FIRST]


def test_no_evidence_no_statements() -> None:
    assert texts() == []
