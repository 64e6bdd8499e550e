from retrieval.answer.extractive import MARGIN, extract
from retrieval.values import Article, Evidence, Query, QuestionState, Sentence

FIRST = "The crane opens in June."
SECOND = "It will be a museum then."
THIRD = "The crane opens in June now."
ARTICLE = Article("a", "T", f"{FIRST} {SECOND}")
OTHER = Article("b", "T", THIRD)


def evidence(article: Article, text: str, score: float) -> Evidence:
    start = article.text.index(text)
    return Evidence(article, Sentence(start, start + len(text)), score)


def texts(*found: Evidence) -> list[str]:
    return [s.text for s in extract(QuestionState(Query("when?"), evidence=found)).statements]


def test_sentences_of_one_article_come_in_its_order() -> None:
    assert texts(evidence(ARTICLE, SECOND, 5), evidence(ARTICLE, FIRST, 4)) == [FIRST, SECOND]


def test_a_copy_takes_no_place() -> None:
    assert texts(evidence(ARTICLE, FIRST, 5), evidence(OTHER, THIRD, 4)) == [FIRST]


def test_what_is_far_behind_the_best_is_left_out() -> None:
    assert texts(evidence(ARTICLE, FIRST, 5), evidence(ARTICLE, SECOND, 5 - MARGIN - 0.1)) == [FIRST]


def test_no_evidence_no_statements() -> None:
    assert texts() == []


def test_copies_that_differ_in_a_figure_are_none() -> None:
    twelve, fifteen = (Article(str(n), "T", f"The crane lifts {n} tonnes of steel.") for n in (12, 15))
    both = [evidence(a, a.text, 5) for a in (twelve, fifteen)]
    assert texts(*both) == [twelve.text, fifteen.text]


def test_a_heading_answers_but_adds_nothing() -> None:
    headed = Article("h", "T", f"Crane to open in June\n\n{SECOND}")
    heading, sentence = evidence(headed, "Crane to open in June", 4), evidence(headed, SECOND, 4)
    assert texts(evidence(ARTICLE, FIRST, 5), heading) == [FIRST]
    assert texts(heading, sentence) == ["Crane to open in June", SECOND]
