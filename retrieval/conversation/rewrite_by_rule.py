"""The rule for follow-ups: they are searched together with the topic of the conversation.

Passages are searched with the follow-up and the words of the question that opened its topic. Sentences are
selected with the follow-up alone, since every passage holds the topic's words. `python -m
training.conversations` measures how much more often this finds the gold sentence than the follow-up alone.
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
"""A question with at most this many keywords and no name takes its topic from the conversation."""
MAX_CONTEXT = 10
"""Words of the conversation in the search for a follow-up."""


def stand_alone(query: Query) -> Query:
    """Return the query with a text to search by; a follow-up's own words become its `focus`."""
    if not query.history or not leans(query.text, language(query.language)):
        return query
    context = _context(query)
    return replace(query, text=f"{query.text} ({' '.join(context)})", focus=query.text) if context else query


class RuleCondenser:
    """Make follow-ups stand alone by the rule."""

    def condense(self, query: Query) -> QuestionState:
        """Return the query to search for."""
        return QuestionState(stand_alone(query))

    async def acondense(self, query: Query) -> QuestionState:
        """Return what `condense` returns."""
        return self.condense(query)


def leans(question: str, asked_in: Language = ENGLISH) -> bool:
    """Return whether a question needs the conversation: it continues it, points back, or names too little."""
    if leans_on_last(question, asked_in):
        return True
    back = points_back(question, asked_in)
    named = _names(question)
    if back is not None and not (named and question.find(named[0]) < back):
        return True
    return not named and len(keywords(question, asked_in)) <= FEW_WORDS


def _context(query: Query) -> tuple[str, ...]:
    """Return the topic's words and later names, without the words of the follow-up."""
    asked_in = language(query.language)
    topic, *since = _topic(query.history, asked_in)
    topic_words = [word for word in _words(topic.question) if keywords(word, asked_in)]
    words = [*topic_words, *(name for turn in since for name in _names(turn.question))]
    own = keywords(query.text, asked_in)
    fresh = [word for word in dict.fromkeys(words) if not keywords(word, asked_in) & own]
    return tuple(fresh[:MAX_CONTEXT])


def _topic(history: Sequence[Turn], asked_in: Language) -> Sequence[Turn]:
    """Return the turns from the last question on that stands alone; all if none does."""
    opened = [n for n, turn in enumerate(history) if not leans(turn.question, asked_in)]
    return history[opened[-1] if opened else 0 :]


def _names(text: str) -> list[str]:
    """Return capitalised words and numbers after the first word, whose capital means nothing."""
    return [word for word in _words(text)[1:] if word[0].isupper() or word[0].isdigit()]


def _words(text: str) -> list[str]:
    return [bare(word) for word in WRITTEN.findall(text)]
