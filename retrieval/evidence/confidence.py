"""The confidence: the probability that the articles answer a question, by logistic regression."""

from __future__ import annotations

import re

from retrieval.evidence.calibration import Feature, Features, Logistic
from retrieval.evidence.short_answer import borne_odds
from retrieval.evidence.spans import NO_SPAN
from retrieval.text.dates import day_of
from retrieval.text.keywords import keywords, words_missing
from retrieval.text.languages import Language, language
from retrieval.text.names import names_inside
from retrieval.understanding.named import named
from retrieval.values import QuestionState

NUMBER = re.compile(r"\b\d[\d.,]*\b")
"""A number, which tells questions apart like a name."""
MARKS = "?!.,;:()“”‘’\"'"
"""Punctuation around a word."""
BORNE = 0.2
"""Probability of being borne out from which a sentence may be on somebody under another name."""
OF_ANOTHER = 0.1
"""Confidence in a sentence on somebody else."""
MAX_MISSING = 4
"""Missing words in a refusal."""


def confidence(state: QuestionState, calibration: Logistic) -> float:
    """Return 0 to 1; 0 without evidence."""
    if not state.evidence:
        return 0.0
    sure = calibration.probability(features(state))
    return min(sure, OF_ANOTHER) if is_of_another(state) else sure


def is_of_another(state: QuestionState) -> bool:
    """Return whether the best sentence names somebody else than is asked about, and bears nothing out."""
    best, (asked, _) = state.evidence[0], named(state.query.text, language(state.query.language))
    if not asked or best.borne is None or best.borne >= BORNE:
        return False
    told = f"{best.article.title} {best.text}"
    if any(word in told for name in asked for word in name.split()):
        return False
    return bool(named(best.text, language(best.article.language))[1])


def features(state: QuestionState) -> Features:
    """Return the features of the confidence."""
    question, best, evidence = state.query.text, state.passages[0], state.evidence[0]
    asked_in = language(state.query.language)
    words = keywords(question, asked_in)
    names = keywords(" ".join((*names_inside(question), *NUMBER.findall(question))), asked_in)
    told = f"{best.article.title} {_day(best.article.published, asked_in)}"
    near = keywords(f"{told} {best.text}", asked_in)
    far = keywords(f"{told} {best.article.text}", asked_in) if names - near else near
    return {
        Feature.PASSAGE: best.score,
        Feature.MISSING_NAMES: _share(names - far, names),
        Feature.MISSING_WORDS: _share(words - names - near, words - names),
        Feature.EVIDENCE: evidence.score,
        Feature.SPAN: evidence.span.score if evidence.span else NO_SPAN,
        Feature.BORNE: borne_odds(evidence),
    }


def _day(published: str, language: Language) -> str:
    """Return the month and the year of publication in words; "" if it is unknown."""
    day = day_of(published)
    return f"{language.calendar.month(day)} {day.year}" if day else ""


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part) / max(1, len(whole))


def words_lacking(state: QuestionState) -> tuple[str, ...]:
    """Return the question's words that the best passage and its title lack, at most `MAX_MISSING`."""
    if not state.passages:
        return ()
    best = state.passages[0]
    asked_in = language(state.query.language)
    told = f"{best.article.title} {_day(best.article.published, asked_in)} {best.text}"
    missing = words_missing(state.query.text, told, asked_in)
    return tuple(word.strip(MARKS) for word in missing[:MAX_MISSING])
