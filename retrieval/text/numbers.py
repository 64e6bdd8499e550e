"""The numbers of a text, in figures and in words, each with the words that it counts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import islice, zip_longest

from retrieval.text.keywords import keywords
from retrieval.text.languages import ENGLISH, Language
from retrieval.text.languages.language import any_of

REACH = 3
"""Words after a number that may be its unit."""

_FIGURE = r"(?P<figure>\d+(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)*)"
_REST = r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)|(?P<sign>[$€£¥₹%])|(?P<stop>[,;:()—–]|[.!?](?=\s|\Z))"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is written, its value, and the stems of the words after it."""

    text: str
    value: Decimal
    units: frozenset[str] = frozenset()
    kind: str = ""
    """rank (the third of several), vague (dozens) or part (a half); empty for a plain number."""


def quantities(text: str, language: Language = ENGLISH) -> tuple[Quantity, ...]:
    """Return the numbers of `text`, in order.

    "twenty-five", "3.2bn" and "a hundred" are 25, 3200000000 and 100.
    """
    words = language.numbers
    plain = words.per_cent.sub(f" {words.percent}", text.replace("−", "-"))
    tokens = list(_token(language).finditer(plain))
    numbers: list[Quantity] = []
    position = 0
    while position < len(tokens):
        number, length = _number(tokens, position, language)
        if number:
            after = tokens[position + length :]
            before = tokens[position - 1 : position] if position else []
            units = _units(before, after, language)
            numbers.append(Quantity(number.text, number.value, units, number.kind))
        position += max(length, 1)
    return tuple(numbers)


def values(text: str, language: Language = ENGLISH) -> frozenset[Decimal]:
    """Return the values of the plain numbers of `text`, without "one"."""
    numbers = (q for q in quantities(text, language) if not q.kind and not is_one(q, language))
    return frozenset(q.value for q in numbers)


def is_one(number: Quantity, language: Language = ENGLISH) -> bool:
    """Return whether a number is the word "one", which often counts nothing."""
    return number.text.casefold() == language.numbers.one


def holds(evidence: Sequence[Quantity], claimed: Quantity, language: Language = ENGLISH) -> bool:
    """Return whether `evidence` has the number `claimed`, with a common unit if both have units."""
    same = [q for q in evidence if _equal(q, claimed) and not _other_measure(q, claimed, language)]
    if not same or any(not q.units or q.units & claimed.units for q in same):
        return bool(same)
    return not any(q.units & claimed.units for q in evidence if q.kind == claimed.kind)


def number_words(language: Language = ENGLISH) -> frozenset[str]:
    """Return the words that are numbers, or part of one."""
    words = language.numbers
    return frozenset((*words.small, *words.ranks, *words.groups, *words.vague, *words.parts))


