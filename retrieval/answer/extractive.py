"""The extractive answerer: the best evidence sentences, verbatim. It cannot invent a quote."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence

from retrieval.text.languages import language
from retrieval.text.numbers import values
from retrieval.text.sentences import ENDS, ends_sentence
from retrieval.text.words import tokens
from retrieval.values import Evidence, QuestionState, Reply, Statement

MAX_SENTENCES = 3
"""Sentences of an answer; more reads like a search result."""
MARGIN = 18.0
"""A sentence whose score is this far below the best one's adds nothing: with 25, two answers in five of
newsqa had one sentence more, and one in 150 an answer more."""
SAME_WORDS = 0.8
"""Share of common words from which two sentences with the same figures are copies of one."""


class ExtractiveAnswerer:
    """Answer with the evidence itself."""

    writes = False

    def answer(self, state: QuestionState) -> Reply:
        """Return the best sentences, and which of them differ where reports do."""
        return extract(state)

    async def stream(self, state: QuestionState) -> AsyncIterator[Reply]:
        """Yield the whole answer at once."""
        yield extract(state)


def extract(state: QuestionState) -> Reply:
    """Return at most `MAX_SENTENCES` sentences, one statement each, the best first and neighbours in order.

    Where reports differ, their sentences come first.
    """
    conflict = state.differing[:MAX_SENTENCES]
    chosen: list[Evidence] = list(conflict)
    for evidence in state.evidence:
        if len(chosen) == MAX_SENTENCES or (chosen and evidence.score < chosen[0].score - MARGIN):
            break
        if not (chosen and _is_heading(evidence)) and not any(_copies(evidence, c) for c in chosen):
            chosen.append(evidence)
    return Reply(
        statements=tuple(Statement(e.text, (e,)) for e in _reading_order(chosen)),
        conflict=tuple(sorted(conflict, key=lambda e: e.article.published)),
    )


def _is_heading(evidence: Evidence) -> bool:
    """Whether it has no end of a sentence: it may answer, but adds nothing to one that does."""
    return not ends_sentence(evidence.text, f"{ENDS}:;,")


def _copies(one: Evidence, other: Evidence) -> bool:
    left, right = set(tokens(one.text)), set(tokens(other.text))
    same = len(left & right) >= SAME_WORDS * len(left | right)
    figures = [values(e.text, language(e.article.language)) for e in (one, other)]
    return same and figures[0] == figures[1]


def _reading_order(chosen: Sequence[Evidence]) -> Iterable[Evidence]:
    """Articles by their best sentence; within an article as it was written."""
    articles = list(dict.fromkeys(e.article.id for e in chosen))
    return sorted(chosen, key=lambda e: (articles.index(e.article.id), e.sentence.start))
