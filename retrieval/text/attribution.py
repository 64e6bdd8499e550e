"""Attribution: whose words a sentence reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.languages.language import any_of
from retrieval.text.names import PARTICLE

LOOK_BACK = 4
"""Sentences before a pronoun in which its name is looked for."""
LONGEST = 10
"""Words of a speaker who is no name: "a doctor at a hospital in Kabul"."""
_OF = re.compile(r"\b(?:of|in|at|from|for|near|with)\s+(?:the\s+)?(?:[A-Z][\w’'.-]*\s+|and\s+)*\Z")
_CAPITAL = r"[A-Z][a-z]{0,4}\.(?=\s[A-Z])|[A-Z][\w’'.-]*[\w]|[A-Z][a-z]{0,3}\."
_MORE = rf"(?:\s+(?:{_CAPITAL}|{PARTICLE}(?=\s+(?:{PARTICLE}\s+)?[A-Z])))"
_NAME = rf"(?:{_CAPITAL}){_MORE}*"
_ASIDE = r"(?:,\s(?P<role>[^,;:“”\"]{2,80}),)?"
_TITLE = re.compile(r"(?:[\w’'-]+ ){1,4}\Z")
"""Words before a name that may say who it is: "Taliban spokesman"."""
_PERSON = re.compile(rf"(?:{_CAPITAL}){_MORE}+")
"""A name of two words or more."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks, as the article names them, and what they are called beside it."""

    speaker: str
    role: str = ""


def attribution(texts: Sequence[str], place: int, language: Language = ENGLISH) -> Attribution | None:
    """Return whose words the sentence at `place` reports; None for the article's own.

    `texts` are the sentences of a passage in order; a pronoun stands for the last person named before it.
    """
    patterns, text = _patterns(language), texts[place]
    for pattern in patterns.named:
        if (match := pattern.search(text)) and (speaker := _whole(match, text, language)):
            title = _TITLE.search(text[: match.start("speaker")])
            role = f"{title[0] if title else ''}{match.groupdict().get('role') or ''}"
            return Attribution(speaker, role.strip())
    if patterns.pronoun.search(text):
        return _before(texts[max(0, place - LOOK_BACK) : place], language)
    return None


def _before(texts: Sequence[str], language: Language) -> Attribution | None:
    """Return the person whom "he" or "she" stands for; None where somebody of somebody's was named."""
    for text in reversed(texts):
        people = [name for match in _PERSON.finditer(text) if " " in (name := _trimmed(match[0], language))]
        if people:
            return None if people[0].endswith(("'s", "’s", "s'", "s’")) else Attribution(people[0])
    return None


def _whole(match: re.Match[str], text: str, language: Language) -> str:
    """Return who speaks: of "a doctor in Kabul" and "Ann Lee of the Union" not only the last name."""
    start, end = match.span("speaker")
    if not _OF.search(text[:start]) or match.start() != start:
        return _trimmed(match["speaker"], language)
    opening = max(text.rfind(sign, 0, start) for sign in ',;:"“”') + 1
    phrase = text[opening:end].strip()
    if person := _PERSON.match(phrase):
        return _trimmed(person[0], language)
    return phrase if len(phrase.split()) <= LONGEST else ""


def in_full(speaker: str, text: str, language: Language = ENGLISH) -> str:
    """Return the first longer name in a text that ends in a one-word name: "Mike Mullen" for "Mullen"."""
    if " " in speaker:
        return speaker
    longer = (_trimmed(m[0], language) for m in _PERSON.finditer(text) if m[0].split()[-1] == speaker)
    return next((name for name in longer if " " in name), speaker)


def _trimmed(name: str, language: Language) -> str:
    """Return a name without words before it that only open the sentence."""
    calendar = {n.casefold() for n in language.calendar.names}
    words = name.split()
    while words and (
        words[0] in language.sentences.openers
        or (small := words[0].casefold().rstrip(".")) in language.stop_words
        or small in calendar
    ):
        words = words[1:]
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class _Patterns:
    named: tuple[re.Pattern[str], ...]
    pronoun: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Patterns:
    verbs = any_of(language.asking.speech)
    small = any_of(language.stop_words)
    adverb = r"(?:\w+ly\s+|also\s+|later\s+|has\s+|had\s+|have\s+)?"
    return _Patterns(
        named=(
            re.compile(rf"(?P<speaker>{_NAME}){_ASIDE}\s+{adverb}(?:{verbs})\b"),
            re.compile(
                rf"[,”\"’?!]\s*(?:{verbs})\s+(?P<speaker>{_NAME})(?P<role>)(?=[,.;:]|\s(?:{small})\b|\Z)"
            ),
            re.compile(
                rf"[,”\"’?!]\s*(?:{verbs})\s+(?P<title>(?:(?!(?:of|in|at|on|that)\s)[\w’'.-]+\s+){{0,6}}?(?!(?:of|in|at|on|that)\s)[a-z][\w-]*\s+)?(?P<speaker>{_NAME})"
                rf"(?:,\s(?P<role>[^,.;:“”\"]{{2,80}}))?(?=[,.;:]|\s[a-z]|\Z)"
            ),
            re.compile(
                rf"(?:{language.asking.by_words.pattern})\s+(?P<speaker>{_NAME})(?=[,.;:”\"]|\s(?:{small})\b|\Z)"
            ),
        ),
        pronoun=re.compile(
            rf"\b(?:he|she)\s+{adverb}(?:{verbs})\b|[,”\"]\s*(?:{verbs})\s+(?:he|she)\b",
            re.IGNORECASE,
        ),
    )
