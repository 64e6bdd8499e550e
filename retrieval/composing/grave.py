"""What a claim must not add of its own: grave events, and who is said to have said it.

Short lists of what news is about; a cross-encoder, which looks for relevance, minds neither.
"""

from __future__ import annotations

import re

from retrieval.keywords import keywords

_EVENTS = tuple(
    map(
        keywords,
        (
            "kill killing die dead death deadly fatal fatality body murder assassinate slain toll victim",
            "sink sank sunk capsize overturn wreck",
            "arrest detain custody jail imprison prison handcuff",
            "resign quit resignation oust step stepped depart",
            "sue sued lawsuit suit court complaint",
            "convict conviction guilty verdict sentence",
            "dismiss fire fired sack lay layoff cut job",
            "explode explosion blast bomb detonate",
            "withdraw withdrew withdrawn retract pull drop",
        ),
    )
)
"""Stems of the words for one kind of event: whichever a claim uses, one of them must have been told."""
_SAID = "said|says|say|told|announced|warned|claimed|stated|confirmed|denied|admitted"
_SPEAKER = re.compile(
    rf"\b(?P<before>[a-z]+) (?:{_SAID})\b|\baccording to (?:(?:the|an?) )?(?P<behind>[a-z]+)\b"
)
_ANYONE = keywords(
    "official authority company firm group report article source account outlet paper one another other"
    " former latter spokesman spokeswoman spokesperson expert people researcher"
)
"""Whom any speaker may be called."""


def adds_grave(claim: str, text: str) -> bool:
    """Whether `claim` tells of a grave event of a kind that `text` has no word for."""
    said, told = keywords(claim), keywords(text)
    return any(said & event and not told & event for event in _EVENTS)


def lends_speech(claim: str, text: str) -> bool:
    """Whether `claim` has somebody speak, named by no name, whom `text` does not mention."""
    told = keywords(text) | _ANYONE
    speakers = (found["before"] or found["behind"] for found in _SPEAKER.finditer(claim))
    return any(not keywords(speaker) <= told for speaker in speakers)
