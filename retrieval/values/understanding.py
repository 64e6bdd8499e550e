"""What is made of a question before anything is searched for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What is wanted; the table in the design says what comes back for each."""

    FACT = "fact"
    YES_NO = "yes_no"
    DEFINE = "define"
    WHY = "why"
    HOW = "how"
    SUMMARY = "summary"
    TOPIC = "topic"
    """Bare words."""
    LATEST = "latest"
    TIMELINE = "timeline"
    REACTIONS = "reactions"
    LIST = "list"
    COMPARE = "compare"
    DIGEST = "digest"
    """The news of a day or a section, without a topic."""
    COUNT = "count"
    """A number of articles or outlets, or since when they report."""
    OPINION = "opinion"
    PREDICTION = "prediction"
    QUOTE = "quote"
    CHECK = "check"
    """Whether a claim is true."""
    SOURCE = "source"
    """Where the last answer comes from."""
    DOUBT = "doubt"
    """Whether the last answer is right."""
    MORE = "more"
    TALK = "talk"
    COMMAND = "command"
    """A task for another service: a timer, a poem."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are asked about, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a question asks for; of several questions, the first gives the kind."""

    kind: Kind
    probability: float
    """The classifier's that `kind` is right; 1 where code decides, 0 where nobody could judge."""
    parts: tuple[str, ...] = ()
    """The questions in it, each to be understood by itself; empty for one."""
    period: Period | None = None
    names: tuple[str, ...] = ()
    """Names as they are written, of persons and of others."""
    people: tuple[str, ...] = ()
    """Those of `names` that have the shape of a person's."""
    follow_up: bool = False
    """Whether it can be understood only from what was said before."""
    new_topic: bool = False
    """Whether it leaves what was talked about before."""
    topic: str = ""
    """What it is about, without the words that only ask; "" where nothing is left."""

    @property
    def for_us(self) -> bool:
        """Whether articles can answer it at all."""
        return self.kind not in (Kind.TALK, Kind.COMMAND)


UNKNOWN = Understanding(Kind.FACT, 0.0)
"""What nobody could judge."""
