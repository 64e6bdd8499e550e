"""What of a claim must stand in the sentences it cites: its names, its numbers and dates, its quoted words.

Values in, values out, and no model: what these checks let through, the cross-encoder looks at afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from retrieval.keywords import STOP_WORDS, keywords
from retrieval.quotes.marks import DOUBLE, quoted_parts
from retrieval.quotes.words import read
from retrieval.sentence_words import OPENS_SENTENCES
from retrieval.types import Article, Evidence

_UNITS = "two three four five six seven eight nine ten eleven twelve".split()
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {
    **{word: str(n) for n, word in enumerate(_UNITS + _TEENS, start=2)},
    **{word: str(n) for n, word in zip(range(20, 100, 10), _TENS, strict=True)},
}
SCALES = frozenset("hundred thousand million billion trillion dozen half third quarter".split())
"""Words that make another number of the one beside them."""

_WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W_]|[^\W\d_]")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_ORDINARY_ENDING = re.compile(r"(?:ing|ly|ers|ors|ists|ians|ments|tions|ials|ies|ees|ices|ages)\Z")
_NEGATES = frozenset(
    """
    not no never nor neither nobody none without cannot deny denied denies refuse refused refuses fail failed
    """.split()
)
NEAR = 3
"""Words behind a negating one that it may negate."""


def missing(claim: str, cited: Sequence[Evidence]) -> tuple[str, ...]:
    """The names, numbers and quoted words of `claim` that neither the cited sentences nor what is known of
    their articles (title, source, authors, day of publication) holds."""
    articles = {e.article.id: e.article for e in cited}.values()
    told = _plain(" ".join((*(e.text for e in cited), *map(_about, articles))))
    held = frozenset(_words(told))
    numbers = sorted(_numbers(claim) - _numbers(told))
    names = (name for name in _names(claim) if not _stands(name, held))
    quotes = (quote for quote in _quotes(claim) if not any(_contains(e.text, quote) for e in cited))
    return tuple(dict.fromkeys((*numbers, *names, *quotes)))


def contradicts(claim: str, cited: Sequence[Evidence]) -> bool:
    """Whether claim and sentences share a word that one of them negates and the other does not."""
    text = " ".join(e.text for e in cited)
    shared = keywords(claim) & keywords(text)
    return bool(shared & (_negated(claim) ^ _negated(text)))


def _about(article: Article) -> str:
    return " ".join((article.title, article.source, *article.authors, _day(article.published)))


def _day(published: str) -> str:
    """As "Monday 2 March 2026 2026-03-02"."""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return ""
    return f"{day:%A} {day.day} {day:%B} {day.year} {day.isoformat()}"


def _plain(text: str) -> str:
    """`U.S.` as `US`, however it is written."""
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), text)


def _words(text: str) -> Iterator[str]:
    for found in _WORD.finditer(text):
        yield re.sub(r"['’]s?\Z", "", found[0]).replace("’", "'").casefold()
        yield from (part.casefold() for part in found[0].split("-") if part != found[0])


def _numbers(text: str) -> frozenset[str]:
    """Numbers in figures, without thousands commas; those in words too, and the words that scale them."""
    figures = {re.sub(r",(?=\d{3})", "", found[0]) for found in _NUMBER.finditer(text)}
    words = read(text.replace("-", " ")).folded
    return frozenset(
        figures | {NUMBER_WORDS[w] for w in words if w in NUMBER_WORDS} | {w for w in words if w in SCALES}
    )


def _names(claim: str) -> Iterator[str]:
    """Capitalised words; the first only where nothing says that it is an ordinary one."""
    found = list(_WORD.finditer(_plain(claim)))
    for position, word in enumerate(found):
        if word[0][0].isupper() and not (position == 0 and _is_ordinary(word[0], found[1:2])):
            yield re.sub(r"['’]s?\Z", "", word[0])


def _is_ordinary(word: str, following: Sequence[re.Match[str]]) -> bool:
    """Whether a capital opens the sentence and no name: a function word, or a plural no name goes with."""
    if word in OPENS_SENTENCES or word.casefold() in STOP_WORDS or word.casefold() in NUMBER_WORDS:
        return True
    in_a_name = bool(following) and following[0][0][0].isupper()
    return not in_a_name and _ORDINARY_ENDING.search(word) is not None


def _stands(name: str, held: Collection[str]) -> bool:
    """Whether a name, or a word that is it but for an ending (Russia, Russian), is among the words `held`."""
    word = name.replace("’", "'").casefold()
    if word in held or (word.endswith("s") and word[:-1] in held):
        return True
    return len(word) >= 5 and any(_alike(word, other) for other in held if len(other) >= 5)


def _alike(one: str, other: str) -> bool:
    """Whether one is the other with an ending of up to three letters; a long one may lose its last letter."""
    short, long = sorted((one, other), key=len)
    same = short if len(short) <= 6 else short[:-1]
    return len(long) - len(short) <= 3 and long.startswith(same)


def _quotes(claim: str) -> Iterator[str]:
    for part in quoted_parts(claim, DOUBLE):
        if quoted := claim[part.start : part.end].strip():
            yield quoted


def _contains(text: str, quoted: str) -> bool:
    """Whether the quoted words stand in `text` in one run, whatever the punctuation."""
    sought = "\n".join(("", *read(quoted).folded, ""))
    return sought in "\n".join(("", *read(text).folded, ""))


def _negated(text: str) -> frozenset[str]:
    """Stems of the words that stand shortly behind one that negates or denies."""
    words = read(text).folded
    behind = (
        words[position + 1 : position + 1 + NEAR]
        for position, word in enumerate(words)
        if word in _NEGATES or word.endswith("n't")
    )
    return frozenset(stem for run in behind for stem in keywords(" ".join(run)))
