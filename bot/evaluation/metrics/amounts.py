"""Amounts as values: "four million euros", "4,000,000 euros" and "€4m" are one answer.

The rule, newsdesk's own. An answer is an amount if it is one number and the words that the number counts,
with nothing else but stop words. A text has the amount if one of its numbers has the same value, is a rank or
a count alike, and counts all the words that the answer's number counts, by their stems. "One" in words often
counts nothing, and is left out.
"""

from __future__ import annotations

from functools import lru_cache

from retrieval.text.keywords import keywords
from retrieval.text.languages import ENGLISH
from retrieval.text.numbers import Quantity, is_one, number_words, quantities
from retrieval.text.words import tokens


@lru_cache
def amount(answer: str) -> Quantity | None:
    """Return the number that an answer is; None for any other answer."""
    numbers = quantities(answer)
    if len(numbers) != 1 or numbers[0].kind == "vague":
        return None
    (number,) = numbers
    plain = ENGLISH.numbers.per_cent.sub(f" {ENGLISH.numbers.percent}", answer)
    figures = frozenset(tokens(number.text))
    rest = " ".join(token for token in tokens(plain) if token not in figures | number_words())
    return number if keywords(rest) <= number.units else None


def has_amount(text: str, claimed: Quantity) -> bool:
    """Return whether a number of the text is the amount, by the rule above."""
    return any(
        (number.kind, number.value) == (claimed.kind, claimed.value)
        and number.units >= claimed.units
        and not is_one(number)
        for number in quantities(text)
    )
