"""What small talk is: thanks, a greeting, a farewell, so that the friendly word fits."""

from __future__ import annotations

import re
from functools import cache

from retrieval.text.languages import ENGLISH, Language

OTHER = "capability"
"""The sort of what is none of the others: it is told what may be asked."""


def small_talk(text: str, language: Language = ENGLISH) -> str:
    """Return the sort of a piece of small talk, as the language names them, or `OTHER`."""
    return next((sort for sort, pattern in _patterns(language) if pattern.search(text)), OTHER)


@cache
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((sort, re.compile(pattern)) for sort, pattern in language.asking.small_talk)
