"""Which sentences of an article report something, and may be cited; the others are kept for search alone.

A weighing of plain clues: how a sentence ends, whether it has a verb, what stands beside it, and the words of
promotions, credits and notices. The weights come from `python -m training.citable`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from retrieval.ingest.cleaning import boilerplate
from retrieval.text import injection
from retrieval.text.languages import Language, language
from retrieval.text.languages.language import CitableWords
from retrieval.text.screen import screen
from retrieval.text.sentences import ENDS, ends_sentence
from retrieval.text.utterance import opens_question
from retrieval.values import Article, Sentence

SAME_WORDS = 0.8
"""Share of its words from which a line repeats the title."""

FRAGMENT_WORDS = 12
"""Words of the longest line without a verb that is surely a fragment."""

LANGUAGE_TOLD = 600
"""Characters of an article that show its language."""

FEWEST_KNOWN = 0.1
"""Share of its language's stop words from which an article is in that language."""

NAMED = 0.4
"""Share of words with a capital from which a line is mostly names."""

STATEMENT_WORDS = 20
"""Words from which what ends in a question mark may state something first."""

HEADLINE_WORDS = 20
"""Words from which a line without an end is a sentence that lost it rather than a headline."""

_NO_OFFER = (False, False, False, False)
OFFERS = ("promotion", "credit", "notice", "teaser")
_SIGNS = "\"“”‘’'«»„().,;:!?…—–-[]|/*•·"
_ENDS = frozenset(("", *ENDS))
_QUESTION = frozenset("?？؟")
_CELL = r"[^:;.!?\n]{0,40}\d[^:;!?\n]{0,12}"
_ROW = re.compile(rf"[^\W_][^:;\n]{{2,60}}: (?:{_CELL}(?:; {_CELL})+|(?:[^\s:;]+ ){{1,3}}[\d.,]+(?: %)?)")
_DATED = re.compile(r"\b(?:[Ii]n|[Oo]n) (?:[^\W\d_]+\.? (?:\d{1,2}, )?)?(?:19|20)\d\d\W*\Z")
_ADDRESS = re.compile(r"https?://|www\.|pic\.twitter|@\w{2,}|\w@\w+\.\w")
_LIST_MARK = re.compile(r"\s*(?:[-•▪◦*·►▶■□👉➡️]\s|\d{1,2}[.)]\s)")
_LABEL = re.compile(r"\W*[\w’' -]{2,32}:\s")
_QUOTES = "\"“”‘’'«»„"


@dataclass(frozen=True, slots=True)
class Frame:
    """What the sentences of one article are judged with."""

    read_in: Language
    title: frozenset[str]
    """Its words."""
    screen: re.Pattern[str]
    """Finds what may be of promotions, credits and notices, boilerplate or an order to a machine."""
    misses_verbs: bool


@dataclass(frozen=True, slots=True)
class Look:
    """A sentence, as it and its neighbours are judged by."""

    text: str
    words: tuple[str, ...]
    verbless: bool
    ended: bool
    """Whether it ends as sentences do, in tokenised text too; what does not stand there is no open line."""
    plain: bool
    """Whether nothing of the frame's screen stands in it."""
    beside: bool
    """Whether it is surely no part of the report."""
    offers: tuple[bool, ...]
    """Which of OFFERS it has words of."""


