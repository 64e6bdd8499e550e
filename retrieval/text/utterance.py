"""What tells a question, an order or a search phrase from a statement, and what asks for an origin."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.sentences import ends_sentence
from retrieval.text.words import tokenise

BARE_WORDS = 6
"""Words of a sentence that may be asked for by itself."""
LOOSE_WORDS = 12
"""Words from which a line without a full stop, such as half a sentence, is no search phrase."""


def asks_origin(text: str, language: Language = ENGLISH) -> bool:
    """Say whether `text` has a word that one asks for the origin of a quote with."""
    return language.quotes.origin.search(text) is not None


def opens_question(text: str, language: Language = ENGLISH) -> bool:
    """Say whether the first word is one that questions open with, or one of the next asks who or which."""
    words, asking = tokenise(text).folded[:4], language.questions
    return bool(words) and (words[0] in asking.openers or not asking.pronouns.isdisjoint(words))


def ends_statement(text: str) -> bool:
    """Say whether `text` ends as a sentence does that is no question."""
    return ends_sentence(text, ".!…")


def is_statement(text: str, language: Language = ENGLISH) -> bool:
    """Say whether `text` reads like a sentence of news, or half a one, and not like something asked for."""
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
    """Say whether it opens or ends as a question does; "When he came, they left." does not."""
    ended, asking = ends_statement(text), language.questions
    if words[0] in asking.openers:
        clause = ended and "," in text and not asking.auxiliaries & set(words[:2])
        return not clause
    if words[0] in asking.before_asking and words[1] in asking.pronouns:
        return True
    return not ended and asking.asks_at_end.search(text) is not None
