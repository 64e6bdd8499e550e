"""The extractive answerer, which quotes the best sentences verbatim."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence

from retrieval.text.languages import language
from retrieval.text.numbers import values
from retrieval.text.sentences import ENDS, ends_sentence
from retrieval.text.words import tokens
from retrieval.values import Evidence, QuestionState, Reply, Statement

MAX_SENTENCES = 3
"""Sentences of an answer. More read like search results."""
MARGIN = 18.0
"""A sentence with a score this far below the best adds nothing. With 25, two answers in five of newsqa had
one more sentence, but only one in 150 held an answer that was missing before."""
SAME_WORDS = 0.8
"""Sentences with the same figures and this share of common words are copies."""


class ExtractiveAnswerer:
    """Answer with the evidence itself."""

    writes = False

    def answer(self, state: QuestionState) -> Reply:
        """Return the best sentences, and those with different figures as a conflict."""
        return extract(state)

    async def stream(self, state: QuestionState) -> AsyncIterator[Reply]:
        """Yield the whole answer at once."""
        yield extract(state)


def extract(state: QuestionState) -> Reply:
    """Return at most `MAX_SENTENCES` sentences, a statement each, conflicting ones first.

    The best article comes first, with its sentences in reading order.
    """
    conflict = state.differing[:MAX_SENTENCES]
    chosen: list[Evidence] = list(conflict)
    for evidence in state.evidence:
        if len(chosen) == MAX_SENTENCES or (chosen and evidence.score < chosen[0].score - MARGIN):
            break
        if not (chosen and _is_heading(evidence)) and not any(_are_copies(evidence, c) for c in chosen):
            chosen.append(evidence)
    return Reply(
        statements=tuple(Statement(e.text, (e,)) for e in _reading_order(chosen)),
        conflict=tuple(sorted(conflict, key=lambda e: e.article.published)),
    )


def _is_heading(evidence: Evidence) -> bool:
    """Return whether the text is no full sentence. A heading may answer, but adds nothing to a sentence."""
    return not ends_sentence(evidence.text, f"{ENDS}:;,")


def _are_copies(one: Evidence, other: Evidence) -> bool:
    left, right = set(tokens(one.text)), set(tokens(other.text))
    same = len(left & right) >= SAME_WORDS * len(left | right)
    figures = [values(e.text, language(e.article.language)) for e in (one, other)]
    return same and figures[0] == figures[1]


def _reading_order(chosen: Sequence[Evidence]) -> Iterable[Evidence]:
    """Return articles by their best sentence, and the sentences of each as they were written."""
    articles = list(dict.fromkeys(e.article.id for e in chosen))
    return sorted(chosen, key=lambda e: (articles.index(e.article.id), e.sentence.start))