def marked(article: Article, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return an article's sentences, each told whether it may be cited."""
    told = frame(article.title, article.text, language(article.language))
    looks = [look("", told), *(look(article.text[s.start : s.end], told) for s in sentences), look("", told)]
    marks = (_is_citable(*near, told) for near in zip(looks, looks[1:], looks[2:], strict=False))
    return tuple(
        s if s.citable == mark else replace(s, citable=mark) for s, mark in zip(sentences, marks, strict=True)
    )


def is_citable(text: str, before: str, after: str, title: str, read_in: Language) -> bool:
    """Say whether a sentence reports something, seeing its neighbours and the article's title."""
    told = frame(title, f"{before} {text} {after}", read_in)
    return _is_citable(look(before, told), look(text, told), look(after, told), told)


def frame(title: str, text: str, read_in: Language) -> Frame:
    """Return the frame of an article, or of a piece of it; other languages' verbs are not missed."""
    words = [word.casefold() for word in _words(text[:LANGUAGE_TOLD])]
    known = len([word for word in words if word in read_in.stop_words])
    return Frame(
        read_in,
        frozenset(_words(title.casefold())),
        _screen(read_in),
        bool(read_in.citable.verbs) and known >= FEWEST_KNOWN * len(words),
    )


def _words(text: str) -> list[str]:
    return [word for piece in text.split() if (word := piece.strip(_SIGNS))]


@cache
def _screen(read_in: Language) -> re.Pattern[str]:
    return screen(*_offers(read_in.citable), *boilerplate.sought(read_in), *injection.sought(read_in))


def _offers(own: CitableWords) -> tuple[re.Pattern[str], ...]:
    return own.beside, own.promotion, own.credit, own.notice


@cache
def _offer_screens(read_in: Language) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((screen(offer), offer) for offer in _offers(read_in.citable))


def look(text: str, told: Frame) -> Look:
    """Return what a sentence is judged by; nothing, which has no words, is no open line either."""
    own, lowered = told.read_in.citable, text.lower()
    plain = not told.screen.search(lowered)
    ended = not text or text.rstrip("\"”’')]} \n")[-1:] in _ENDS
    beside, promotion, credit, notice = _NO_OFFER if plain else _searched(text, lowered, told.read_in)
    beside = beside or own.beside_line.match(text) is not None
    credit = credit or own.credit_line.match(text) is not None
    teaser = own.teaser.match(text) is not None
    words = tuple(_words(text))
    verbless = told.misses_verbs and not _has_verb(words, own)
    return Look(text, words, verbless, ended, plain, beside, (promotion, credit or beside, notice, teaser))


def _searched(text: str, lowered: str, read_in: Language) -> tuple[bool, ...]:
    pairs = _offer_screens(read_in)
    return tuple(bool(quick.search(lowered) and offer.search(text)) for quick, offer in pairs)


def by_rule(here: Look, read_in: Language) -> bool | None:
    """Return what needs no weighing: False for what a page says beside its article, for orders to a machine
    and for questions and fragments; True for a table's row."""
    text = here.text
    if here.beside or boilerplate.opens_boilerplate(text, read_in):
        return False
    if injection.opens_instruction(text, read_in):
        return False
    holds = (boilerplate.holds_boilerplate, injection.holds_instruction)
    if not here.plain and any(held(text, read_in) for held in holds):
        return False
    if _asks(text, read_in):
        return False
    if ":" in text and _ROW.fullmatch(text) and not any(here.offers):
        return True
    return False if here.verbless and _is_fragment(here) else None


def _is_fragment(here: Look) -> bool:
    """Whether a line without a verb is short, or mostly names."""
    count = len(here.words)
    return count <= FRAGMENT_WORDS // 2 or (count <= FRAGMENT_WORDS and _capitals(here) >= NAMED * count)


def _capitals(here: Look) -> int:
    return len([word for word in here.words[1:] if not word[0].islower()])


def clues_of(before: Look, here: Look, after: Look, told: Frame) -> Mapping[str, float]:
    """Return what speaks for and against a sentence, by name."""
    clues = dict.fromkeys((*_of_words(here, told), *_of_shape(here.text)), 1.0)
    if any(here.offers):
        names = [name for name, offered in zip(OFFERS, here.offers, strict=True) if offered]
        if not (before.text and after.text and here.ended):
            names += [f"{name}_edge" for name in names]
        clues |= dict.fromkeys(names, 1.0)
    if not before.ended:
        clues["after_open"] = 1.0
    if not after.ended:
        clues["before_open"] = 1.0
        clues["between_open"] = float(not before.ended)
    if any(before.offers):
        clues["after_offers"] = 1.0
    if any(after.offers):
        clues["before_offers"] = 1.0
    if not before.text:
        clues["first"] = 1.0
    if not after.text:
        clues["last"] = 1.0
    return clues


def _of_words(here: Look, told: Frame) -> Iterator[str]:
    """What its words speak for."""
    words, verbless, ended = here.words, here.verbless, here.ended
    own, count = told.read_in.citable, len(words)
    capitals = _capitals(here)
    if count >= 3 and capitals >= 0.6 * (count - 1):
        yield "title_case"
    if verbless:
        yield from _of_verbless(here, capitals)
    if _DATED.search(here.text, max(0, len(here.text) - 26)):
        yield "dated"
        if own.past.isdisjoint(words) and not any(word.endswith("ed") for word in words):
            yield "dated_present"
    if here.text.isupper():
        yield "shouted"
    if not ended:
        yield from _of_open(count, capitals, verbless)
    if verbless or not ended:
        yield from (f"words_{most}" for most in (3, 5, 8, 12) if count <= most)
    if count <= 1:
        yield "one_word"
    if count <= 2 * len(told.title) and _repeats(words, told.title):
        yield "is_title"


def _of_verbless(here: Look, capitals: int) -> Iterator[str]:
    yield "verbless"
    if capitals >= NAMED * len(here.words):
        yield "verbless_named"
    if ":" in here.text:
        yield "verbless_label"


def _of_open(count: int, capitals: int, verbless: bool) -> Iterator[str]:
    """What a line without an end speaks for."""
    yield "open" if count < HEADLINE_WORDS else "open_long"
    if count <= 12:
        yield "open_short"
    if count < HEADLINE_WORDS and capitals >= 0.3 * count:
        yield "open_named"
    if verbless:
        yield "verbless_open"


def _of_shape(text: str) -> Iterator[str]:
    if _LIST_MARK.match(text):
        yield "list_mark"
    if text.startswith(("—", "–")):
        yield "dash"
    if _LABEL.match(text):
        yield "label"
    if _has_address(text):
        yield "address"
    if text[:1] in _QUOTES or text[-1:] in _QUOTES:
        yield "quoted"


def _is_citable(before: Look, here: Look, after: Look, told: Frame) -> bool:
    settled = by_rule(here, told.read_in)
    if settled is not None:
        return settled
    weights, clues = _weights(), clues_of(before, here, after, told)
    # A clue that no labelled sentence had weighs nothing.
    return weights["bias"] + sum([weights.get(name, 0.0) * value for name, value in clues.items()]) <= 0


def _has_address(text: str) -> bool:
    return ("@" in text or "http" in text or "www." in text or "pic." in text) and bool(_ADDRESS.search(text))


def _asks(text: str, read_in: Language) -> bool:
    """Whether it is a question as a whole; a long statement may end in one."""
    asks = text[-6:].rstrip("\"”’')] \n")[-1:] in _QUESTION and ends_sentence(text, "?？؟")
    return asks and (len(text.split()) < STATEMENT_WORDS or opens_question(text, read_in))


def _has_verb(words: Sequence[str], own: CitableWords) -> bool:
    if not own.verbs.isdisjoint(words):
        return True
    folded = [word.replace("’", "'").casefold() for word in words]
    if not own.verbs.isdisjoint(folded):
        return True
    if any(word.endswith(own.verb_endings) for word in folded[1:] if len(word) > 4):
        return True
    return any(
        (len(one) > 3 and one[-1] == "s" and two in own.verb_before)
        or (len(two) > 3 and two[-1] == "s" and one in own.verb_after)
        for one, two in pairwise(folded)
    )


def _repeats(words: Sequence[str], title: frozenset[str]) -> bool:
    said = frozenset([word.casefold() for word in words])
    shared = len(said & title)
    return bool(title) and shared >= SAME_WORDS * (len(said) + len(title) - shared)


@cache
def _weights() -> Mapping[str, float]:
    data: dict[str, float] = json.loads(Path(__file__).with_name("citable.json").read_text("utf-8"))
    return data
