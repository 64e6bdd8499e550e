"""A pattern that is searched for only where it can be: most texts lack all words that it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")


def screen(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    """Return a pattern that is quickly searched for in a text in lower case.

    Where it is not found, none of `patterns` is found in the text.
    """
    needs = set[str]()
    for pattern in patterns:
        needs |= _needs(list(_parser.parse(pattern.pattern, pattern.flags)))
    return re.compile(_any_of(sorted(needs)))


def _any_of(texts: Sequence[str]) -> str:
    """A pattern for any of these sorted texts, each first letter told once; of two the shorter is enough."""
    if not texts or not texts[0]:
        return "" if texts else "(?!)"
    branches = [
        re.escape(letter) + _any_of([text[1:] for text in group])
        for letter, group in groupby(texts, key=lambda text: text[0])
    ]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _needs(items: Sequence[Any]) -> frozenset[str]:
    """The texts of which a match holds one: of all such sets, the one of the longest texts."""
    return max(_sets(items), key=lambda texts: (min(map(len, texts)), sum(map(len, texts)) / len(texts)))


def _sets(items: Sequence[Any]) -> Iterator[frozenset[str]]:
    runs = [_run(items[at:]) for at in range(len(items))]
    yield from (frozenset(("".join(chr(letter) for _, letter in run).lower(),)) for run in runs or [[]])
    for at, (name, value) in enumerate(items):
        if within := _alternatives(str(name), value):
            # The letters behind go on in each, and those before unless it is a repeat.
            lead = [] if str(name) in _REPEATS else _run(items[:at][::-1])[::-1]
            trail = _run(items[at + 1 :])
            yield frozenset().union(*(_needs([*lead, *each, *trail]) for each in within))


def _run(items: Sequence[Any]) -> list[Any]:
    """The letters with which they begin."""
    marks = (item for item in takewhile(lambda item: str(item[0]) in ("LITERAL", "AT"), items))
    return [item for item in marks if str(item[0]) == "LITERAL"]


def _alternatives(name: str, value: Any) -> Sequence[Any]:
    """What may stand in this place; nothing where it may stay empty."""
    if name == "BRANCH":
        return list(value[1])
    if name == "SUBPATTERN":
        return [value[3]]
    return [value[2]] if name in _REPEATS and value[0] else []
