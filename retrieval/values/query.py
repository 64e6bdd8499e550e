"""Questions: the query, and its state on the way to an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from retrieval.values.answer import Usage
from retrieval.values.evidence import Evidence, RankedPassage
from retrieval.values.understanding import UNKNOWN, Kind, Understanding


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation, and the text of its answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question and the limits of its search; dates are ISO, both ends inclusive, empty for none."""

    text: str
    since: str = ""
    until: str = ""
    source: str = ""
    as_of: str = ""
    """The day of the question, YYYY-MM-DD; empty for today."""
    kind: Kind = Kind.FACT
    """What it asks for, once it is understood."""
    history: tuple[Turn, ...] = ()
    """The earlier turns of the conversation, oldest first."""
    focus: str = ""
    """The words that select sentences, if not `text`: those of a follow-up alone."""
    language: str = ""
    """The language of the question, such as "en"; empty for English."""


@dataclass(frozen=True, slots=True)
class QuestionState:
    """A question on its way to an answer: the results of the steps so far, best first."""

    query: Query
    understood: Understanding = UNKNOWN
    passages: tuple[RankedPassage, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    shown: tuple[str, ...] = ()
    """Sentences that were shown before, for a question for more."""
    differing: tuple[Evidence, ...] = ()
    """Evidence of several articles with different figures."""
    confidence: float = 0.0
    usage: Usage = field(default_factory=Usage)
    """The usage of a model before the answer."""
    waited: float = 0.0
    """Seconds that a model took before the answer, which has so much less time."""
    prompt_hashes: Mapping[str, str] = field(default_factory=dict)
    timings_ms: Mapping[str, float] = field(default_factory=dict)