@cache
def _token(language: Language) -> re.Pattern[str]:
    words = language.numbers
    signs = any_of((*words.scale_signs, *words.rank_signs))
    return re.compile(rf"{_FIGURE}(?P<suffix>(?:{signs})\b)?|{_REST}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Table:
    """The values of a language's number words."""

    small: Mapping[str, int]
    """Numbers below a hundred, ranks too."""
    ranks: Mapping[str, int]
    groups: Mapping[str, int]
    scales: Mapping[str, int]
    """Scales in words and as they are shortened."""
    alone: frozenset[str]
    """Words that are numbers by themselves."""
    numbers: frozenset[str]
    inside: str


@cache
def _table(language: Language) -> _Table:
    words = language.numbers
    return _Table(
        small={**words.ranks, **words.small},
        ranks=words.ranks,
        groups=words.groups,
        scales={**words.scales, **words.scale_signs},
        alone=frozenset((*words.small, *words.ranks, *words.groups, *words.scales)),
        numbers=number_words(language),
        inside=words.inside,
    )


def _equal(held: Quantity, claimed: Quantity) -> bool:
    if claimed.kind == "vague" and not held.kind:
        return 2 * claimed.value <= held.value < 1000 * claimed.value
    if {held.kind, claimed.kind} == {"", "rank"}:  # 2 March, March 2nd
        return held.value == claimed.value and any(q.text[:1].isdigit() for q in (held, claimed) if q.kind)
    return held.kind == claimed.kind and held.value == claimed.value


def _other_measure(held: Quantity, claimed: Quantity, language: Language) -> bool:
    """Return whether they measure different things, such as dollars and euros, or shares and counts."""
    percent = keywords(language.numbers.percent, language)
    if bool(held.units & percent) != bool(claimed.units & percent):
        return bool(held.units and claimed.units)
    money = frozenset(language.numbers.currencies.values())
    one, other = held.units & money, claimed.units & money
    return bool(one and other and not one & other)


def _number(tokens: Sequence[re.Match[str]], start: int, language: Language) -> tuple[Quantity | None, int]:
    """Return the number that begins at `start`, and the number of its tokens."""
    word, words = tokens[start][0].casefold(), language.numbers
    if word in words.vague:
        return Quantity(word, Decimal(words.vague[word]), kind="vague"), 1
    if word in words.parts:
        return Quantity(word, Decimal(words.parts[word]), kind="part"), 1
    if tokens[start]["figure"] or word in _table(language).alone:
        return _composed(tokens, start, _table(language))
    return None, 1


def _composed(tokens: Sequence[re.Match[str]], start: int, table: _Table) -> tuple[Quantity, int]:
    sum_ = _Sum(table)
    end = start
    while end < len(tokens) and sum_.take(tokens[end], tokens[end + 1 : end + 2]):
        end += 1
    text = tokens[start].string[tokens[start].start() : tokens[end - 1].end()]
    return Quantity(text, sum_.whole + (sum_.part or 0), kind=sum_.kind), end - start


class _Sum:
    """The sum of the words of a number."""

    def __init__(self, table: _Table) -> None:
        self._table = table
        self.whole = Decimal(0)
        self.part: Decimal | None = None
        self.kind = ""

    def take(self, token: re.Match[str], following: Sequence[re.Match[str]]) -> bool:
        """Add the token if it belongs to the number. Return whether it does."""
        word, table = token[0].casefold(), self._table
        if self.kind:
            return False
        if token["figure"]:
            return self._take_figure(token)
        if word in table.groups:
            self.part = (self.part or Decimal(1)) * table.groups[word]
        elif word in table.scales and (self.part is not None or word in table.alone) and len(word) > 1:
            self._scale(word)
        elif word in table.small:
            return self._take_small(word)
        else:  # a hundred and twenty
            hundreds = bool(self.part) and self.part is not None and self.part % 100 == 0
            return word == table.inside and hundreds and any(map(self._is_plain, following))
        return True

    def _is_plain(self, token: re.Match[str]) -> bool:
        word = token[0].casefold()
        return word in self._table.small and word not in self._table.ranks

    def _take_figure(self, token: re.Match[str]) -> bool:
        if self.part is not None or self.whole:
            return False
        self.part = _figure(token["figure"])
        suffix = (token["suffix"] or "").casefold()
        if suffix in self._table.scales:
            self._scale(suffix)
        elif suffix:
            self.kind = "rank"
        return True

    def _take_small(self, word: str) -> bool:
        small = Decimal(self._table.small[word])
        if self.part is not None and not _joins(self.part, small):
            return False
        self.part = (self.part or 0) + small
        self.kind = "rank" if word in self._table.ranks else ""
        return True

    def _scale(self, word: str) -> None:
        self.whole += (1 if self.part is None else self.part) * self._table.scales[word]
        self.part = None


def _joins(part: Decimal, small: Decimal) -> bool:
    """Return whether two numbers make one, such as twenty and five."""
    if part >= 100:
        return part % 100 == 0 and small < 100
    return part >= 20 and part % 10 == 0 and 0 < small < 10


def _figure(text: str) -> Decimal:
    plain = text.replace(",", "")
    return Decimal(plain if plain.count(".") < 2 else plain.replace(".", ""))


def _units(
    before: Sequence[re.Match[str]], after: Sequence[re.Match[str]], language: Language
) -> frozenset[str]:
    """Return the stems of the words after a number, up to a stop, and of its currency."""
    words, table = language.numbers, _table(language)
    signs = frozenset(words.currencies[t[0]] for t in before if t[0] in words.currencies)
    behind: list[str] = []
    for token, following in zip_longest(after, after[1:]):
        word = token[0].casefold()
        if token["stop"] or (word in words.joins and not _is_number(following, table)):
            break
        if token["word"] and not _is_number(token, table) and word not in table.scales:
            behind.append(token[0])
        if word in words.pointing:
            return signs
    return signs | keywords(" ".join(islice(behind, REACH)), language)


def _is_number(token: re.Match[str] | None, table: _Table) -> bool:
    return token is not None and (bool(token["figure"]) or token[0].casefold() in table.numbers)
