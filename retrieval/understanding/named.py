"""The names in a question: runs of capitalised words, and which of them are persons'."""

from __future__ import annotations

import re

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.names import PARTICLE, WORD, bare, is_person, names

_GAP = re.compile(rf" (?:{PARTICLE} ){{0,3}}")


def named(question: str, language: Language = ENGLISH) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names, as they are written and each once, and those that have the shape of a person's."""
    capitals = set(names(question, language=language))
    runs: list[tuple[int, int]] = []
    for match in WORD.finditer(question):
        if bare(match[0]) not in capitals:
            continue
        if runs and _GAP.fullmatch(question[runs[-1][1] : match.start()]):
            runs[-1] = (runs[-1][0], match.end())
        else:
            runs.append(match.span())
    found = tuple(dict.fromkeys(bare(question[start:end]) for start, end in runs))
    return found, tuple(name for name in found if is_person(name, language))
