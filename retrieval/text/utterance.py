"""Tells a question, an order or a search phrase from a statement, and what asks for an origin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.text.words import read

BARE_WORDS = 6
"""Words of a sentence that may be asked for by itself."""
LOOSE_WORDS = 12
"""Words from which a line without a full stop, such as half a sentence, is no search phrase."""

_PRONOUNS = frozenset("who whom whose what what's whats which when where why how who's where's how's".split())
_AUXILIARIES = frozenset(
    """
    is are was were am be do does did don't doesn't didn't has have had can could will would shall should may
    might must isn't aren't wasn't
    """.split()
)
ASKS = _PRONOUNS | _AUXILIARIES
"""Words that questions open with."""
_ORDERS = frozenset(
    """
    tell give show list name explain describe summarise summarize compare find search look define write
    translate help please let i'm i'd remind recap discuss outline identify provide any anything hi hello hey
    thanks thank ok okay newest latest recent news update updates
    """.split()
)
_BEFORE_ASKING = frozenset(
    "in on at for from to by of with after before during about under and so but then".split()
)
_WISHES = re.compile(r"i (?:want|need|would|wonder|am (?:looking|wondering|interested))\b|we (?:want|need)\b")
_ASKS_AT_END = re.compile(
    r"\bhow (?:many|much|old|soon|long|far|often)\b|\b(?:what|which|who|whom)(?: \w+){0,3}\W*\Z"
    r"|[.!]\s(?:who|what|which|when|where|why|how|is|are|was|were|did|does|do)\b[^.!]*\Z",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!…][\"”’')\]]*\Z")
_ASKS_ORIGIN = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|tells?|told|wr(?:ote|ites?|itten)|quot\w+|tweet\w*|post(?:ed|s)?|uttered|spoke\w*"
    r"|stated?|states|claim(?:ed|s)?|articles?|stor(?:y|ies)|piece|papers?|outlets?|publish\w*|report(?:ed|s)?"
    r"|headline|sources?|cite[ds]?|trace|find|from|origin\w*|words|sentence|line|excerpt|passage|text|reads?"
    r"|stands?|appear(?:s|ed)?|context|mention\w*|verify|check|identify|attribut\w+|real|true|genuine|whose)\b",
    re.IGNORECASE,
)


def asks_origin(text: str) -> bool:
    """Whether `text` has a word that one asks for the origin of a quote with."""
    return _ASKS_ORIGIN.search(text) is not None


def opens_question(text: str) -> bool:
    """Whether the first word is one that questions open with, or one of the next asks who or which."""
    words = read(text).folded[:4]
    return bool(words) and (words[0] in ASKS or not _PRONOUNS.isdisjoint(words))


def ends_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text.rstrip()) is not None


def is_statement(text: str) -> bool:
    """Whether `text` reads like a sentence of news, or half a one, and not like something a user asks for."""
    words = read(text).folded
    if len(words) < (BARE_WORDS if ends_sentence(text) else LOOSE_WORDS):
        return False
    if text.rstrip("\"”’') ").endswith("?"):
        return False
    return not (_is_order(words) or _is_asking(words, text))


def _is_order(words: Sequence[str]) -> bool:
    return words[0] in _ORDERS or _WISHES.match(" ".join(words[:3])) is not None


def _is_asking(words: Sequence[str], text: str) -> bool:
    """Whether it opens or ends as a question does; "When he came, they left." does not."""
    ended = ends_sentence(text)
    if words[0] in ASKS:
        clause = ended and "," in text and not _AUXILIARIES & set(words[:2])
        return not clause
    if words[0] in _BEFORE_ASKING and words[1] in _PRONOUNS:
        return True
    return not ended and _ASKS_AT_END.search(text) is not None
