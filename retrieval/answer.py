"""The extractive answerer: the best evidence sentences, verbatim. It cannot invent a quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from retrieval.types import Evidence, Reply, Statement, Workings

MAX_SENTENCES = 3
"""Sentences of an answer; more reads like a search result."""
MARGIN = 6.0
"""A sentence whose score is this far below the best one's adds nothing."""
SAME_WORDS = 0.8
"""Share of common words from which two sentences are copies of one."""


def extract(workings: Workings) -> tuple[Statement, ...]:
    """At most `MAX_SENTENCES` sentences, one statement each, the best first and neighbours in order."""
    chosen: list[Evidence] = []
    for evidence in workings.evidence:
        if chosen and evidence.score < chosen[0].score - MARGIN:
            break
        if not any(_copies(evidence, other) for other in chosen):
            chosen.append(evidence)
        if len(chosen) == MAX_SENTENCES:
            break
    return tuple(Statement(e.text, (e,)) for e in _reading_order(chosen))


def extractive(workings: Workings) -> Reply:
    """The same as the chain takes it from an answerer."""
    return Reply(extract(workings))


def _copies(one: Evidence, other: Evidence) -> bool:
    left, right = _words(one.text), _words(other.text)
    return len(left & right) >= SAME_WORDS * len(left | right)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _reading_order(chosen: Sequence[Evidence]) -> Iterable[Evidence]:
    """Articles by their best sentence; within an article as it was written."""
    articles = list(dict.fromkeys(e.article.id for e in chosen))
    return sorted(chosen, key=lambda e: (articles.index(e.article.id), e.sentence.start))
