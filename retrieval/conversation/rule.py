"""Makes a follow-up stand alone by a rule: it is searched for together with what the conversation is about.

The passages are found with the follow-up and the words of the question that opened its topic; within them the
sentences are read with the follow-up alone, since the topic's words stand in every one of them. On
training/sets/conversations.jsonl that finds the gold sentence much oftener than the follow-up by itself:
`python -m training.conversations` has the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.text.keywords import keywords
from retrieval.text.languages import ENGLISH, Language, language
from retrieval.text.names import bare
from retrieval.text.references import leans_on_last, points_back
from retrieval.text.words import WRITTEN
from retrieval.values import Query, QuestionState, Turn

FEW_WORDS = 3
"""Words with a meaning up to which a question without a name takes its topic from what was said before."""
MAX_CONTEXT = 10
"""Words of the conversation that a follow-up is searched with."""


def stand_alone(query: Query) -> Query:
    """The query with a text to search by; a follow-up's own words become its `focus`."""
    if not query.history or not leans(query.text, language(query.language)):
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


def leans(question: str, asked_in: Language = ENGLISH) -> bool:
    """Say whether a question needs what was said before it: it goes on, points back, or names too little."""
    if leans_on_last(question, asked_in):
        return True
    back = points_back(question, asked_in)
    named = _names(question)
    if back is not None and not (named and question.find(named[0]) < back):
        return True
    return not named and len(keywords(question, asked_in)) <= FEW_WORDS


def _context(query: Query) -> tuple[str, ...]:
    """Return the topic's words and the names that came up since, without what the follow-up itself has."""
    asked_in = language(query.language)
    topic, *since = _topic(query.history, asked_in)
    telling = [word for word in _words(topic.question) if keywords(word, asked_in)]
    words = [*telling, *(name for turn in since for name in _names(turn.question))]
    own = keywords(query.text, asked_in)
    fresh = [word for word in dict.fromkeys(words) if not keywords(word, asked_in) & own]
    return tuple(fresh[:MAX_CONTEXT])


def _topic(history: Sequence[Turn], asked_in: Language) -> Sequence[Turn]:
    """Return the turns from the last question on that stood by itself; all where none did."""
    opened = [n for n, turn in enumerate(history) if not leans(turn.question, asked_in)]
    return history[opened[-1] if opened else 0 :]


def _names(text: str) -> list[str]:
    """Return capitalised words and numbers behind the first word, whose capital says nothing."""
    return [word for word in _words(text)[1:] if word[0].isupper() or word[0].isdigit()]


def _words(text: str) -> list[str]:
    return [bare(word) for word in WRITTEN.findall(text)]
