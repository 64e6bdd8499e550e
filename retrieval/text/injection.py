"""The prompt-injection filter: sentences that instruct a machine are kept from language models.

News reports and hardly ever orders, so every order is withheld, harmless or not. `python -m training.withheld
FILE` counts the withheld sentences of real articles.
"""

from __future__ import annotations

import re

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.languages.language import InstructionWords

_TEMPLATE = re.compile(
    r"<\|[^|\n]{1,30}\|>|\[/?INST\]|<</?SYS>>|</?(?:article|turn|system|user|assistant)>", re.IGNORECASE
)


def is_instruction(sentence: str, language: Language = ENGLISH) -> bool:
    """Return whether a sentence, in its language or in English, gives a machine an order or a role."""
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
