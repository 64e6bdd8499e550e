"""A summary: what several articles on a topic agree on, most important first, nothing twice."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.sentences import candidates, dated, repeats
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.values import Evidence, QuestionState, Reply

MOST = 5
"""Lines of an answer."""
ARTICLES = 8
"""Articles that are summed up, the most relevant."""
EACH = 3
"""Sentences of an article that are looked at."""
SHARED = 6.0
"""Weight of what sentences of other articles share, beside the cross-encoder's logit."""
SAME_ARTICLE = 1.5
"""What a further sentence of an article loses, so that others are heard."""


def summary(state: QuestionState, desk: Desk) -> Reply | None:
    """Return the sentences that tell most of the topic; None if no article is about it."""
    found = desk.about(state.query)[:ARTICLES]
    ranked = candidates(desk, state.query.text, found, EACH)
    chosen = _chosen(ranked)
    return Reply(dated(chosen)) if chosen else None


def _chosen(ranked: Sequence[Evidence]) -> list[Evidence]:
    """Choose one sentence after the other by relevance and what others share of it."""
    stems = [keywords(e.text, language(e.article.language)) for e in ranked]
    shares = _shares(ranked, stems)
    chosen: list[Evidence] = []
    taken: Counter[str] = Counter()
    left = list(range(len(ranked)))
    while left and len(chosen) < MOST:
        best = max(
            left, key=lambda n: ranked[n].score + shares[n] - SAME_ARTICLE * taken[ranked[n].article.id]
        )
        left.remove(best)
        if not any(repeats(ranked[best].text, other.text) for other in chosen):
            chosen.append(ranked[best])
            taken[ranked[best].article.id] += 1
    return chosen


def _shares(ranked: Sequence[Evidence], stems: Sequence[frozenset[str]]) -> list[float]:
    """Return for each sentence how much of it sentences of other articles say too."""
    held = Counter(
        stem for e, own in {(e.article.id, s) for e, s in zip(ranked, stems, strict=True)} for stem in own
    )
    total = len({e.article.id for e in ranked})
    shares = []
    for own in stems:
        common = sum(held[stem] - 1 for stem in own)
        shares.append(
            SHARED * common / (max(1, total - 1) * math.sqrt(len(own) + 4) * math.sqrt(len(own) + 4))
        )
    return shares
