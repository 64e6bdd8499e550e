"""The numbers that a text states, so that "twelve" and "12" are one."""

from __future__ import annotations

import re

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split(),
        start=1,
    )
} | {word: 10 * tens for tens, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}


def figures(text: str) -> frozenset[str]:
    """Its numbers in digits without separators, written in digits or as a word of `NUMBER_WORDS`."""
    words = text.lower()
    digits = {n.replace(",", "") for n in re.findall(r"\d[\d,]*(?:\.\d+)?", words)}
    spelled = {str(NUMBER_WORDS[w]) for w in re.findall(r"[a-z]+", words) if w in NUMBER_WORDS}
    return frozenset(digits | spelled)
