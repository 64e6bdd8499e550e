"""The checks of a conversation set, and which of them an answer passes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bot.evaluation.conversation.speakers import speakers
from bot.render.answer_text import answer_text
from retrieval.text.sentences import ends_sentence
from retrieval.values import Answer

LONGEST_TALK = 700
"""Characters of small talk."""
SURE_OF_A_VIEW = 0.9
"""Confidence from which a view is given as a fact."""
_MARKER = re.compile(r"\[\d+\]")


class Behaviour(StrEnum):
    """What a question wants: small talk, an answer, a refusal, or one of two things."""

    ANSWER = "answer"
    TALK = "talk"
    REFUSE = "refuse"
    REFUSE_OR_CORRECT = "refuse_or_correct"
    REFUSE_OR_ATTRIBUTE = "refuse_or_attribute"


@dataclass(frozen=True, slots=True)
class Checks:
    """What must hold of the answer to one question; patterns are looked for in lower case."""

    behave: Behaviour = Behaviour.ANSWER
    must: tuple[tuple[str, ...], ...] = ()
    """Groups of patterns; one of each group must be found."""
    must_not: tuple[str, ...] = ()
    lead: str = ""
    """The first word."""
    short_not: str = ""
    """A string that the short answer must not have."""
    correction: str = ""
    """The pattern that corrects what the question takes for granted."""
    articles_min: int = 0
    speakers_min: int = 0
    chronological: bool = False
    fresh: str = ""
    """The day from which some cited article must be."""
    not_after_as_of: bool = False
    no_questions: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A check in words, and whether it holds."""

    name: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as a reader sees it, without markers."""

    answer: Answer
    text: str
    short: str

    @property
    def words(self) -> str:
        """Return the short answer and the text in lower case."""
        return f"{self.short} {self.text}".lower()

    def says(self, pattern: str) -> bool:
        return re.search(pattern, self.words) is not None

    @property
    def days(self) -> list[str]:
        """Return the days of the citations that have one, in the order of the markers."""
        citations = sorted(self.answer.citations, key=lambda citation: citation.marker)
        return [citation.published[:10] for citation in citations if citation.published]


def shown(answer: Answer) -> Shown:
    text = " ".join(_MARKER.sub(" ", answer_text(answer)).split())
    return Shown(answer, text, answer.short.text if answer.short else "")


def run_checks(checks: Checks, as_of: str, answer: Answer) -> tuple[Result, ...]:
    """Return every check of a question with its result; the question passes if all hold."""
    return tuple(_BY_BEHAVIOUR[checks.behave](checks, as_of, shown(answer)))


def _talk(checks: Checks, as_of: str, seen: Shown) -> Iterator[Result]:
    yield Result("is no refusal", not seen.answer.refused)
    yield Result("cites nothing", not seen.answer.citations)
    yield Result(f"has fewer than {LONGEST_TALK} characters", len(seen.text) < LONGEST_TALK)


def _refused(checks: Checks, as_of: str, seen: Shown) -> Iterator[Result]:
    yield Result("is refused", seen.answer.refused)


def _refused_or_corrected(checks: Checks, as_of: str, seen: Shown) -> Iterator[Result]:
    holds = seen.answer.refused or seen.says(checks.correction)
    yield Result(f"is refused or says “{checks.correction}”", holds)


def _refused_or_attributed(checks: Checks, as_of: str, seen: Shown) -> Iterator[Result]:
    attributed = bool(speakers(seen.answer)) and seen.answer.confidence < SURE_OF_A_VIEW
    name = f"is refused, or is somebody's view at less than {SURE_OF_A_VIEW:.0%}"
    yield Result(name, seen.answer.refused or attributed)


def _answered(checks: Checks, as_of: str, seen: Shown) -> Iterator[Result]:
    yield Result("is answered", not seen.answer.refused)
    yield from _wording(checks, seen)
    yield from _citing(checks, as_of, seen)


def _wording(checks: Checks, seen: Shown) -> Iterator[Result]:
    for group in checks.must:
        yield Result(f"says “{'|'.join(group)}”", any(map(seen.says, group)))
    for pattern in checks.must_not:
        yield Result(f"does not say “{pattern}”", not seen.says(pattern))
    if checks.lead:
        lead = re.match(rf"\W*{re.escape(checks.lead)}\b", seen.short or seen.text, re.IGNORECASE)
        yield Result(f"begins with “{checks.lead}”", lead is not None)
    if checks.short_not:
        yield Result(f"is not “{checks.short_not}” in short", checks.short_not not in seen.short)


def _citing(checks: Checks, as_of: str, seen: Shown) -> Iterator[Result]:
    citations, days = seen.answer.citations, seen.days
    if checks.articles_min:
        articles = {citation.evidence.article.id for citation in citations}
        yield Result(f"cites {checks.articles_min} articles", len(articles) >= checks.articles_min)
    if checks.speakers_min:
        heard = len(speakers(seen.answer))
        yield Result(f"quotes {checks.speakers_min} speakers", heard >= checks.speakers_min)
    if checks.chronological:
        yield Result("cites oldest first", all(first <= second for first, second in pairwise(days)))
    if checks.fresh:
        yield Result(f"cites something from {checks.fresh} on", any(day >= checks.fresh for day in days))
    if checks.not_after_as_of:
        yield Result(f"cites nothing after {as_of}", all(day <= as_of for day in days))
    if checks.no_questions:
        asked = any(ends_sentence(citation.evidence.text, "?") for citation in citations)
        yield Result("cites no question", not asked)


_BY_BEHAVIOUR: Mapping[Behaviour, Callable[[Checks, str, Shown], Iterator[Result]]] = {
    Behaviour.ANSWER: _answered,
    Behaviour.TALK: _talk,
    Behaviour.REFUSE: _refused,
    Behaviour.REFUSE_OR_CORRECT: _refused_or_corrected,
    Behaviour.REFUSE_OR_ATTRIBUTE: _refused_or_attributed,
}
