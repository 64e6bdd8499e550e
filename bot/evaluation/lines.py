"""The lines of question files: with right answers, or with checks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, NonNegativeInt, field_validator, model_validator

from bot.evaluation.conversation.checks import Behaviour, Checks


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"“{pattern}” is no regular expression: {error}") from None
    return pattern


def _day(day: str) -> str:
    return date.fromisoformat(day).isoformat() if day else ""


Pattern = Annotated[str, AfterValidator(_compiles)]
Day = Annotated[str, AfterValidator(_day)]


class Line(BaseModel):
    """What lines of both kinds have; what else a line holds may become tags."""

    model_config = ConfigDict(extra="allow", strict=True)

    question: str
    id: str | int = ""
    gold_ids: list[str] = []

    @field_validator("question")
    @classmethod
    def _asks(cls, question: str) -> str:
        if not question.strip():
            raise ValueError("the question is empty")
        return question


class GoldSentence(BaseModel):
    article_id: str
    sentence: str


class GoldLine(Line):
    """A question with its right answers, by the contract."""

    answers: list[str] = []
    answerable: bool | None = None
    gold_sentences: list[GoldSentence] = []
    question_date: Day | None = None


class CheckedLine(Line):
    """A question with the checks of a conversation set."""

    kind: str = ""
    as_of: Day = ""
    history: list[str] = []
    behave: Behaviour = Behaviour.ANSWER
    must: list[list[Pattern]] = []
    must_not: list[Pattern] = []
    lead: str = ""
    short_not: str = ""
    correction: Pattern = ""
    articles_min: NonNegativeInt = 0
    speakers_min: NonNegativeInt = 0
    chronological: bool = False
    fresh: Day = ""
    not_after_as_of: bool = False
    no_questions: bool = False

    @field_validator("behave", mode="before")
    @classmethod
    def _behaves(cls, value: Any) -> Behaviour:
        return Behaviour(value)

    @model_validator(mode="after")
    def _makes_sense(self) -> CheckedLine:
        """Raise ValueError for a check that could never hold, or that nobody would run."""
        if self.not_after_as_of and not self.as_of:
            raise ValueError("not_after_as_of needs as_of")
        if self.behave is Behaviour.REFUSE_OR_CORRECT and not self.correction:
            raise ValueError("refuse_or_correct needs correction")
        for name in self.model_extra or ():
            if name in ANSWERS:
                raise ValueError(f"a file with checks has no right answers: leave out {name}")
            if near := get_close_matches(name, CHECKS, n=1, cutoff=0.8):
                raise ValueError(f"there is no check {name}; the nearest is {near[0]}")
        return self

    def checks(self) -> Checks:
        """Return the checks as values."""
        values = {name: getattr(self, name) for name in CHECKS}
        patterns = {"must": tuple(map(tuple, self.must)), "must_not": tuple(self.must_not)}
        return Checks(**values | patterns)


ANSWERS = ("answers", "answerable", "gold_sentences")
CHECKS = tuple(Checks.__dataclass_fields__)


def has_checks(lines: Iterable[str]) -> bool:
    """Return whether a line holds a check: such a file is a conversation set."""
    for line in lines:
        with suppress(ValueError, RecursionError):
            fields = json.loads(line)
            if isinstance(fields, dict) and not fields.keys().isdisjoint(CHECKS):
                return True
    return False
