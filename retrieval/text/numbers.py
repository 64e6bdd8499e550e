"""The numbers of a text as values, in figures and in words, each with what it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, zip_longest

from retrieval.text.keywords import keywords

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
_SMALL = {
    **{word: n for n, word in enumerate(f"{_ONES} seventeen eighteen nineteen".split())},
    **{word: n for n, word in zip(range(20, 100, 10), _TENS.split(), strict=True)},
}
_RANKS = {
    **{word: n for n, word in enumerate(_ORDINALS.split())},
    **{word: n for n, word in zip(range(20, 100, 10), _TENTHS.split(), strict=True)},
}
_SCALES = {
    **dict(thousand=10**3, million=10**6, billion=10**9, trillion=10**12),
    **dict(k=10**3, m=10**6, mn=10**6, mln=10**6, bn=10**9, tn=10**12),
}
_GROUPS = {"dozen": 12, "hundred": 100}
_ALONE = frozenset((*_SMALL, *_RANKS, *_GROUPS, *(scale for scale in _SCALES if len(scale) > 3)))
_VAGUE = {"dozens": 12, "hundreds": 100, "thousands": 10**3, "millions": 10**6, "billions": 10**9}
_PARTS = {"half": "0.5", "quarter": "0.25", "thirds": "0.67", "quarters": "0.75"}
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupe"}
_MONEY = frozenset(_CURRENCIES.values())
_PERCENT = keywords("percent")

_POINTING = frozenset("them these those whom which it".split())
"""What a number of these counts is said before it, or is not known."""

NUMBER_WORDS = (
    frozenset(_SMALL) | frozenset(_RANKS) | frozenset(_GROUPS) | frozenset(_VAGUE) | frozenset(_PARTS)
)
"""Words that are numbers, or part of one."""
REACH = 3
"""Words behind a number that may say what it counts."""

_TOKEN = re.compile(
    r"(?P<figure>\d+(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)*)(?P<suffix>(?:bn|tn|mn|mln|m|k|st|nd|rd|th)\b)?"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)|(?P<sign>[$€£¥₹%])|(?P<stop>[,;:()—–]|[.!?](?=\s|\Z))",
    re.IGNORECASE,
)
_PER_CENT = re.compile(r"\bper cent\b|\bpct\b|(?<=\d)\s?%", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is written, what it comes to, and the stems of what stands behind it."""

    text: str
    value: Decimal
    units: frozenset[str] = frozenset()
    kind: str = ""
    """rank (the third of several), vague (dozens) or part (a half); empty for a plain number."""


