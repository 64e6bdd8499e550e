"""The stories of articles."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import (
    CTE,
    Connection,
    Float,
    bindparam,
    cast,
    delete,
    exists,
    func,
    insert,
    literal_column,
    select,
    update,
)

from retrieval.index.database import Database
from retrieval.index.statements import Prepared, json_each, write
from retrieval.index.tables import Number
from retrieval.index.tables.articles import LIVE, articles, bands, possible_copies, stories, unembedded
from retrieval.stories.clustering import PossibleCopy, StoryCandidate

MOST_CANDIDATES = 10
"""Articles that a new one is compared with; of those that share one band, the last taken in are looked at."""
MOST_SHARING = 200
"""A band that so many articles share is boilerplate, not a story."""


class StoryStore:
    """The stories of live articles."""

    def __init__(self, database: Database) -> None:
        self._database = database

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
        self._connection.execute(_NEW_BANDS, {"of": version, "listed": json.dumps(sorted(set(own)))})

    def suspect(self, pairs: Iterable[PossibleCopy]) -> None:
        """Keep pairs of which the vectors are to tell."""
        write(self._connection, _SUSPECT, (pair._asdict() for pair in pairs))

    def decidable(self) -> list[PossibleCopy]:
        """Return the pairs of which both have vectors, and keep them no longer."""
        keys = (possible_copies.c.one, possible_copies.c.other)
        ready = [key.not_in(select(unembedded.c.version)) for key in keys]
        one, other = articles.alias(), articles.alias()
        pairs = self._connection.execute(
            select(one.c.id, other.c.id, possible_copies.c.words)
            .join(one, one.c.version == possible_copies.c.one)
            .join(other, other.c.version == possible_copies.c.other)
            .where(*ready)
        ).all()
        self._connection.execute(delete(possible_copies).where(*ready))
        return [PossibleCopy(*pair) for pair in pairs]

    def join(self, one: str, other: str) -> None:
        """Make the stories of two articles one."""
        numbers = self._connection.scalars(
            select(stories.c.story).join(articles).where(articles.c.id.in_([one, other]), LIVE)
        )
        self._merge(set(numbers))

    def _merge(self, numbers: Collection[int]) -> int:
        first = min(numbers, default=0)  # never above a member's version, see the table
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
_NEW_STORY = Prepared(insert(stories))
_ONE, _OTHER = articles.alias("new"), articles.alias("old")
_SUSPECT = Prepared(
    insert(possible_copies).from_select(
        ["one", "other", "words"],
        select(_ONE.c.version, _OTHER.c.version, bindparam("words", type_=Float))
        .where(_ONE.c.id == bindparam("one"), _OTHER.c.id == bindparam("other"))
        .where(*(one.c.version.in_(select(stories.c.version)) for one in (_ONE, _OTHER)))
        .where(*(one.c.state == literal_column("'live'") for one in (_ONE, _OTHER))),
    )
)
_OF_BANDS = json_each(bindparam("listed")).table_valued("value", name="listed")
_NEW_BANDS = insert(bands).from_select(
    ["band", "version"], select(cast(_OF_BANDS.c.value, Number), bindparam("of", type_=Number))
)
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
