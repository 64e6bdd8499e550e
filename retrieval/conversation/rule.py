"""Makes a follow-up stand alone by a rule: it is searched for together with what the conversation is about.

The passages are found with the follow-up and the words of the question that opened its topic; within them the
sentences are read with the follow-up alone, since the topic's words stand in every one of them. On
training/sets/conversations.jsonl that finds the gold sentence much oftener than the follow-up by itself:
`python -m training.conversations` has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.text.keywords import keywords
from retrieval.values import Query, QuestionState, Turn

FEW_WORDS = 3
"""Words with a meaning up to which a question without a name takes its topic from what was said before."""
MAX_CONTEXT = 10
"""Words of the conversation that a follow-up is searched with."""

_POINTS_BACK = re.compile(
    r"\b(?:he|she|him|her|hers|his|it|its|they|them|their|theirs|such)\b"
    # Not "the plan that failed", "this week" or "is there": only where nothing else is pointed at.
    r"|\b(?:about|after|at|because of|before|by|did|do|does|for|from|in|is|like|of|on|to|was|were|with)"
    r" (?:this|that|these|those)(?! (?:week|month|year|morning|afternoon|evening|season)\b)\b",
    re.IGNORECASE,
)
_POINTS_BACK_AT_END = re.compile(
    r"\b(?:her|him|it|them|this|that|these|those|there|then|so)\W*\Z", re.IGNORECASE
)
_TRUE = re.compile(r"\b(?:is|was) it (?:true|possible|likely)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\W*(?:and|but|so|or|then|also|what about|how about|what else|who else)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_](?:[\w’'.,-]*[\w])?")


def stand_alone(query: Query) -> Query:
    """The query with a text to search by; a follow-up's own words become its `focus`."""
    if not query.history or not leans(query.text):
        return query
    context = _context(query)
    return replace(query, text=f"{query.text} ({' '.join(context)})", focus=query.text) if context else query


class RuleCondenser:
    """Make follow-ups stand alone by the rule."""

    def condense(self, query: Query) -> QuestionState:
        """Return the query that is searched for."""
        return QuestionState(stand_alone(query))

    async def acondense(self, query: Query) -> QuestionState:
        """Return what `condense` returns."""
        return self.condense(query)


def leans(question: str) -> bool:
    """Whether a question needs what was said before it: it goes on, points back, or names too little."""
    if _GOES_ON.match(question) or _POINTS_BACK_AT_END.search(question):
        return True
    back = _POINTS_BACK.search(_TRUE.sub("", question))
    named = _names(question)
    if back and not (named and question.find(named[0]) < back.start()):
        return True
    return not named and len(keywords(question)) <= FEW_WORDS


def _context(query: Query) -> tuple[str, ...]:
    """The topic's words and the names that came up since, without what the follow-up itself has."""
    topic, *since = _topic(query.history)
    words = [*_telling(topic.question), *(name for turn in since for name in _names(turn.question))]
    there = keywords(query.text)
    fresh = [word for word in dict.fromkeys(words) if not keywords(word) & there]
    return tuple(fresh[:MAX_CONTEXT])


def _topic(history: Sequence[Turn]) -> Sequence[Turn]:
    """The turns from the last question on that stood by itself; all where none did."""
    opened = [n for n, turn in enumerate(history) if not leans(turn.question)]
    return history[opened[-1] if opened else 0 :]


def _telling(text: str) -> list[str]:
    return [word for word in _words(text) if keywords(word)]


def _names(text: str) -> list[str]:
    """Capitalised words and numbers; the first word may be a capital for no reason, and counts in no case."""
    return [word for word in list(_words(text))[1:] if word[0].isupper() or word[0].isdigit()]


def _words(text: str) -> Iterator[str]:
    return (re.sub(r"['’]s$", "", found[0]) for found in _WORD.finditer(text))
