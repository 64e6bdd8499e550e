"""Who speaks in an interview or a transcript: a label opens a turn, and holds until the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from retrieval.values import Sentence

FEWEST_TURNS = 3
"""Labels that make an interview, of two speakers at least."""

_NAME = r"[^\W\d_a-z][^\W\d_]*(?:[.'’-][^\W\d_]+)*\.?"
_LABEL = re.compile(rf"\W{{0,3}}(?P<name>{_NAME}(?: {_NAME}){{0,3}})(?P<role>, [^:.!?\n]{{2,60}})?:\**\s")


def may_talk(text: str) -> bool:
    """Return whether enough lines open with a label; false spares `speakers` its work."""
    labels = (line for line in text.splitlines() if _LABEL.match(line))
    return next(islice(labels, FEWEST_TURNS - 1, None), None) is not None


def speakers(text: str, sentences: Sequence[Sentence]) -> list[str]:
    """Return who speaks each sentence, "" for the article itself.

    A later label may be the last of a name's words: MARSH is Helen Marsh.
    """
    labels = [_label(text, sentence) for sentence in sentences]
    told = [label for label in labels if label]
    if not _is_talk(told):
        return [""] * len(sentences)
    whole = {_last(label): _shown(label) for label in reversed(told) if " " in label}
    return list(_through_turns(labels, whole))


def _label(text: str, sentence: Sentence) -> str:
    """The name in front of a line's first sentence."""
    opens_line = sentence.start == 0 or "\n" in text[max(0, sentence.start - 2) : sentence.start]
    found = _LABEL.match(text, sentence.start) if opens_line else None
    return found["name"] if found else ""


def _is_talk(labels: Sequence[str]) -> bool:
    """Whether two speak in turn: names in capitals, letters, or names of which each comes again."""
    people = {_last(label) for label in labels}
    if len(labels) < FEWEST_TURNS or not 2 <= len(people) < len(labels):
        return False
    repeated = sum(labels.count(label) > 1 for label in labels)
    return all(label.isupper() for label in labels) or repeated >= 0.8 * len(labels)


def _through_turns(labels: Sequence[str], full: dict[str, str]) -> Iterator[str]:
    speaker = ""
    for label in labels:
        if label:
            speaker = full.get(_last(label), _shown(label)) if " " not in label else _shown(label)
        yield speaker


def _last(label: str) -> str:
    return label.split()[-1].casefold()


def _shown(label: str) -> str:
    """A name in capitals as names are written."""
    return label.title() if label.isupper() and len(label) > 3 else label
