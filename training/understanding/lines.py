"""The lines that the classifier learns from and is measured on."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from retrieval.values.understanding import Kind

TYPED = Path(__file__).parents[1] / "data" / "typed_questions.jsonl"
BLIND = Path(__file__).parents[1] / "sets" / "typed_blind.jsonl"
OTHERS_WEIGHT = 0.1
"""What a line of another service's set counts, where one of ours counts 1."""

TALK = {
    "clinc150": "where_are_you_from what_can_i_ask_you who_made_you thank_you goodbye greeting are_you_a_bot"
    " what_are_your_hobbies how_old_are_you what_is_your_name who_do_you_work_for do_you_have_pets tell_joke",
    "hwu64": "general_praise general_dontcare general_joke",
}
"""Intents that are talk; most others are commands."""
UNUSED = {
    "clinc150": "oos definition vaccines travel_alert repeat fun_fact meaning_of_life no yes maybe"
    " next_holiday traffic interest_rate",
    "hwu64": "recommendation_events social_query",
}
"""Intents that a reader of news may have too."""
UNUSED_PREFIXES = ("general", "news", "qa_")
UNUSED_GROUPS = ("16", "18", "29", "47", "48", "63", "82", "87")
"""Groups of the chit-chat set that are opinions, doubts or cries for help."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was typed, and what it is."""

    text: str
    kind: Kind
    follow_up: bool = False
    parts: int = 1
    weight: float = 1.0


def typed(file: Path = TYPED) -> list[Line]:
    """Return the lines of a file of ours."""
    items = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [Line(i["text"], Kind(i["kind"]), bool(i["followup"]), int(i["parts"])) for i in items]


def others(folder: Path) -> Iterator[Line]:
    """Yield talk and commands from a sample of four public sets in `folder`; see the model card."""
    rng = random.Random(0)
    for name, talk, command in (("clinc150", 25, 8), ("hwu64", 25, 10), ("banking77", 0, 3)):
        chosen, unused = TALK.get(name, "").split(), UNUSED.get(name, "").split()
        for intent, texts in _grouped(folder / name / "utterances.jsonl", "intent", "text").items():
            is_talk = intent in chosen
            if is_talk or not (intent in unused or intent.startswith(UNUSED_PREFIXES)):
                size = min(len(texts), talk if is_talk else command)
                kind = Kind.TALK if is_talk else Kind.COMMAND
                yield from (Line(text, kind, weight=OTHERS_WEIGHT) for text in rng.sample(texts, size))
    for group, texts in _grouped(folder / "chitchat" / "questions.jsonl", "group", "question").items():
        if not group.startswith(UNUSED_GROUPS):
            for text in rng.sample(texts, min(len(texts), 9)):
                yield Line(text, Kind.TALK, weight=OTHERS_WEIGHT)


def _grouped(file: Path, key: str, text: str) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for item in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        groups.setdefault(item[key], []).append(item[text])
    return groups
