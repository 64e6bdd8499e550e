"""The prompt-injection filter: sentences that instruct a machine are kept from language models.

News reports and hardly ever orders, so every order is withheld, harmless or not. `python -m training.withheld
FILE` counts the withheld sentences of real articles.
"""

from __future__ import annotations

import re
from functools import cache

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.screen import screen

_TEMPLATE = re.compile(
    r"<\|[^|\n]{1,30}\|>|\[/?INST\]|<</?SYS>>|</?(?:article|turn|system|user|assistant)>", re.IGNORECASE
)
_QUOTES = ("", *"\"“‘'«")


def is_instruction(sentence: str, language: Language = ENGLISH) -> bool:
    """Return whether a sentence, in its language or in English, gives a machine an order or a role."""
    return opens_instruction(sentence, language) or holds_instruction(sentence, language)


def opens_instruction(sentence: str, language: Language) -> bool:
    """Return whether it begins as orders and roles do; a speaker's words are said to people."""
    return sentence[:1] not in _QUOTES and any(
        one.instructions.role.match(sentence) or one.instructions.order.match(sentence)
        for one in _read(language)
    )


def holds_instruction(sentence: str, language: Language) -> bool:
    """Return whether one of `sought` is in it."""
    if not _screen(language).search(sentence.lower()):
        return False
    template, *patterns = sought(language)
    said = patterns[::2] if sentence[:1] in _QUOTES else patterns
    return any(pattern.search(sentence) for pattern in (template, *said))


def sought(language: Language) -> tuple[re.Pattern[str], ...]:
    """Return what is searched for anywhere in a sentence: templates, overrides and addresses."""
    words = [one.instructions for one in _read(language)]
    return _TEMPLATE, *(pattern for one in words for pattern in (one.override, one.address))


@cache
def _read(language: Language) -> tuple[Language, ...]:
    return tuple({language, ENGLISH})


@cache
def _screen(language: Language) -> re.Pattern[str]:
    return screen(*sought(language))
