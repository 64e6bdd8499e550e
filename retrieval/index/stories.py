"""The stories of articles."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import CTE, Connection, Float, bindparam, cast, delete, exists, func, insert, select, update

from retrieval.index.database import Database
from retrieval.index.statements import Prepared, json_each, write
from retrieval.index.tables import Number
from retrieval.index.tables.articles import LIVE, articles, bands, stories
from retrieval.stories.clustering import StoryCandidate

MOST_CANDIDATES = 10
"""Articles that a new one is compared with; of those that share one band, the last taken in are looked at."""
MOST_SHARING = 200
"""A band that so many articles share is boilerplate, not a story."""


class StoryStore:
    """The stories of live articles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unplaced(self, limit: int) -> list[str]:
        """Return the ids of live articles whose present version has no story yet."""
        rows = self._database.rows(
            # In the order they came in, as they were placed at first; the sum leaves the index of live ones.
            select(articles.c.id)
            .where(LIVE, articles.c.version.not_in(select(stories.c.version)))
            .order_by(articles.c.version + 0)
            .limit(limit)
        )
        return [str(row[0]) for row in rows]

    def story(self, article_id: str) -> int | None:
        """Return the number of an article's story, None where it has none."""
        rows = self._database.fetch(_STORY, id=article_id)
        return int(rows[0][0]) if rows else None

    def others(self, article_id: str) -> tuple[str, ...]:
        """Return the ids of the other articles of its story."""
        return tuple(str(row[0]) for row in self._database.fetch(_OTHERS, id=article_id))

    @contextmanager
    def placing(self) -> Iterator[StoryPlacement]:
        """Yield what puts articles into stories; all that it does is kept together, or nothing."""
        with self._database.changing() as connection:
            yield StoryPlacement(connection)


class StoryPlacement:
    """Puts live articles into stories, in one transaction: one for each would cost more than the rest."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def candidates(self, wanted: Iterable[int]) -> list[StoryCandidate]:
        """Return articles that share bands, each weighed by how few share it: boilerplate says little."""
        rows = self._connection.execute(_CANDIDATES, {"listed": json.dumps(sorted(wanted))})
        return [StoryCandidate(*row) for row in rows]

    def place(self, article_id: str, own: Iterable[int], joined: Collection[int]) -> None:
        """Note a live article that has none as of these stories, which become one, or of one of its own."""
        version = self._connection.scalars(_VERSION, {"id": article_id}).one()
        first = self._merge({version, *joined})
        write(self._connection, _NEW_STORY, [{"version": version, "story": first}])
        write(self._connection, _NEW_BAND, ({"band": band, "version": version} for band in set(own)))

    def join(self, one: str, other: str) -> None:
        """Make the stories of two articles one."""
        numbers = self._connection.scalars(
            select(stories.c.story).join(articles).where(articles.c.id.in_([one, other]), LIVE)
        )
        self._merge(set(numbers))

    def _merge(self, numbers: Collection[int]) -> int:
        first = min(numbers)  # never above a member's version, see the table
        for joined in set(numbers) - {first}:
            self._connection.execute(update(stories).where(stories.c.story == joined).values(story=first))
        return first


def forget_stories(connection: Connection) -> None:
    """Drop all stories; the pipeline finds them again."""
    connection.execute(delete(bands))
    connection.execute(delete(stories))


def _alike() -> CTE:
    """Return the versions that share the bands `listed` (JSON), those with the most and the rarest first."""
    wanted = json_each(bindparam("listed")).table_valued("value", name="wanted")
    band = cast(wanted.c.value, Number)
    each, newest, sharing = bands.alias("each"), bands.alias("newest"), bands.alias("sharing")
    since = select(newest.c.version).where(newest.c.band == band).order_by(newest.c.version.desc())
    oldest = since.limit(1).offset(MOST_CANDIDATES - 1).correlate(wanted).scalar_subquery()
    crowd = select(sharing.c.version).where(sharing.c.band == band).limit(1).offset(MOST_SHARING - 1)
    rarity = 1.0 / cast(func.count().over(partition_by=each.c.band), Float)
    met = (
        select(each.c.version, rarity.label("rarity"))
        .select_from(wanted.join(each, each.c.band == band))
        .where(each.c.version >= func.coalesce(oldest, 0), ~exists(crowd.correlate(wanted)))
        .cte("met")
    )
    weight = func.sum(met.c.rarity).label("weight")
    best = select(met.c.version, weight).group_by(met.c.version).order_by(weight.desc(), met.c.version.desc())
    return best.limit(MOST_CANDIDATES).cte("alike")


_ALIKE = _alike()
_CANDIDATES = (
    select(articles.c.id, stories.c.story)
    .select_from(_ALIKE)
    .join(stories, stories.c.version == _ALIKE.c.version)
    .join(articles, articles.c.version == _ALIKE.c.version)
    .order_by(_ALIKE.c.weight.desc(), _ALIKE.c.version.desc())
)
_NEW_STORY, _NEW_BAND = Prepared(insert(stories)), Prepared(insert(bands))
_VERSION = select(articles.c.version).where(articles.c.id == bindparam("id"), LIVE)
_OWN = select(stories.c.story).join(articles).where(articles.c.id == bindparam("id"), LIVE)
_STORY = Prepared(_OWN)
_OTHERS = Prepared(
    select(articles.c.id)
    .select_from(stories.join(articles))
    .where(stories.c.story == _OWN.correlate(None).scalar_subquery(), LIVE)
    .where(articles.c.id != bindparam("id"))
    .order_by(articles.c.id)
)
