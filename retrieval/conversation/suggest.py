"""Suggestions: questions that these articles answer, made of the names in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from retrieval.index import Index
from retrieval.text.attribution import attribution, in_full
from retrieval.text.languages import ENGLISH, Language, language
from retrieval.understanding.named import named
from retrieval.values import Answer, Article, Query
from retrieval.values.understanding import Kind

MOST = 3
"""Suggestions of an answer."""
OPENING = 900
"""Characters of an article in which its names are looked for."""
OFTEN = 2
"""Mentions in an article's opening that make a name its topic."""
NEWEST = 12
"""Newest articles whose names are suggested where nothing was asked."""
PASSAGES = 30
"""Passages with a name that show what can be asked about it."""
FEWEST = 3
"""Days that make a timeline, and speakers that make reactions."""


def suggestions(answer: Answer, query: Query, index: Index) -> tuple[str, ...]:
    """Return at most `MOST` questions that follow an answer, or that may be asked at all after small talk.

    Each can be answered: its name stands in articles of enough days, or with enough speakers.
    """
    if answer.kind is Kind.TALK:
        return _newest(query, index)
    articles = {c.evidence.article.id: c.evidence.article for c in answer.citations}
    told = " ".join(c.evidence.text for c in answer.citations)
    asked = answer.question.casefold()
    names = [name for name in _topics(articles.values()) if name.casefold() in asked or name in told]
    names.sort(key=lambda name: name.casefold() not in asked)
    return tuple(_about(names[0], answer.kind, query, index))[:MOST] if names else ()


def _newest(query: Query, index: Index) -> tuple[str, ...]:
    articles = filter(None, map(index.articles.article, index.selection.ids_newest(query, NEWEST)))
    names = list(dict.fromkeys(name for a in articles for name in list(_topics([a]))[:1]))
    return tuple(ENGLISH.asking.suggested["latest"].format(name) for name in names[:MOST])


def _topics(articles: Iterable[Article]) -> Iterator[str]:
    """Yield the names that openings mention often, the most frequent first."""
    counts: Counter[str] = Counter()
    for article in articles:
        opening = article.text[:OPENING]
        read_in = language(article.language)
        found, _ = named(opening, read_in)
        for name in found:
            often = opening.count(name)
            if often >= OFTEN and len(name) > 3 and not _is_general(name, read_in):
                counts[in_full(name, opening, read_in)] += often
    yield from (name for name, _ in counts.most_common())


def _is_general(name: str, read_in: Language) -> bool:
    """Return whether a name is one of the calendar or of an office: "Thursday", "Queen"."""
    return name in read_in.calendar.names or name.casefold() in read_in.names.common


def _about(name: str, kind: Kind, query: Query, index: Index) -> Iterator[str]:
    """Yield what can be asked about a name, but not what was just asked."""
    words, found = ENGLISH.asking.suggested, _passages(name, query, index)
    days = {article.published[:10] for _, article in found if article.published}
    if kind is not Kind.LATEST and days:
        yield words["latest"].format(name)
    if kind is not Kind.TIMELINE and len(days) >= FEWEST:
        yield words["timeline"].format(name)
    if kind is not Kind.REACTIONS and len(_speakers(found)) >= FEWEST:
        yield words["reactions"].format(name)
    if kind not in (Kind.SUMMARY, Kind.TOPIC) and len(found) >= FEWEST:
        yield words["summary"].format(name)


def _passages(name: str, query: Query, index: Index) -> list[tuple[list[str], Article]]:
    """Return the sentences and the article of each passage that holds a name."""
    ids = index.search_words(Query(name, query.since, query.until, query.source), PASSAGES)
    return [
        ([article.text[s.start : s.end] for s in passage.sentences if s.citable], article)
        for passage, article in index.passages(ids).values()
        if name in article.text
    ]


def _speakers(found: Sequence[tuple[list[str], Article]]) -> set[str]:
    speakers = set()
    for texts, article in found:
        for place in range(len(texts)):
            if by := attribution(texts, place, language(article.language)):
                speakers.add(by.speaker.split()[-1])
    return speakers
