"""Sentences that speak to a machine and not to a reader: a language model does not get to see them.

News tells; it hardly ever orders. What does is withheld, whether it means harm or not: `python -m
training.withheld FILE` counts how many sentences of real articles that costs.
"""

from __future__ import annotations

import re

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.languages.language import InstructionWords

_TEMPLATE = re.compile(
    r"<\|[^|\n]{1,30}\|>|\[/?INST\]|<</?SYS>>|</?(?:article|turn|system|user|assistant)>", re.IGNORECASE
)


def is_instruction(sentence: str, language: Language = ENGLISH) -> bool:
    """Say whether a sentence reads as an order or a role for whoever processes it, in English too."""
    return any(_instructs(sentence, one.instructions) for one in {language, ENGLISH})


def _instructs(sentence: str, words: InstructionWords) -> bool:
    if sentence[:1] in "\"“‘'«":  # a speaker's words, who speaks to people
        return bool(_TEMPLATE.search(sentence) or words.override.search(sentence))
    anywhere = (_TEMPLATE, words.override, words.address)
    return bool(
        any(pattern.search(sentence) for pattern in anywhere)
        or words.role.match(sentence)
        or words.order.match(sentence)
    )
