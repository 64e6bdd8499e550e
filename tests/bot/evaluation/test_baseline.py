import math

import pytest

from bot.evaluation.baseline import baseline
from bot.evaluation.questions import Question
from retrieval.engine import Engine
from retrieval.values import RawArticle

SURVEY = Question(
    "survey",
    "Who led the glacier survey?",
    True,
    ("Lena Osk",),
    ("glacier",),
    (("glacier", "Dr. Lena Osk led the survey."),),
)


@pytest.fixture
def long_engine(news_engine: Engine) -> Engine:
    """With an article of more than one passage, none of whose sentences is in the first."""
    text = "\n\n".join(f"Whales came to bay number {n} and stayed there for some days." for n in range(60))
    list(
        news_engine.ingest(
            [RawArticle(id="whales", title="Whales", text=f"{text}\n\nOla Quist counted them.")]
        )
    )
    return news_engine


def test_the_first_passage_is_the_answer(long_engine: Engine) -> None:
    heard: list[int] = []
    with baseline(long_engine, heard.append) as ask:
        row = ask(SURVEY)
    assert sum(heard) == 4
    stored = long_engine.index.articles.article("glacier")
    assert stored is not None and row.answer["answer"] == stored.text
    assert row.answer["citations"][0]["sentence"] == stored.text
    for name in ("article_recall@1", "gold_sentence@1", "gold_sentence@3", "answer_contained", "right"):
        assert row.scores[name] == 1, name
    assert row.scores["citation_precision"] == row.scores["citation_recall"] == 1
    assert row.scores["answer_words"] == len(stored.text.split())
    assert row.scores["latency_ms"] > 0


def test_passages_are_where_they_stand_and_four_at_most(long_engine: Engine) -> None:
    with baseline(long_engine) as ask:
        row = ask(Question("bays", "Which bay did the whales come to, number 3?", True, ("3",), ("whales",)))
    stored = long_engine.index.articles.article("whales")
    assert stored is not None
    citations = row.answer["citations"]
    assert len(citations) == 4 and len({c["start"] for c in citations if c["article_id"] == "whales"}) > 1
    for cited in citations:
        article = long_engine.index.articles.article(cited["article_id"])
        assert article is not None and article.text[cited["start"] : cited["end"]] == cited["sentence"]
        assert len(cited["sentence"]) <= 1000


def test_what_only_a_later_passage_holds_is_not_its_answer(long_engine: Engine) -> None:
    gold = "Whales came to bay number 59 and stayed there for some days."
    question = Question("q", "Whales bay", True, ("number 59",), ("whales",), (("whales", gold),))
    with baseline(long_engine) as ask:
        row = ask(question)
    passages = [c["sentence"] for c in row.answer["citations"]]
    place = next(n for n, passage in enumerate(passages) if gold in passage)
    assert row.scores["gold_sentence@1"] == row.scores["right"] == float(place == 0)
    assert row.scores["gold_sentence@3"] == float(place < 3)


def test_it_never_refuses_and_has_no_confidence(long_engine: Engine) -> None:
    with baseline(long_engine) as ask:
        row = ask(Question("q", "Which volcano erupted?", False))
    assert row.failure == "answered wrongly" and row.scores["refused"] == 0
    assert math.isnan(row.scores["confidence"]) and math.isnan(row.scores["alce_citation_recall"])
