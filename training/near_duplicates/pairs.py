"""The pairs: wire stories written for this set, and what outlets do to them.

A positive pair is two treatments of one wire story: a new headline, a cut, new figures, edited words, a local
paragraph. A negative pair is a story and its follow-up, or an account of the same event by another hand, each
in every treatment; or two notices of different events made from one mould.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from retrieval.values import Article

FILE = Path(__file__).with_name("stories.json")
EDITS = {
    "said": "stated",
    "about": "roughly",
    "after": "following",
    "within": "inside",
    "will": "is going to",
    "more than": "over",
    "found": "discovered",
    "early": "in the small hours",
    "because": "since",
    "expects": "foresees",
    "first": "very first",
    "before": "ahead of",
    "people": "persons",
    "promised": "pledged",
    "closed": "shut",
    "has been": "was",
    "called": "described as",
}
LOCAL = (
    "Our reporter spoke to people in the market square, who had heard the news on the radio.",
    "Readers can send us their views by post or leave them at the counter in Mill Lane.",
)
QUAKE = (
    "An earthquake of magnitude {m} shook the region of {place} on {day}, the survey said.",
    "Its centre lay {km} kilometres below ground.",
    "There were no reports of damage or of people hurt.",
    "Quakes of this size are felt there several times a year.",
)
PLACES = ("Arden", "Brill", "Cove", "Dunmore", "Farrow", "Garth", "Holme", "Ilsham", "Kelby", "Lund")


@dataclass(frozen=True, slots=True)
class ArticlePair:
    one: Article
    other: Article
    copies: bool
    kind: str
    family: int
    """Which wire story it comes from; families are held out whole."""


def _whole(text: Sequence[str]) -> list[str]:
    return list(text)


def _first_half(text: Sequence[str]) -> list[str]:
    return list(text[: (len(text) + 1) // 2])


def _without_middle(text: Sequence[str]) -> list[str]:
    return [*text[:2], *text[-3:]]


def _new_figures(text: Sequence[str]) -> list[str]:
    return [re.sub(r"\d+", lambda found: str(int(found[0]) + 3), sentence) for sentence in text]


def _edited(text: Sequence[str]) -> list[str]:
    words = re.compile(r"\b(" + "|".join(sorted(EDITS, key=len, reverse=True)) + r")\b")
    return [words.sub(lambda found: EDITS[found[0]], sentence) for sentence in text]


def _with_local(text: Sequence[str]) -> list[str]:
    return [*text[:3], LOCAL[0], *text[3:6], LOCAL[1]]


def _reordered(text: Sequence[str]) -> list[str]:
    return [text[0], *text[4:], *text[1:4]]


TREATMENTS: Mapping[str, Callable[[Sequence[str]], list[str]]] = {
    "whole": _whole,
    "first half": _first_half,
    "without its middle": _without_middle,
    "new figures": _new_figures,
    "edited": _edited,
    "with local paragraphs": _with_local,
    "reordered": _reordered,
}


def load_pairs() -> list[ArticlePair]:
    """Return all pairs, in a fixed order."""
    stories = json.loads(FILE.read_text("utf-8"))
    return [pair for family, story in enumerate(stories) for pair in (*_of(story, family), *_moulds(family))]


def _of(story: Mapping[str, Sequence[str]], family: int) -> Iterator[ArticlePair]:
    treated = {name: _article(f"{family} {name}", treat(story["wire"])) for name, treat in TREATMENTS.items()}
    for one, other in combinations(treated, 2):
        yield ArticlePair(treated[one], treated[other], True, f"{one} / {other}", family)
    later = _article(f"{family} later", story["later"], "2026-03-04")
    independent = _article(f"{family} independent", story["independent"])
    for name, article in treated.items():
        yield ArticlePair(article, later, False, f"{name} / follow-up", family)
        yield ArticlePair(article, independent, False, f"{name} / by another hand", family)
    yield ArticlePair(later, independent, False, "follow-up / by another hand", family)


def _moulds(family: int) -> Iterator[ArticlePair]:
    one, other = (
        _article(
            f"{family} quake {n}",
            [s.format(m=f"{3 + n}.{family}", place=PLACES[(family + n) % 10], day=day, km=7 * family + n)
             for s in QUAKE],
        )
        for n, day in ((0, "Monday"), (1, "Thursday"))
    )  # fmt: skip
    yield ArticlePair(one, other, False, "one mould, two events", family)


def _article(name: str, text: Sequence[str], published: str = "2026-03-02") -> Article:
    return Article(name, f"Headline of {name}", " ".join(text), source=name, published=published)
