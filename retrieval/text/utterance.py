"""Kinds of utterances: questions, orders, search phrases, statements and requests for an origin."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.sentences import ends_sentence
from retrieval.text.words import tokenise

BARE_WORDS = 6
"""Least words of a sentence that may be a question by itself."""
LOOSE_WORDS = 12
"""Least words of a line without a full stop that is no search phrase, such as half a sentence."""


def asks_origin(text: str, language: Language = ENGLISH) -> bool:
    """Return whether `text` has a word that asks for the origin of a quote."""
    return language.quotes.origin.search(text) is not None


def opens_question(text: str, language: Language = ENGLISH) -> bool:
    """Return whether the first word opens questions, or one of the next is a question word."""
    words, asking = tokenise(text).folded[:4], language.questions
    return bool(words) and (words[0] in asking.openers or not asking.pronouns.isdisjoint(words))


def ends_statement(text: str) -> bool:
    """Return whether `text` ends like a sentence that is no question."""
    return ends_sentence(text, ".!…")


def is_statement(text: str, language: Language = ENGLISH) -> bool:
    """Return whether `text` is like a sentence of news, or half of one, and no request."""
    words = tokenise(text).folded
    if len(words) < (BARE_WORDS if ends_statement(text) else LOOSE_WORDS):
        return False
    if text.rstrip("\"”’') ").endswith("?"):
        return False
    return not (_is_order(words, language) or _is_asking(words, text, language))


def _is_order(words: Sequence[str], language: Language) -> bool:
    asking = language.questions
    return words[0] in asking.orders or asking.wishes.match(" ".join(words[:3])) is not None


def _is_asking(words: Sequence[str], text: str, language: Language) -> bool:
    """Return whether it opens or ends like a question, which "When he came, they left." does not."""
    ended, asking = ends_statement(text), language.questions
    if words[0] in asking.openers:
        clause = ended and "," in text and not asking.auxiliaries & set(words[:2])
        return not clause
    if words[0] in asking.before_asking and words[1] in asking.pronouns:
        return True
    return not ended and asking.asks_at_end.search(text) is not None
