import math
from dataclasses import replace
from datetime import date

import pytest

from retrieval.engine import Engine
from retrieval.evidence.calibration import AGE, ASKED, LATER, UNDATED
from retrieval.search.recency import gain, prefer_fresh
from retrieval.text.periods import Period
from retrieval.values import Article, Evidence, Query, RawArticle, Sentence

TODAY = date(2022, 6, 17)
WEEK = Period(date(2022, 6, 10), TODAY)


def evidence(published: str, score: float) -> Evidence:
    return Evidence(Article(published or "undated", "", "It is.", published=published), Sentence(0, 6), score)


@pytest.mark.parametrize(
    ("published", "period", "worth"),
    [
        ("2022-06-17", None, 0),
        ("2022-06-18T08:00:00Z", None, 0),
        ("2021-03-18", None, -4 * AGE),  # 456 days are 15 months, and one more makes 2 ** 4
        ("2022-06-21", None, -LATER),
        ("", WEEK, 0),
        ("2022-06-12", WEEK, ASKED),
        ("2022-06-20", WEEK, ASKED),
        ("2022-06-21", WEEK, -LATER),
        ("2022-06-09", WEEK, 0),
    ],
)
def test_what_a_day_is_worth(published: str, period: Period | None, worth: float) -> None:
    assert gain(published, period, TODAY) == pytest.approx(worth)


def test_the_fresh_one_of_equals_comes_first_and_a_better_one_before_it() -> None:
    old, fresh, better = evidence("2012-01-01", 1.0), evidence("2022-06-16", 1.0), evidence("2022-06-10", 2.0)
    assert prefer_fresh([old, fresh, better], Query("Who won?"), TODAY) == (better, fresh, old)


def test_an_article_without_a_date_is_neither_fresh_nor_old() -> None:
    assert gain("2022-06-17", None, TODAY) > gain("", None, TODAY) > gain("2021-06-17", None, TODAY)
    assert gain("", None, TODAY) == pytest.approx(-AGE * math.log2(1 + UNDATED))


def test_a_period_asked_about_makes_age_no_matter() -> None:
    year = Period(date(2015, 1, 1), date(2015, 12, 31))
    within = {gain(day, year, TODAY) for day in ("2015-01-01", "2015-12-31")}
    assert len(within) == 1 and min(within) > gain("2022-06-17", year, TODAY)


def test_an_answer_cites_the_days_that_were_asked_about(engine: Engine) -> None:
    text = "Rovers won the island cup on a wet pitch. Sam Pell scored {} goals for Rovers."
    drafts = [
        RawArticle(id=day, title="Cup", text=text.format(goals), published=day)
        for day, goals in (("2020-06-15", "three"), ("2021-06-14", "five"), ("2022-06-13", "two"))
    ]
    list(engine.ingest(drafts))
    for question, as_of, day in (
        ("How many goals did Sam Pell score for Rovers in the cup?", "2022-06-17", "2022-06-13"),
        ("How many goals did Sam Pell score for Rovers this week?", "2021-06-17", "2021-06-14"),
        ("How many goals did Sam Pell score for Rovers in 2020?", "2022-06-17", "2020-06-15"),
    ):
        assert engine.ask(Query(question, as_of=as_of)).citations[0].evidence.article.id == day
    on_a_day = replace(engine, today=lambda: date(2021, 6, 15))
    question = "How many goals did Sam Pell score for Rovers yesterday?"
    assert on_a_day.ask(Query(question)).citations[0].evidence.article.id == "2021-06-14"
