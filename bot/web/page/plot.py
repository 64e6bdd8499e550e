"""Coverage over time: how many articles on something were published in each day, month or year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from retrieval.index import Index
from retrieval.text.dates import day_of
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.values import Article, Query

MAX_PASSAGES = 200
SHARE = 0.6
"""Share of a question's words that a passage and its title hold where the article is on it."""
WIDTH, HEIGHT, GAP, WIDEST = 640, 56, 2, 16
DAYS, MONTHS = 45, 800
"""Days up to which each day, and up to which each month, has a bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the plot, in its coordinates."""

    x: float
    y: float
    width: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Bars, and the number of articles with the first and last day."""

    bars: tuple[Bar, ...]
    articles: int
    first: str
    last: str


def articles_on(index: Index, query: Query) -> list[Article]:
    """Return the articles with most of the query's words in one passage, within its limits."""
    asked_in = language(query.language)
    wanted = keywords(query.text, asked_in)
    passages = index.passages(index.search_words(query, MAX_PASSAGES)).values()
    return list(
        {
            article.id: article
            for passage, article in passages
            if len(
                wanted & keywords(f"{article.title} {article.text[passage.start : passage.end]}", asked_in)
            )
            >= SHARE * len(wanted)
        }.values()
    )


def coverage_plot(articles: Iterable[Article]) -> Plot | None:
    """Return the plot of the articles' days; None for fewer than two days."""
    days = sorted(filter(None, (day_of(article.published) for article in articles)))
    if len(set(days)) < 2:
        return None
    span = (days[-1] - days[0]).days + 1
    length = 10 if span <= DAYS else 7 if span <= MONTHS else 4
    counts = Counter(day.isoformat()[:length] for day in days)
    labels = list(dict.fromkeys(day.isoformat()[:length] for day in _each_day(days[0], days[-1])))
    return Plot(tuple(_bars(labels, counts)), len(days), days[0].isoformat(), days[-1].isoformat())


def _bars(labels: Sequence[str], counts: Counter[str]) -> Iterator[Bar]:
    step, most = WIDTH / len(labels), max(counts.values())
    for n, label in enumerate(labels):
        if count := counts[label]:
            height = round(HEIGHT * count / most, 1)
            yield Bar(
                round(n * step, 1),
                HEIGHT - height,
                round(min(max(step - GAP, 1), WIDEST), 1),
                height,
                f"{label}: {count}",
            )


def _each_day(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)
