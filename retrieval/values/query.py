"""Questions: what is asked, and what each step has found for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from retrieval.values.answer import Usage
from retrieval.values.evidence import Evidence, RankedPassage


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was asked before in the same conversation, and the text of its answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question and what limits its search; dates are ISO, both ends inclusive, empty for none."""

    text: str
    since: str = ""
    until: str = ""
    source: str = ""
    as_of: str = ""
    """What "today" means in the question, YYYY-MM-DD; empty for the real today."""
    history: tuple[Turn, ...] = ()
    """What was said before in this conversation, oldest first; empty for a question by itself."""
    focus: str = ""
    """What to look for in the passages that `text` finds, where it is less: a follow-up's own words."""
    language: str = ""
    """The language it is asked in, such as "en"; empty for English."""


@dataclass(frozen=True, slots=True)
class QuestionState:
    """A question on its way out: what each step has found so far, best first."""

    query: Query
    passages: tuple[RankedPassage, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    differing: tuple[Evidence, ...] = ()
    """Evidence of several articles that answers with different figures."""
    confidence: float = 0.0
    usage: Usage = field(default_factory=Usage)
    """What a model was asked on the way, before the answer."""
    waited: float = 0.0
    """Seconds that a model took on the way; the answer has so much less."""
    prompt_hashes: Mapping[str, str] = field(default_factory=dict)
    timings_ms: Mapping[str, float] = field(default_factory=dict)
