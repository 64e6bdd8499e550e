"""The live articles and passages that a query, an address or an age selects."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from retrieval.index.database import Database
from retrieval.index.limits import limits_of
from retrieval.index.statements import listed
from retrieval.index.tables.articles import LIVE, articles, passages
from retrieval.text.dates import day_of
from retrieval.text.urls import normal_url
from retrieval.values import Query


class ArticleSelection:
    """Ids and counts of what is selected."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids_matching(self, query: Query) -> list[str]:
        """Return the ids of the articles that the query's dates and source let through."""
        return self._ids(select(articles.c.id).where(*passes(query)))

    def ids_newest(self, query: Query, limit: int) -> list[str]:
        """Return the ids of the newest articles that the query lets through, newest first."""
        return self._ids(newest_first(query).limit(limit))

    def newest_day(self, query: Query) -> date | None:
        """Return the last day of the articles that the query's dates and source let through."""
        rows = self._database.rows(select(func.max(articles.c.published)).where(*passes(query)))
        return day_of(rows[0][0] or "")

    def ids_at(self, url: str) -> list[str]:
        """Return the ids of the articles that were read at an address."""
        return self._ids(select(articles.c.id).where(LIVE, articles.c.address == normal_url(url)))

    def ids_expired(self, before: str, newest: int) -> list[str]:
        """Return the ids of the articles of days before `before` (ISO, "" for none), and of all but the
        `newest` (0 for no limit); one without a date, or of the future, is as old as its fetching."""
        fetched, published = articles.c.fetched, articles.c.published
        day = func.substr(case(((published == "") | (published > fetched), fetched), else_=published), 1, 10)
        rows = self._database.rows(
            select(articles.c.id, day.label("day"))
            .where(LIVE)
            .order_by(day.desc(), articles.c.version.desc())
        )
        return [str(i) for n, (i, on) in enumerate(rows) if on < before or 0 < newest <= n]

    def count_matching(self, query: Query) -> int:
        """Return how many passages the query's dates and source let through."""
        (row,) = self._database.rows(
            select(func.count()).select_from(passages.join(articles)).where(*passes(query))
        )
        return int(row[0])

    def matching(self, passage_ids: Collection[str], query: Query) -> set[str]:
        """Return those of `passage_ids` that are live and pass the query's dates and source."""
        wanted = listed(passage_ids)
        rows = self._database.rows(
            select(passages.c.id)
            .select_from(wanted)
            .join(passages, passages.c.id == wanted.c.value)
            .join(articles)
            .where(*passes(query))
        )
        return {str(row[0]) for row in rows}

    def _ids(self, statement: Any) -> list[str]:
        return [str(row[0]) for row in self._database.rows(statement)]


def newest_first(query: Query) -> Select[tuple[str]]:
    """Return the statement for the ids of the articles that the query lets through, newest first."""
    return (
        select(articles.c.id)
        .where(*passes(query))
        .order_by(articles.c.day.desc().nulls_last(), articles.c.published.desc(), articles.c.id)
    )


def passes(query: Query) -> list[ColumnElement[bool]]:
    """Return the conditions on a live article that the query's dates and source make."""
    limits = limits_of(query)
    return [
        LIVE,
        *([articles.c.day >= limits.since] if limits.since is not None else []),
        *([articles.c.day <= limits.until] if limits.until is not None else []),
        *([articles.c.source == limits.source] if limits.source else []),
    ]
