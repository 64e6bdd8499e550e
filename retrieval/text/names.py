"""The names of a claim, and whether they stand in what it cites."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby

from retrieval.text.keywords import STOP_WORDS, keywords
from retrieval.text.numbers import NUMBER_WORDS
from retrieval.text.sentence_words import OPENS_SENTENCES

WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W_]|[^\W\d_]")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_OWNING = re.compile(r"['’]s?\Z")
_DEMONYM = re.compile(r"(?:n|an|ian|i|ese|s)\Z")
_OTHERS = frozenset({("niger", "nigerian"), ("niger", "nigerians")})
"""What looks like a country and its people, and is not."""
_COMMON = frozenset(
    """
    officials experts critics researchers scientists engineers authorities investigators prosecutors lawyers
    lawmakers residents people workers employees employers voters students doctors nurses teachers farmers
    drivers families women men children soldiers troops reports president vice prime minister mayor king queen
    prince princess chancellor senator governor general judge pope bishop professor doctor captain secretary
    director chairman chairwoman parliament government court police state city council church bank university
    ministry party house senate congress embassy army navy supreme central national federal north south
    east west northern southern eastern western
    """.split()
)
"""Offices, bodies and whoever is quoted: written with a capital by some, and no name by themselves."""
_LEADING = frozenset(
    "across amid around based between during early following given late nearly under within".split()
)
"""Words that begin a sentence with a capital, and are no names."""
_JOINS = frozenset("and for in of on the".split())
"""Small words inside a long name, which its initials leave out."""
_SHORT = {"US": "United States", "UK": "United Kingdom", "UN": "United Nations", "EU": "European Union"}
"""Initials too short to be taken from any two capitals."""
_STOP = re.compile(r"[^\w\s’'-]")


def unnamed(claim: str, told: str) -> tuple[str, ...]:
    """The names in `claim` that are not among the capitalised words of `told`."""
    held = frozenset((*_capitals(told), *_initials(told)))
    stems = keywords(told)
    return tuple(name for name in names(claim, stems) if not _stands(name, held, stems))


def names(claim: str, stems: Collection[str] = frozenset()) -> Iterator[str]:
    """Capitalised words; the first only where it is no function word, and its stem none of `stems`."""
    for position, found in enumerate(WORD.finditer(_plain(claim))):
        word = _OWNING.sub("", found[0])
        if word and word[0].isupper() and not (position == 0 and _opens(word, stems)):
            yield word


def _opens(word: str, stems: Collection[str]) -> bool:
    if len(word) > 1 and word.isupper():
        return False
    small = word.casefold()
    if word in OPENS_SENTENCES or any(small in w for w in (STOP_WORDS, NUMBER_WORDS, _COMMON, _LEADING)):
        return True
    return bool(found := keywords(word)) and found <= frozenset(stems)


def _plain(text: str) -> str:
    """`U.S.` as `US`, however it is written."""
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), text)


def _capitals(text: str) -> Iterator[str]:
    """Capitalised words and, of joined ones, the capitalised parts."""
    for found in WORD.finditer(_plain(text)):
        for part in (found[0], *(found[0].split("-") if "-" in found[0] else ())):
            if part[:1].isupper():
                yield _OWNING.sub("", part)


def _initials(text: str) -> Iterator[str]:
    """What long names of `text` are shortened to: IMF for the International Monetary Fund."""
    yield from (short for short, long in _SHORT.items() if long in text)
    for clause in _STOP.split(_plain(text)):
        for _, words in groupby(WORD.findall(clause), _in_name):
            initials = "".join(w[0] for w in words if w[0].isupper() and w.casefold() not in STOP_WORDS)
            if len(initials) > 2:
                yield initials


def _in_name(word: str) -> bool:
    return word[0].isupper() or word in _JOINS


def _stands(name: str, held: Collection[str], stems: Collection[str]) -> bool:
    """Whether a name, or what people call those who bear it (Russia, Russian), is among the words `held`."""
    if name in held:
        return True
    if name.isupper() and len(name) <= 3:  # US is no "Us"
        return False
    small = name.replace("’", "'").casefold()
    if small in _COMMON:
        return keywords(small) <= frozenset(stems)
    return any(_alike(small, other.replace("’", "'").casefold()) for other in held)


def _alike(one: str, other: str) -> bool:
    """Whether they are one name, or one is the other with an ending of nationality or number."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if len(short) < 4 or (short, long) in _OTHERS:
        return False
    singular = long.removesuffix("s") if long != f"{short}s" else long
    return any(_DEMONYM.fullmatch(singular[len(base) :]) is not None for base in _bases(short, singular))


def _bases(short: str, long: str) -> Iterator[str]:
    """What `long` may have grown from: all of `short`, or all but its last vowel, as in Canadian."""
    if long.startswith(short):
        yield short
    if short[-1] in "aeoy" and len(short) > 4 and long.startswith(short[:-1]) and long.endswith("an"):
        yield short[:-1]
