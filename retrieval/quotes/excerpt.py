"""The excerpt in a question for the origin of some words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.text.characters import normalise
from retrieval.text.languages import ENGLISH, Language
from retrieval.text.quotation_marks import DOUBLE, SINGLE, Quotation, is_speech, quoted_parts
from retrieval.text.utterance import asks_origin, ends_statement, is_statement
from retrieval.text.words import content, tokenise

MIN_WORDS = 4
"""Least words of an excerpt. Fewer are a name, a title or irony."""
ASIDE_WORDS = 6
"""Least words of an excerpt inside the question's own sentence."""
PLAIN_WORDS = 14
"""Least words of a quote that is always an excerpt."""
FRAME_WORDS, ASIDE_FRAME_WORDS = 12, 8
"""Most words of a question for the origin of a quote, and of one inside its own sentence."""
SHORT_FRAME_WORDS = 2
"""Most words of a bare question for an origin ("Source?")."""
COLON_WORDS = 6
"""Least words of an excerpt after a colon."""
TITLE_SHARE = 0.75
"""Least share of capitalised words in a title."""

_CAPITAL_IN_BRACKETS = re.compile(r"\[(\w)\](?=\w)")
_BLOCK = re.compile(r"^[ \t]*>>>\s(?P<rest>[\s\S]*)|^[ \t]*>(?!>)[ \t]?(?P<line>.*)$", re.MULTILINE)


def find_excerpt(question: str, language: Language = ENGLISH) -> str | None:
    """Return the excerpt of a question for its origin, parts joined by an ellipsis; None for other questions.

    It is between quotation marks, in a Discord block quote, after a colon, or the whole text.
    """
    text = normalise(question).replace("``", "“").replace("''", "”").strip()
    text = _CAPITAL_IN_BRACKETS.sub(r"\1", text)
    excerpt = _block(text) or _quoted(text, language) or _after_colon(text, language)
    if not excerpt and is_statement(text, language):
        excerpt = text
    return " ".join(excerpt.split()) if excerpt else None


def is_complete(excerpt: str, question: str) -> bool:
    """Return whether an excerpt is marked or a whole sentence. Half a sentence may be a search phrase."""
    return len(question.strip()) > len(excerpt) or ends_statement(excerpt)


def _block(text: str) -> str | None:
    block = "\n".join(match["rest"] or match["line"] or "" for match in _BLOCK.finditer(text))
    return block if _count(block) >= MIN_WORDS else None


def _quoted(text: str, language: Language) -> str | None:
    for marks in (DOUBLE, SINGLE):
        parts = [p for p in quoted_parts(text, marks, language) if _count(text[p.start : p.end]) >= MIN_WORDS]
        if parts and not _is_pasted(text, parts, language) and _asks_for(text, parts, language):
            return " … ".join(text[part.start : part.end].strip() for part in parts)
    return None


def _count(text: str) -> int:
    return len(tokenise(text).folded)


def _is_pasted(text: str, parts: Sequence[Quotation], language: Language) -> bool:
    """Return whether the text is itself news ("…," she said.) and asks nothing about its quote."""
    return is_speech(text, parts[-1], len(text), language) and is_statement(text, language)


def _asks_for(text: str, parts: Sequence[Quotation], language: Language) -> bool:
    """Return whether the words around the quotations ask for their origin."""
    frame = _frame(text, parts)
    asking, quoted = _count(frame), sum(_count(text[part.start : part.end]) for part in parts)
    if not asking:
        return True
    if asking > FRAME_WORDS:
        return False
    if quoted >= PLAIN_WORDS:
        return True
    if not asks_origin(frame, language):
        return False
    if asking <= SHORT_FRAME_WORDS or language.quotes.leads_to_quote.search(text[: parts[0].left]):
        return True
    titles = all(_is_title(text[part.start : part.end], language) for part in parts)
    return quoted >= ASIDE_WORDS and asking <= ASIDE_FRAME_WORDS and not titles


def _frame(text: str, parts: Sequence[Quotation]) -> str:
    edges = [0, *(edge for part in parts for edge in (part.left, part.right)), len(text)]
    return " ".join(text[left:right] for left, right in zip(edges[::2], edges[1::2], strict=True))


def _is_title(quoted: str, language: Language) -> bool:
    """Return whether a quote is written like the name of a book or a film."""
    words = [word for word in quoted.split() if word[0].isalpha() and content([word.casefold()], language)]
    capitals = sum(word[0].isupper() for word in words)
    return capitals > max(1, TITLE_SHARE * len(words)) and not ends_statement(quoted)


def _after_colon(text: str, language: Language) -> str | None:
    lead = language.quotes.leads_to_colon.match(text)
    if not lead or not asks_origin(lead[0], language):
        return None
    rest = text[lead.end() :]
    return rest if _count(rest) >= COLON_WORDS else None