def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of `text`, in order: "twenty-five", "3.2bn" and "a hundred" are 25, 3200000000 and 100."""
    tokens = list(_TOKEN.finditer(_PER_CENT.sub(" percent", text.replace("−", "-"))))
    found: list[Quantity] = []
    position = 0
    while position < len(tokens):
        number, length = _number(tokens, position)
        if number:
            after = tokens[position + length :]
            before = tokens[position - 1 : position] if position else []
            found.append(Quantity(number.text, number.value, _units(before, after), number.kind))
        position += max(length, 1)
    return tuple(found)


def values(text: str) -> frozenset[Decimal]:
    """What the plain numbers of `text` come to; "one" and what ranks or rounds is left out."""
    return frozenset(q.value for q in quantities(text) if not q.kind and q.text.casefold() != "one")


def holds(told: Sequence[Quantity], said: Quantity) -> bool:
    """Whether `told` has the number `said`, of the same thing as far as both tell what they count."""
    same = [q for q in told if _equal(q, said) and not _other_measure(q, said)]
    if not same or any(not q.units or q.units & said.units for q in same):
        return bool(same)
    return not any(q.units & said.units for q in told if q.kind == said.kind)


def _equal(told: Quantity, said: Quantity) -> bool:
    if said.kind == "vague" and not told.kind:
        return 2 * said.value <= told.value < 1000 * said.value
    if {told.kind, said.kind} == {"", "rank"}:  # 2 March, March 2nd
        return told.value == said.value and any(q.text[:1].isdigit() for q in (told, said) if q.kind)
    return told.kind == said.kind and told.value == said.value


def _other_measure(told: Quantity, said: Quantity) -> bool:
    """Dollars are no euros, and a share is no count."""
    if bool(told.units & _PERCENT) != bool(said.units & _PERCENT):
        return bool(told.units and said.units)
    one, other = told.units & _MONEY, said.units & _MONEY
    return bool(one and other and not one & other)


def _number(tokens: Sequence[re.Match[str]], start: int) -> tuple[Quantity | None, int]:
    """The number that begins at `start`, and how many tokens it takes."""
    word = tokens[start][0].casefold()
    if word in _VAGUE:
        return Quantity(word, Decimal(_VAGUE[word]), kind="vague"), 1
    if word in _PARTS:
        return Quantity(word, Decimal(_PARTS[word]), kind="part"), 1
    if tokens[start]["figure"] or word in _ALONE:
        return _composed(tokens, start)
    return None, 1


def _composed(tokens: Sequence[re.Match[str]], start: int) -> tuple[Quantity, int]:
    sum_ = _Sum()
    end = start
    while end < len(tokens) and sum_.take(tokens[end], tokens[end + 1 : end + 2]):
        end += 1
    text = tokens[start].string[tokens[start].start() : tokens[end - 1].end()]
    return Quantity(text, sum_.whole + (sum_.part or 0), kind=sum_.kind), end - start


class _Sum:
    """A number that is being put together from its words."""

    def __init__(self) -> None:
        self.whole = Decimal(0)
        self.part: Decimal | None = None
        self.kind = ""

    def take(self, token: re.Match[str], following: Sequence[re.Match[str]]) -> bool:
        """Whether the token goes on with the number, which then holds it."""
        word = token[0].casefold()
        if self.kind:
            return False
        if token["figure"]:
            return self._take_figure(token)
        if word in _GROUPS:
            self.part = (self.part or Decimal(1)) * _GROUPS[word]
        elif word in _SCALES and (self.part is not None or word in _ALONE) and word not in ("m", "k"):
            self._scale(word)
        elif word in _SMALL or word in _RANKS:
            return self._take_small(word)
        else:  # a hundred and twenty
            hundreds = bool(self.part) and self.part is not None and self.part % 100 == 0
            return word == "and" and hundreds and any(t[0].casefold() in _SMALL for t in following)
        return True

    def _take_figure(self, token: re.Match[str]) -> bool:
        if self.part is not None or self.whole:
            return False
        self.part = _figure(token["figure"])
        suffix = (token["suffix"] or "").casefold()
        if suffix in _SCALES:
            self._scale(suffix)
        elif suffix:
            self.kind = "rank"
        return True

    def _take_small(self, word: str) -> bool:
        small = Decimal(_SMALL.get(word, _RANKS.get(word, 0)))
        if self.part is not None and not _joins(self.part, small):
            return False
        self.part = (self.part or 0) + small
        self.kind = "rank" if word in _RANKS else ""
        return True

    def _scale(self, word: str) -> None:
        self.whole += (1 if self.part is None else self.part) * _SCALES[word]
        self.part = None


def _joins(part: Decimal, small: Decimal) -> bool:
    """As twenty and five, a hundred and twenty."""
    if part >= 100:
        return part % 100 == 0 and small < 100
    return part >= 20 and part % 10 == 0 and 0 < small < 10


def _figure(text: str) -> Decimal:
    plain = text.replace(",", "")
    return Decimal(plain if plain.count(".") < 2 else plain.replace(".", ""))


def _units(before: Sequence[re.Match[str]], after: Sequence[re.Match[str]]) -> frozenset[str]:
    """Stems of the words behind a number, over other numbers, up to a stop; its currency before them."""
    signs = frozenset(_CURRENCIES[t[0]] for t in before if t[0] in _CURRENCIES)
    behind: list[str] = []
    for token, following in zip_longest(after, after[1:]):
        if token["stop"] or (token[0].casefold() in ("and", "or", "but") and not _is_number(following)):
            break
        if token["word"] and not _is_number(token) and token[0].casefold() not in _SCALES:
            behind.append(token[0])
        if token[0].casefold() in _POINTING:
            return signs
    return signs | keywords(" ".join(islice(behind, REACH)))


def _is_number(token: re.Match[str] | None) -> bool:
    return token is not None and (bool(token["figure"]) or token[0].casefold() in NUMBER_WORDS)
