"""Question sets: the project's JSON Lines, with right answers or with checks, and SQuAD's JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.evaluation.conversation.checks import Behaviour, Checks
from bot.evaluation.lines import CheckedLine, GoldLine, has_checks
from bot.evaluation.metrics.sentences import Place
from bot.requests.queries import tidy
from retrieval.conversation.memory import MAX_TURNS
from retrieval.errors import UsageError
from retrieval.values import Query, Turn

MOST_VALUES = 40
LEAST_SHARED = 3
"""A tag has at most `MOST_VALUES` values, each held by `LEAST_SHARED` questions on average."""


@dataclass(frozen=True, slots=True)
class Context:
    """The paragraph a SQuAD question was asked about, of which only the words are known, not the article."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what is right about it; gold answers of an unanswerable one are not used."""

    id: str
    text: str
    answerable: bool
    answers: tuple[str, ...] = ()
    gold_ids: tuple[str, ...] = ()
    gold_sentences: tuple[Place, ...] = ()
    as_of: str = ""
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Extra fields of the file that sort the questions into groups, by name."""
    context: Context | None = None
    checks: Checks | None = None
    """What must hold of the answer, in a conversation set; None where right answers are known."""
    kind: str = ""
    """As a conversation set has it."""
    history: tuple[str, ...] = ()
    """The questions asked before, oldest first."""

    @property
    def query(self) -> Query:
        turns = tuple(Turn(tidy(question), "") for question in self.history[-MAX_TURNS:])
        return Query(tidy(self.text), as_of=self.as_of, history=turns)


def read_questions(path: Path) -> tuple[Question, ...]:
    """Return the questions of a file in order: SQuAD's format for `.json`, else JSON Lines.

    Raise UsageError that names the first broken line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from None
    if path.suffix.casefold() == ".json":
        from bot.evaluation.squad_file import from_squad

        questions = tuple(from_squad(text, str(path)))
    else:
        lines = text.split("\n")
        read = _checked_question if has_checks(lines) else _gold_question
        questions = _with_tags(tuple(_from_lines(lines, str(path), read)))
    if not questions:
        raise UsageError(f"{path} holds no question")
    return questions


def _from_lines(lines: Iterable[str], name: str, read: Callable[[Any, int], Question]) -> Iterator[Question]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield read(json.loads(line), number)
            except ValidationError as error:
                raise UsageError(f"{name}, line {number}: {_first(error)}") from None
            except (ValueError, RecursionError) as error:
                raise UsageError(f"{name}, line {number} is not JSON: {error}") from None


def _first(error: ValidationError) -> str:
    """Return the first fault of a line as a clause, such as "answers.0: input should be a valid string"."""
    fault = error.errors()[0]
    where = ".".join(map(str, fault["loc"]))
    message = fault["msg"].removeprefix("Value error, ")
    message = f"{message[:1].lower()}{message[1:]}"
    if not where:
        return "not a JSON object" if fault["type"] == "model_type" else message
    return f"{where}: {message}"


def _gold_question(fields: Any, number: int) -> Question:
    line = GoldLine.model_validate(fields)
    answerable = bool(line.gold_ids or line.answers) if line.answerable is None else line.answerable
    return Question(
        id=str(line.id) or str(number),
        text=line.question,
        answerable=answerable,
        answers=tuple(line.answers),
        gold_ids=tuple(line.gold_ids),
        gold_sentences=tuple((gold.article_id, gold.sentence) for gold in line.gold_sentences),
        as_of=line.question_date or "",
        tags=dict(_extras(line.model_extra or {})),
    )


def _checked_question(fields: Any, number: int) -> Question:
    line = CheckedLine.model_validate(fields)
    return Question(
        id=str(line.id) or str(number),
        text=line.question,
        answerable=line.behave is Behaviour.ANSWER,
        gold_ids=tuple(line.gold_ids),
        as_of=line.as_of,
        tags=dict(_extras(line.model_extra or {})),
        checks=line.checks(),
        kind=line.kind,
        history=tuple(line.history),
    )


def _extras(fields: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return the extra fields that are strings or lists of strings. Keep "kind" apart from our own kinds."""
    for name, value in fields.items():
        values = [value] if isinstance(value, str) else value
        if isinstance(values, list) and all(isinstance(v, str) for v in values):
            yield "given kind" if name == "kind" else name, tuple(filter(None, values))


def _with_tags(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Return the questions without the fields that hold texts rather than tags."""
    values: dict[str, Counter[str]] = {}
    for question in questions:
        for name, tags in question.tags.items():
            values.setdefault(name, Counter()).update(tags)
    names = {
        name
        for name, counts in values.items()
        if 0 < len(counts) <= MOST_VALUES and counts.total() >= LEAST_SHARED * len(counts)
    }
    return tuple(replace(q, tags={n: tags for n, tags in q.tags.items() if n in names}) for q in questions)
