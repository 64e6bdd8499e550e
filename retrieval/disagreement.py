"""Finds reports of one event that answer a question differently, so that they are shown as differing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from retrieval.types import Article, Evidence, RankedPassage

LIKELY = -4.0
"""Log probability from which a sentence's short answer is taken as what its article answers."""
SHARED_NAMES = 2
"""Names that two passages must share to be of one event."""
DAYS = 92
"""Days between two reports of one event, where both are dated."""
NAME = re.compile(r"(?<=[\w,;:)”’'\"] )[A-Z]\w+")
"""A capitalised word inside a sentence."""
CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July"
    " August September October November December".split()
)
NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split()
    )
}


def disagreeing(evidence: Sequence[Evidence], passages: Sequence[RankedPassage]) -> tuple[Evidence, ...]:
    """The best evidence of each article whose figure departs from the best one's; the best one first.

    Only figures are compared: that two names or phrases mean different things, code cannot tell. Empty where
    the reports agree or there is nothing to compare.
    """
    answering = [e for e in _best_of_articles(evidence, passages) if _figures(e)]
    if not answering:
        return ()
    best, *others = answering
    texts = _read_text(passages)
    differing = [
        other
        for other in others
        if _figures(other).isdisjoint(_figures(best)) and _same_event(best.article, other.article, texts)
    ]
    return (best, *differing) if differing else ()


def _best_of_articles(evidence: Sequence[Evidence], passages: Sequence[RankedPassage]) -> list[Evidence]:
    """Of each article that the reader finds relevant, the evidence with the likeliest short answer."""
    relevant = {p.article.id for p in passages if p.reading and p.reading.relevance > 0}
    found: dict[str, Evidence] = {}
    for one in sorted(evidence, key=lambda e: -e.span.score if e.span else 0.0):
        if one.span and one.span.score >= LIKELY and one.article.id in relevant:
            found.setdefault(one.article.id, one)
    return list(found.values())


def _figures(evidence: Evidence) -> frozenset[str]:
    """The numbers of its short answer, in digits without separators."""
    assert evidence.span is not None
    words = evidence.article.text[evidence.span.start : evidence.span.end].lower()
    digits = {n.replace(",", "") for n in re.findall(r"\d[\d,]*(?:\.\d+)?", words)}
    return frozenset(digits | {NUMBERS[w] for w in re.findall(r"[a-z]+", words) if w in NUMBERS})


def _read_text(passages: Sequence[RankedPassage]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for passage in passages:
        if passage.reading:
            texts[passage.article.id] = f"{texts.get(passage.article.id, '')}\n{passage.text}"
    return texts


def _same_event(one: Article, other: Article, texts: dict[str, str]) -> bool:
    names = [set(NAME.findall(texts[article.id])) - CALENDAR for article in (one, other)]
    return len(names[0] & names[1]) >= SHARED_NAMES and _near(one.published, other.published)


def _near(one: str, other: str) -> bool:
    try:
        return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days) <= DAYS
    except ValueError:
        return True
