"""The extractive answerer: the best evidence sentences, verbatim. It cannot invent a quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from retrieval.text.numbers import values
from retrieval.values import Evidence, QuestionState, Reply, Statement

MAX_SENTENCES = 3
"""Sentences of an answer; more reads like a search result."""
MARGIN = 18.0
"""A sentence whose score is this far below the best one's adds nothing: with 25, two answers in five of
newsqa had one sentence more, and one in 150 an answer more."""
DIFFER = "Reports differ:"
"""How an answer begins where they do."""
SAME_WORDS = 0.8
"""Share of common words from which two sentences with the same figures are copies of one."""


def extract(state: QuestionState) -> tuple[Statement, ...]:
    """At most `MAX_SENTENCES` sentences, one statement each, the best first and neighbours in order.

    Where reports differ, that comes first, and theirs are the first sentences.
    """
    chosen: list[Evidence] = list(state.differing[:MAX_SENTENCES])
    for evidence in state.evidence:
        if len(chosen) == MAX_SENTENCES or (chosen and evidence.score < chosen[0].score - MARGIN):
            break
        if not (chosen and _is_heading(evidence)) and not any(_copies(evidence, c) for c in chosen):
            chosen.append(evidence)
    differ = [_differ(state.differing[:MAX_SENTENCES])] if state.differing else []
    return (*differ, *(Statement(e.text, (e,)) for e in _reading_order(chosen)))


def _differ(evidence: Sequence[Evidence]) -> Statement:
    """As in: Reports differ: “430” (Herald, 2025-06-02), “380” (Post, 2025-06-03). Oldest first."""
    told = sorted(evidence, key=lambda e: e.article.published)
    return Statement(f"{DIFFER} {', '.join(map(_figure_and_source, told))}.", tuple(told))


def _figure_and_source(evidence: Evidence) -> str:
    article, span = evidence.article, evidence.span
    words = article.text[span.start : span.end] if span else evidence.text
    told = ", ".join(part for part in (article.source or article.title, article.published[:10]) if part)
    return f"“{words}” ({told})" if told else f"“{words}”"


def extractive(state: QuestionState) -> Reply:
    """The same as the chain takes it from an answerer."""
    return Reply(extract(state))


def _is_heading(evidence: Evidence) -> bool:
    """Whether it has no end of a sentence: it may answer, but adds nothing to one that does."""
    return evidence.text.rstrip("\"”’')]")[-1:] not in (*".!?…:;,", "")


def _copies(one: Evidence, other: Evidence) -> bool:
    left, right = _words(one.text), _words(other.text)
    same = len(left & right) >= SAME_WORDS * len(left | right)
    return same and values(one.text) == values(other.text)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _reading_order(chosen: Sequence[Evidence]) -> Iterable[Evidence]:
    """Articles by their best sentence; within an article as it was written."""
    articles = list(dict.fromkeys(e.article.id for e in chosen))
    return sorted(chosen, key=lambda e: (articles.index(e.article.id), e.sentence.start))
