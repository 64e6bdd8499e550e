from datetime import date

import pytest

from retrieval.text.periods import Period, asked_period, whole

TODAY = date(2022, 6, 17)  # a Friday


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Who was arrested this week at an LGBTQ event?", "2022-06-10", "2022-06-17"),
        ("What did the mayor say yesterday?", "2022-06-16", "2022-06-16"),
        ("What happens TODAY?", "2022-06-17", "2022-06-17"),
        ("Who won on Thursday?", "2022-06-16", "2022-06-16"),
        ("Who won on Friday?", "2022-06-17", "2022-06-17"),
        ("Who won last Saturday?", "2022-06-11", "2022-06-11"),
        ("Who won last week?", "2022-06-06", "2022-06-12"),
        ("What was sold last month?", "2022-05-01", "2022-05-31"),
        ("What was sold this month?", "2022-06-01", "2022-06-17"),
        ("Who led the talks last year?", "2021-01-01", "2021-12-31"),
        ("How many ships have come since May?", "2022-05-01", "2022-06-17"),
        ("How many ships have come since October?", "2021-10-01", "2022-06-17"),
        ("How many ships have come since 2019?", "2019-01-01", "2022-06-17"),
        ("Who was elected in 2021?", "2021-01-01", "2021-12-31"),
        ("Who was elected in February 2020?", "2020-02-01", "2020-02-29"),
        ("Who was elected in December?", "2021-12-01", "2021-12-31"),
        ("What burned on 3 March 2021?", "2021-03-03", "2021-03-03"),
        ("What burned on March 3rd, 2021?", "2021-03-03", "2021-03-03"),
        ("What burned in the past three days?", "2022-06-14", "2022-06-17"),
        ("What burned over the last 2 weeks?", "2022-06-03", "2022-06-17"),
        ("What burned between March 3 and March 9?", "2022-03-03", "2022-03-09"),
        ("What burned from May 28 to June 2nd, 2021?", "2021-05-28", "2021-06-02"),
        ("What burned March 3-9, 2021?", "2021-03-03", "2021-03-09"),
        ("What burned between the 3rd and the 9th of March?", "2022-03-03", "2022-03-09"),
        ("What burned from 28 May to 2 June 2021?", "2021-05-28", "2021-06-02"),
        ("What burned between 2021-03-03 and 2021-03-09?", "2021-03-03", "2021-03-09"),
        ("What burned over the weekend?", "2022-06-11", "2022-06-12"),
        ("What burned last weekend?", "2022-06-11", "2022-06-12"),
    ],
)
def test_periods_count_from_the_questions_day(question: str, first: str, last: str) -> None:
    assert asked_period(question, TODAY) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "question",
    [
        "Who may attend the march?",
        "Who won the 2022 World Cup?",
        "What did Theresa May say about the budget?",
        "Was there a Sunday school in Arden?",
        "What was the last word of the king?",
        "What burned on 31 February 2021?",
        "What burned from June 9 to June 3?",
        "In 99999 years, what will be left?",
        "",
    ],
)
def test_what_names_no_period(question: str) -> None:
    assert asked_period(question, TODAY) is None


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        ("2022-06-18", "2022-06-18", "2022-06-18"),  # on its Saturday
        ("2022-06-19", "2022-06-18", "2022-06-19"),
        ("2022-06-20", "2022-06-18", "2022-06-19"),
    ],
)
def test_a_weekend_is_the_last_that_has_begun(today: str, first: str, last: str) -> None:
    weekend = asked_period("What happened this weekend?", date.fromisoformat(today))
    assert weekend == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        ("week", "2022-06-13", "2022-06-19"),
        ("month", "2022-06-01", "2022-06-30"),
        ("quarter", "2022-04-01", "2022-06-30"),
        ("year", "2022-01-01", "2022-12-31"),
    ],
)
def test_the_whole_of_a_unit(unit: str, first: str, last: str) -> None:
    assert whole(unit, TODAY) == Period(date.fromisoformat(first), date.fromisoformat(last))
