"""Vector search with a query's limits, filtered by the index or afterwards."""

from __future__ import annotations

import math
from collections.abc import Sequence

from retrieval.index.limits import Limits, limits_of
from retrieval.index.selection import ArticleSelection
from retrieval.index.vectors import VectorIndex
from retrieval.values import Query

BROAD = 0.1
"""Share of passages from which a filter is applied after the search, not in it: Chroma's own filter
took 6 ms unfiltered and 94 to 428 ms filtered over 150,000 vectors."""


def search_within(
    vectors: VectorIndex, selection: ArticleSelection, query: Query, vector: Sequence[float], limit: int
) -> list[str]:
    """Return the ids of the nearest passages that the query's dates and source let through, nearest first."""
    limits = limits_of(query)
    if limits == Limits():
        return vectors.search(vector, limits, limit)
    matching, total = selection.count_matching(query), selection.count_matching(Query(query.text))
    if not matching:
        return []
    limit = min(limit, matching)
    if matching < BROAD * total:
        return vectors.search(vector, limits, limit)
    reach = math.ceil(1.5 * limit * total / matching)
    while True:  # until there are enough that pass
        reach = min(total, reach)
        nearest = vectors.search(vector, Limits(), reach)
        passing = selection.matching(nearest, query)
        if len(passing) >= limit or reach >= total or len(nearest) < reach:
            return [i for i in nearest if i in passing][:limit]
        reach *= 2
