"""Later reports: a figure that grows in a live report, and an office that somebody left."""

from dataclasses import replace

import pytest

from retrieval.evidence.newest import heed_departures, newest_first
from retrieval.text.sentences import split
from retrieval.values import Article, Evidence, Passage, Query, RankedPassage, Span

SWORN = Article("s", "Holt sworn in", "Nadia Holt was sworn in as finance minister.", published="2025-01-13")
QUITS = Article(
    "q", "Holt quits", "Nadia Holt resigned. Emil Sorba was named to the post.", published="2025-11-06"
)
SCORED = Article("p", "Holt budget", "Nadia Holt presented a budget.", published="2025-11-06")
LIVE = Article(
    "l", "Flood", "The river stands at 5 metres. The river peaked at 7 metres.", published="2026-10-03"
)


def evidence(article: Article, number: int, answer: str, score: float = 5.0, time: str = "") -> Evidence:
    sentence = replace(split(article.text)[number], published=time)
    start = article.text.index(answer)
    return Evidence(article, sentence, score, Span(start, start + len(answer), 1.0))


def passage(article: Article) -> RankedPassage:
    return RankedPassage(Passage("x", article.id, split(article.text)), article, 1.0)


HOLT = evidence(SWORN, 0, "Nadia Holt")


@pytest.mark.parametrize("asked", ["Who is the finance minister?", "ok so whos finance minister now"])
def test_who_holds_an_office_is_answered_by_the_report_that_she_left_it(asked: str) -> None:
    heeded = heed_departures([HOLT], [passage(SWORN), passage(QUITS)], Query(asked))
    assert [e.text for e in heeded] == [
        "Nadia Holt resigned.",
        "Emil Sorba was named to the post.",
        "Nadia Holt was sworn in as finance minister.",
    ]
    assert heeded[-1].span is None


@pytest.mark.parametrize(
    ("asked", "later"),
    [
        ("Who was sworn in?", QUITS),
        ("Who is Nadia Holt?", QUITS),
        ("Who is the finance minister?", SCORED),
        ("Who is the finance minister?", replace(QUITS, published="2024-11-06")),
    ],
)
def test_other_questions_and_reports_leave_the_evidence(asked: str, later: Article) -> None:
    assert heed_departures([HOLT], [passage(SWORN), passage(later)], Query(asked)) == (HOLT,)


def test_the_later_part_of_a_live_report_has_the_newest_figure() -> None:
    noon = evidence(LIVE, 0, "5 metres", 5.0, "2026-10-03T12:00:00+02:00")
    night = evidence(LIVE, 1, "7 metres", -9.0, "2026-10-04T21:00:00+02:00")
    assert [e.text for e in newest_first([noon, night])] == [
        "The river peaked at 7 metres.",
        "The river stands at 5 metres.",
    ]
    assert newest_first([night, noon])[0] is night
