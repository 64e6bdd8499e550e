"""The newest state: where one report overtakes another, the later one answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from retrieval.text.dates import day_of
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.text.names import bare, is_person
from retrieval.text.numbers import quantities
from retrieval.values import Evidence, Query, RankedPassage

BORNE = 0.5
"""Least probability that a sentence bears out its short answer for it to overtake another."""
CLOSE = 4.0
"""Score below the best sentence at which a newer one no longer answers the same."""
LATER = timedelta(days=14)
"""Least time between two states of a matter."""


def newest_first(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence with a newer report that answers as well before the one that it overtakes.

    What is overtaken gives no short answer.
    """
    if not evidence:
        return ()
    best = evidence[0]
    newer = [e for e in evidence[1:] if _overtakes(e, best)]
    if not newer:
        return tuple(evidence)
    first = max(newer, key=lambda e: (e.article.published[:10], e.sentence.published, e.score))
    rest = (replace(e, span=None) if e is best else e for e in evidence if e is not first)
    return (replace(first, score=best.score), *rest)


def heed_departures(
    evidence: Sequence[Evidence], passages: Sequence[RankedPassage], query: Query
) -> tuple[Evidence, ...]:
    """Return the evidence with a later report that the holder of an office left before who held it.

    Only for questions such as "who is the finance minister?"; the sentence behind the report may name the
    successor.
    """
    if not evidence or not language(query.language).asking.holder.match(query.text):
        return tuple(evidence)
    best = evidence[0]
    holder = best.article.text[best.span.start : best.span.end] if best.span else ""
    if not is_person(holder) or bare(holder.split()[-1]) in query.text:
        return tuple(evidence)
    left = sorted(_departures(best, holder, passages), key=lambda e: e.article.published)[-1:]
    if not left:
        return tuple(evidence)
    later = [replace(e, score=best.score) for e in (*left, *_behind(left[0], passages))]
    places = {(e.article.id, e.sentence.start) for e in later}
    rest = [e for e in evidence if (e.article.id, e.sentence.start) not in places]
    return (*later, *(replace(e, span=None) if e is best else e for e in rest))


def _departures(best: Evidence, holder: str, passages: Sequence[RankedPassage]) -> Iterator[Evidence]:
    """Yield the sentences of later articles that say that somebody left."""
    family = bare(holder.split()[-1])
    for passage in passages:
        days = day_of(passage.article.published), day_of(best.article.published)
        if days[0] is None or days[1] is None or days[0] <= days[1]:
            continue
        leaves = language(passage.article.language).asking.leaves
        for sentence in passage.passage.sentences:
            text = passage.article.text[sentence.start : sentence.end]
            if sentence.citable and family in text and leaves.search(text):
                yield Evidence(passage.article, sentence, best.score)


def _behind(one: Evidence, passages: Sequence[RankedPassage]) -> list[Evidence]:
    """Return the sentence behind one, where a passage holds it."""
    for passage in passages:
        sentences = passage.passage.sentences
        if passage.article.id == one.article.id and one.sentence in sentences[:-1]:
            after = sentences[sentences.index(one.sentence) + 1]
            return [replace(one, sentence=after)] if after.citable else []
    return []


def _overtakes(other: Evidence, best: Evidence) -> bool:
    if other.article.id == best.article.id:
        return _follows(other, best)
    days = day_of(other.article.published), day_of(best.article.published)
    later = days[0] is not None and days[1] is not None and days[0] - days[1] >= LATER
    borne = min(other.borne or 0.0, best.borne or 0.0) >= BORNE
    return later and borne and other.antecedent_of is None and other.score >= best.score - CLOSE


def _follows(other: Evidence, best: Evidence) -> bool:
    """Return whether a later part of a live report has a figure of the same measure on the same thing."""
    if not best.span or not other.span or other.sentence.published <= best.sentence.published:
        return False
    read_in = language(best.article.language)
    measures = [
        {unit for q in quantities(e.article.text[e.span.start : e.span.end], read_in) for unit in q.units}
        for e in (best, other)
        if e.span
    ]
    things = [keywords(e.text, read_in) - measure for e, measure in zip((best, other), measures, strict=True)]
    return bool(measures[0] & measures[1]) and bool(things[0] & things[1])
