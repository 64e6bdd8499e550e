"""Several questions in one: each as a text that stands by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from retrieval.text.keywords import keywords
from retrieval.text.languages import ENGLISH, Language
from retrieval.text.languages.language import any_of
from retrieval.text.quotation_marks import DOUBLE, quoted_parts
from retrieval.text.references import points_back
from retrieval.text.words import WRITTEN, tokenise
from retrieval.understanding.named import named

MOST = 8
"""Questions that are answered at once; what is asked beyond them is left out."""
MAX_CONTEXT = 6
"""Words that a part takes from the first question to stand by itself."""
REACH = 3
"""Words at the beginning of a part among which a question word stands."""
FEW = 2
"""Words with a meaning below which a part does not stand by itself."""


def split_questions(text: str, language: Language = ENGLISH) -> tuple[str, ...]:
    """Return the questions in a text, each standing by itself; nothing where there is only one."""
    joint = _joints(language)
    twin = joint.twin.match(text.strip())
    if twin:
        return tuple(f"{asking} {twin['rest']}" for asking in (twin["one"], twin["other"]))
    pieces = list(_pieces(text, language))
    if len(pieces) > 1:
        pieces = [part for piece in pieces for part in joint.listed.split(piece)]
    if len(pieces) < 2:
        return ()
    first, *others = pieces[:MOST]
    return (first, *(_by_itself(part, first, language) for part in others))


def _pieces(text: str, language: Language) -> Iterator[str]:
    """Yield the questions, without greetings and statements around them."""
    quotes = [(part.left, part.right) for part in quoted_parts(text, DOUBLE, language)]
    start = 0
    for match in _joints(language).between.finditer(text):
        if not any(left < match.start() < right for left, right in quotes):
            yield from _asked(text[start : match.start("joint")], language)
            start = match.end("joint")
    yield from _asked(text[start:], language)


def _asked(piece: str, language: Language) -> Iterator[str]:
    """Yield a piece, if it asks by itself: with a question word among its first, or as an order."""
    plain, asking = piece.strip(" ,;\n\t"), language.questions
    words = tokenise(plain).folded
    while words and words[0] in language.asking.joins:
        plain, words = plain.partition(" ")[2], words[1:]
    opens = not asking.openers.isdisjoint(words[:REACH]) and words[0] not in language.asking.subjects
    if opens or (len(words) > 1 and words[0] in language.asking.orders):
        yield plain


def _by_itself(part: str, first: str, language: Language) -> str:
    """Return a later part, with the words of the first that it lacks."""
    _, people = named(first, language)
    pointing = language.asking.person_pronoun
    if len(people) == 1 and pointing.search(part):
        return pointing.sub(people[0], part, count=1)
    own = keywords(part, language) - keywords(" ".join(language.asking.subjects), language)
    if points_back(part, language) is None and len(own) >= FEW:
        return part
    context = [w for w in WRITTEN.findall(first) if (stems := keywords(w, language)) and not stems & own]
    return f"{part} ({' '.join(context[:MAX_CONTEXT])})" if context else part


@dataclass(frozen=True, slots=True)
class _Joints:
    between: re.Pattern[str]
    """What stands between two questions."""
    listed: re.Pattern[str]
    """What stands between the first of several."""
    twin: re.Pattern[str]
    """Two question words before one question."""


@cache
def _joints(language: Language) -> _Joints:
    words, asking = language.asking, language.questions
    asks, joins = any_of(asking.pronouns), any_of(words.joins)
    opens = (
        rf"(?:(?:{any_of(asking.before_asking)}) )?(?:{asks})\b|(?:{any_of(words.orders)})\b"
        rf"|(?:{any_of(asking.auxiliaries)}) (?:(?:{any_of(words.subjects)})\b|(?-i:[A-Z]))"
    )
    stop = r"(?:(?<=[?？!;])|(?<=[^.]\.))\s+(?=\S)"
    return _Joints(
        between=re.compile(rf"(?P<joint>{stop}|(?:,\s*|\s)(?:{joins})\s+(?={opens}))", re.IGNORECASE),
        listed=re.compile(rf",\s+(?={opens})", re.IGNORECASE),
        twin=re.compile(
            rf"(?P<one>{asks}) (?:{joins}) (?P<other>{asks}) (?P<rest>\S.*)", re.IGNORECASE | re.DOTALL
        ),
    )
