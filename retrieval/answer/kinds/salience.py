"""Which sentences of a story's articles tell most of it (SumBasic, with openings first)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.sentences import LEADS, candidates, repeats
from retrieval.search.about import TopicArticle
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.text.references import opens_pointing_back
from retrieval.values import Evidence, Query

Shares: TypeAlias = Mapping[str, float]
"""How much articles speak of each word: see `shares_of`."""
CLOSE = 4.0
"""Logits below the most relevant article at which an article is only beside the topic."""
OPINION = 4.0
"""Logits that an article loses which is no report."""
READ, EACH = 20, 4
"""Sentences that are looked at in all, and of each of many articles; few articles are read further."""
CENTRAL = 12.0
"""Weight of how much the articles speak of a sentence's words."""
SURE = 4.0
"""Logits of the cross-encoder beyond which it counts no further: it knows no sentence's context."""
LEAD = 4.0
"""What the first sentence of an article gains, the next ones less."""
UNCLEAR = 3.0
"""What a sentence loses that points back: its line must stand by itself."""
SAME_ARTICLE = 1.0
"""What a further sentence of an article loses, so that others are heard."""


def on_topic(query: Query, desk: Desk, most: int) -> list[TopicArticle]:
    """Return at most `most` articles on a topic, without those that only touch it, reports first."""
    found = sorted(desk.about(query), key=_relevance, reverse=True)[:most]
    return [a for a in found if _relevance(a) >= _relevance(found[0]) - CLOSE]


def telling_most(topic: str, found: Sequence[TopicArticle], desk: Desk) -> list[Evidence]:
    """Return the sentences of articles that may tell most, with the cross-encoder's logits for the topic."""
    return candidates(desk, topic, found, max(EACH, READ // max(1, len(found))))


def _relevance(found: TopicArticle) -> float:
    return found.relevance - OPINION * (not found.article.is_factual)


def chosen(
    ranked: Sequence[Evidence], found: Sequence[TopicArticle], shares: Shares, most: int
) -> list[Evidence]:
    """Choose one sentence after the other by what it tells that the ones before do not (SumBasic).

    A word counts by the sentences that hold it, and by their square once it has been told: Vanderwende and
    others, "Beyond SumBasic", 2007. `shares` are those of `found`.
    """
    words = {id(e): keywords(e.text, language(e.article.language)) for e in ranked}
    worth = {id(e): _worth(e, found) for e in ranked}
    left, told, taken = list(ranked), list[Evidence](), Counter[str]()
    while left and len(told) < most:
        best = max(
            left,
            key=lambda e: (
                worth[id(e)] + CENTRAL * _central(words[id(e)], shares) - SAME_ARTICLE * taken[e.article.id]
            ),
        )
        left.remove(best)
        if not any(repeats(best.text, other.text) for other in told):
            told.append(best)
            taken[best.article.id] += 1
            shares = {word: share**2 if word in words[id(best)] else share for word, share in shares.items()}
    return told


def _worth(evidence: Evidence, found: Sequence[TopicArticle]) -> float:
    """Return what a sentence is worth by its place and by its relevance."""
    article = next(a for a in found if a.article.id == evidence.article.id)
    place = article.sentences.index(evidence.sentence)
    unclear = opens_pointing_back(evidence.text, language(evidence.article.language))
    relevance = max(-SURE, min(SURE, evidence.score)) / 2
    return relevance + LEAD * max(0, LEADS - place) / LEADS - UNCLEAR * unclear


def shares_of(found: Sequence[TopicArticle]) -> Shares:
    """Return for each word the share of its sentences in those that hold the commonest word, 0 to 1."""
    held: Counter[str] = Counter()
    for one in found:
        read_in = language(one.article.language)
        for sentence in one.sentences:
            held.update(keywords(one.text(sentence), read_in))
    most = max(held.values(), default=1)
    return {word: count / most for word, count in held.items()}


def _central(words: frozenset[str], shares: Shares) -> float:
    return sum(shares.get(word, 0.0) for word in words) / (len(words) + 4)
