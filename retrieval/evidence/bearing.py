"""Whether sentences bear out short answers: the question with its answer is a claim of ours."""

from __future__ import annotations

import math
from collections.abc import Sequence

from retrieval.claims.support import verifier_input
from retrieval.models.protocols import Verifier
from retrieval.text.languages import ENGLISH, Language
from retrieval.text.references import opens_pointing_back
from retrieval.values import Article, Evidence, Sentence

CERTAIN = 0.998
"""Probability beyond which log odds no longer grow."""


DENIED = 0.05
"""Probability that an answer is borne out by a sentence that denies it."""


def answered(question: str, answer: str) -> str:
    """Return the claim that `answer` answers the question, as the verifier has learned it."""
    asked = question.strip()
    return f"{asked if asked.endswith('?') else asked.rstrip(' .!') + '?'} {answer.strip()}"


def in_context(
    article: Article, sentence: Sentence, before: Sentence | None, read_in: Language = ENGLISH
) -> str:
    """Return the sentence as the verifier reads it, behind the one before where it points back to it."""
    text = article.text[sentence.start : sentence.end]
    shown = [s for s in (before,) if s and opens_pointing_back(text, read_in)]
    return verifier_input([Evidence(article, s, 0.0) for s in (*shown, sentence)])


def is_denied(question: str, text: str, read_in: Language = ENGLISH) -> bool:
    """Return whether a sentence denies what a question without a denial asks for.

    Of what stands behind "no evidence that" or "denied", nothing is said to be so.
    """
    denial = read_in.claims.denial
    return denial.search(text) is not None and denial.search(question) is None


def log_odds(probability: float) -> float:
    """Return the log odds of a probability, at most those of `CERTAIN`."""
    kept = min(max(probability, 1 - CERTAIN), CERTAIN)
    return math.log(kept / (1 - kept))


def borne_out(pairs: Sequence[tuple[str, str]], verifier: Verifier) -> list[float]:
    """Return for each claim and text the probability that the text bears the claim out."""
    return [bearing.entailed for bearing in verifier.judge(pairs)]
