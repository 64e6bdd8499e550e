"""The limits of a search, as filters of every index."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.text.dates import day_number
from retrieval.values import Query


@dataclass(frozen=True, slots=True)
class Limits:
    """Days as yyyymmdd, inclusive, None for none, and undated articles pass no limit; "" for any source."""

    since: int | None = None
    until: int | None = None
    source: str = ""

    @property
    def days(self) -> tuple[int, int | None] | None:
        """The first and the last day; None where every day passes."""
        return None if self.since is None and self.until is None else (self.since or 1, self.until)


def limits_of(query: Query) -> Limits:
    return Limits(day_number(query.since), day_number(query.until), query.source)
