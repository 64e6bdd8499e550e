"""The sentences of articles on a topic: which tell most of it, without saying anything twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.answer.desk import Desk
from retrieval.search.about import TopicArticle
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.text.references import opens_pointing_back
from retrieval.values import Evidence, Sentence, Statement

LEADS = 3
"""Sentences at an article's beginning that tell its news."""
LEAD_GAIN = 0.5
"""What the first sentence gains, in words of its title; the next ones less."""
OPENING_GAIN = 3.0
"""Logits that an article's first sentence gains on its later ones, the next two less."""
LONGEST, SHORTEST = 60, 6
"""Words of a sentence that stands by itself."""
UNCLEAR = 1.5
"""What a sentence loses that points back or speaks as "I"."""
SAME = 0.75
"""Share of the keywords of the shorter of two sentences from which they say the same."""


def telling(found: TopicArticle, topic: frozenset[str], most: int) -> list[Sentence]:
    """Return an article's sentences with most of the words of the topic and of its title, best first."""
    read_in = language(found.article.language)
    title = keywords(found.article.title, read_in) - topic

    def worth(numbered: tuple[int, Sentence]) -> float:
        place, sentence = numbered
        text = found.text(sentence)
        own, count = keywords(text, read_in), len(text.split())
        shared = 2 * len(own & topic) / max(1, len(topic)) + len(own & title) / max(1, len(title))
        lead = LEAD_GAIN * max(0, LEADS - place) / LEADS
        unclear = opens_pointing_back(text, read_in) or read_in.asking.first_person.search(text) is not None
        return shared + lead - UNCLEAR * unclear - (not SHORTEST <= count <= LONGEST)

    ranked = sorted(enumerate(found.sentences), key=worth, reverse=True)
    return [sentence for _, sentence in ranked[:most]]


def candidates(desk: Desk, topic: str, articles: Sequence[TopicArticle], each: int) -> list[Evidence]:
    """Return the telling sentences of articles as evidence, most relevant to the topic first."""
    stems = keywords(topic)
    pairs = [(found, sentence) for found in articles for sentence in telling(found, stems, each)]
    gains = [OPENING_GAIN * max(0, LEADS - found.sentences.index(s)) / LEADS for found, s in pairs]
    scored = zip(desk.scored(topic, pairs), gains, strict=True)
    return sorted((replace(e, score=e.score + gain) for e, gain in scored), key=lambda e: -e.score)


def distinct(evidence: Iterable[Evidence], most: int) -> list[Evidence]:
    """Return the evidence without what sentences before it say already."""
    kept: list[Evidence] = []
    for one in evidence:
        if len(kept) == most:
            break
        if not any(repeats(one.text, other.text) for other in kept):
            kept.append(one)
    return kept


def repeats(one: str, other: str) -> bool:
    """Return whether the shorter of two sentences has most of its words in the other."""
    left, right = keywords(one), keywords(other)
    return len(left & right) > SAME * min(len(left), len(right))


def day_of_evidence(evidence: Evidence) -> str:
    """Return the day of publication of a sentence's part or article, ISO 8601; "" if unknown."""
    return (evidence.sentence.published or evidence.article.published)[:10]


def dated(evidence: Iterable[Evidence]) -> tuple[Statement, ...]:
    """Return a statement for each sentence, under its day."""
    return tuple(Statement(e.text, (e,), label=day_of_evidence(e)) for e in evidence)
