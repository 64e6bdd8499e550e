"""How probable it is that the articles answer a question: a logistic regression on what the rankers saw."""

from __future__ import annotations

import re
from collections.abc import Mapping

from retrieval.evidence.calibration import Logistic
from retrieval.text.keywords import keywords, words_missing
from retrieval.text.languages import language
from retrieval.text.names import names_inside
from retrieval.values import QuestionState

NUMBER = re.compile(r"\b\d[\d.,]*\b")
"""Another number, like another name, makes another question."""
MARKS = "?!.,;:()“”‘’\"'"
"""Punctuation that is no part of a word shown by itself."""
MOST_LACKING = 4
"""Words that a refusal names."""


def confidence(state: QuestionState, calibration: Logistic) -> float:
    """0 to 1; 0 where nothing was found."""
    return calibration.probability(features(state)) if state.evidence else 0.0


def features(state: QuestionState) -> Mapping[str, float]:
    """Of the best passage and the best sentence their scores; the share of the question's names that the
    passage's article lacks, and of the other words that it and its title lack."""
    question, best, evidence = state.query.text, state.passages[0], state.evidence[0]
    asked_in = language(state.query.language)
    asked = keywords(question, asked_in)
    names = keywords(" ".join((*names_inside(question), *NUMBER.findall(question))), asked_in)
    near = keywords(f"{best.article.title} {best.text}", asked_in)
    far = keywords(f"{best.article.title} {best.article.text}", asked_in) if names - near else near
    return {
        "passage": best.score,
        "missing_names": _share(names - far, names),
        "missing_words": _share(asked - names - near, asked - names),
        "evidence": evidence.score,
    }


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part) / max(1, len(whole))


def words_lacking(state: QuestionState) -> tuple[str, ...]:
    """Return the question's words that the best passage and its title lack, at most `MOST_LACKING`."""
    if not state.passages:
        return ()
    best = state.passages[0]
    asked_in = language(state.query.language)
    missing = words_missing(state.query.text, f"{best.article.title} {best.text}", asked_in)
    return tuple(word.strip(MARKS) for word in missing[:MOST_LACKING])
