"""The life of an article's versions.

A version is *staged* while it is being indexed, *live* while it may be cited, and *retired* once a newer one
took its place, or it was removed, and its passages wait to leave the indexes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, func, insert, select, update

from retrieval.index import revisions
from retrieval.index.articles import COLUMNS, SENTENCE, ArticleStore, with_passages
from retrieval.index.database import Database
from retrieval.index.facts import advance, set_fact
from retrieval.index.statements import Prepared, listed, write
from retrieval.index.stories import forget_stories
from retrieval.index.tables.articles import (
    LIVE,
    RETIRED,
    STAGED,
    articles,
    passages,
    sentences,
    stories,
    unembedded,
)
from retrieval.index.vectors import VectorEntry, Vectors
from retrieval.text.dates import day_number
from retrieval.text.urls import normal_url
from retrieval.values import Article, PreparedArticle, Sentence


class VersionStore:
    """What the writer does to versions; each call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stage(self, batch: Iterable[PreparedArticle]) -> None:
        """Record `batch` as about to be indexed; the live versions stay as they are."""
        with self._database.changing() as connection:
            _insert(connection, list(batch))

    def publish(self, article_ids: Sequence[str]) -> None:
        """Make staged versions live in one step and retire what they replace; their vectors may follow."""
        with self._database.changing() as connection:
            revisions.keep(connection, article_ids)
            of = [{"wanted": article_id} for article_id in article_ids]
            write(connection, _RETIRE, of)
            write(connection, _PUBLISH, of)
            advance(connection)

    def unplaced(self, limit: int) -> list[PreparedArticle]:
        """Return at most `limit` live articles whose present version has no story yet, as they came in.

        Stories are found in that order, so that none is missing before the last that was found.
        """
        (placed,) = self._database.rows(select(func.coalesce(func.max(stories.c.version), -1)))
        return [prepared for _, prepared in self._batch(LIVE, placed[0], limit)]

    def unembedded(self, limit: int) -> list[PreparedArticle]:
        """Return at most `limit` live articles that lack vectors, those that came in last first."""
        return [prepared for _, prepared in self._read(_UNEMBEDDED.limit(limit))]

    def entries(self, article_ids: Collection[str], made: Vectors) -> dict[int, list[VectorEntry]]:
        """Return by version the entries of live articles that lack vectors, where `made` holds all of them.

        An article that was updated while its vectors were made has other passages, or is left out.
        """
        wanted, found = listed(article_ids), defaultdict[int, list[VectorEntry]](list)
        rows = self._database.rows(
            select(articles.c.version, passages.c.id, articles.c.source, articles.c.day)
            .select_from(wanted)
            .join(articles, (articles.c.id == wanted.c.value) & LIVE)
            .join(unembedded, unembedded.c.version == articles.c.version)
            .outerjoin(passages, passages.c.version == articles.c.version)
        )
        lacking = {version for version, passage, *_ in rows if passage and passage not in made}
        for version, passage, source, day in rows:
            if version not in lacking:
                own = found[version]
                own += [VectorEntry(passage, made[passage], source, day or 0)] if passage else []
        return found

    def note_embedded(self, versions: Iterable[int], embedder: str) -> None:
        """Note that the vectors of versions are in the index, and who made them."""
        with self._database.changing() as connection:
            set_fact(connection, "embedder", embedder)
            write(connection, _EMBEDDED, [{"of": version} for version in versions])
            advance(connection)

    def mark(self, marked: Iterable[tuple[str, Sequence[Sentence]]]) -> None:
        """Note of live articles' sentences whether they may be cited and who speaks."""
        with self._database.changing() as connection:
            for article_id, own in marked:
                version = connection.scalar(
                    select(articles.c.version).where(articles.c.id == article_id, LIVE)
                )
                rows = (
                    {"of": version, "at": n, "told": s.citable, "by": s.speaker} for n, s in enumerate(own)
                )
                write(connection, _MARK, rows)

    def retire(self, article_ids: Sequence[str]) -> int:
        """Take live articles out of every answer, with their former versions; return how many there were."""
        with self._database.changing() as connection:
            revisions.forget(connection, article_ids)
            count = write(connection, _RETIRE, [{"wanted": article_id} for article_id in article_ids])
            advance(connection)
        return count

    def restage(self) -> None:
        """Mark every live version as not indexed, for a rebuild of the indexes; drop all stories."""
        with self._database.changing() as connection:
            connection.execute(delete(articles).where(RETIRED))
            # A killed update left its new version staged beside the live one: the new one wins.
            staged = connection.scalars(select(articles.c.id).where(STAGED)).all()
            revisions.keep(connection, staged)
            connection.execute(
                delete(articles).where(LIVE, articles.c.id.in_(select(articles.c.id).where(STAGED)))
            )
            connection.execute(update(articles).where(LIVE).values(state="staged"))
            connection.execute(delete(unembedded))
            connection.execute(insert(unembedded).from_select(["version"], select(articles.c.version)))
            forget_stories(connection)  # another embedder may tell them otherwise
            advance(connection)

    def retired_passages(self) -> list[str]:
        """Return the ids of the passages that wait to leave the indexes."""
        return [str(row[0]) for row in self._database.fetch(_RETIRED_PASSAGES)]

    def removed(self) -> list[str]:
        """Return the ids of which only retired versions are left."""
        rows = self._database.fetch(_RETIRED)
        return sorted(ArticleStore(self._database).absent([row[0] for row in rows]))

    def drop_retired(self) -> None:
        self._database.change(delete(articles).where(RETIRED))

    def staged(self, limit: int) -> list[PreparedArticle]:
        """Return at most `limit` staged versions, in the order they came in."""
        return [prepared for _, prepared in self._batch(STAGED, -1, limit)]

    def live(self, size: int) -> Iterator[list[PreparedArticle]]:
        """Yield all live versions, `size` at a time."""
        last = -1
        while batch := self._batch(LIVE, last, size):
            yield [prepared for _, prepared in batch]
            last = batch[-1][0]

    def _batch(self, state: ColumnElement[bool], after: int, limit: int) -> list[tuple[int, PreparedArticle]]:
        rows = select(articles.c.version, *COLUMNS).where(state, articles.c.version > after)
        return self._read(rows.order_by(articles.c.version).limit(limit))

    def _read(self, versions: Select[Any]) -> list[tuple[int, PreparedArticle]]:
        with self._database.reading() as connection:
            rows = connection.execute(versions).all()
            return list(zip((row[0] for row in rows), with_passages(connection, rows), strict=True))


_IS = articles.c.id == bindparam("wanted")
_RETIRE = Prepared(update(articles).where(_IS, LIVE).values(state="retired"))
_PUBLISH = Prepared(update(articles).where(_IS, STAGED).values(state="live"))
_MARK = Prepared(
    update(sentences)
    .where(sentences.c.version == bindparam("of"), sentences.c.position == bindparam("at"))
    .values(citable=bindparam("told"), speaker=bindparam("by"))
)
_RETIRED = Prepared(select(articles.c.id).distinct().where(RETIRED))
_RETIRED_PASSAGES = Prepared(select(passages.c.id).join(articles).where(RETIRED))
_NEWEST = select(func.max(articles.c.version))
_INSERT = [Prepared(insert(table)) for table in (articles, sentences, passages, unembedded)]
_UNEMBEDDED = (
    select(articles.c.version, *COLUMNS)
    .join(unembedded, unembedded.c.version == articles.c.version)
    .where(LIVE)
    .order_by(unembedded.c.version.desc())
)
_EMBEDDED = Prepared(delete(unembedded).where(unembedded.c.version == bindparam("of")))


def _insert(connection: Connection, batch: Sequence[PreparedArticle]) -> None:
    newest = connection.scalar(_NEWEST) or 0
    numbered = list(enumerate(batch, newest + 1))
    rows = (
        (_row(version, prepared.article) for version, prepared in numbered),
        (row for version, prepared in numbered for row in _sentences(version, prepared)),
        (row for version, prepared in numbered for row in _passages(version, prepared)),
        ({"version": version} for version, _ in numbered),
    )
    for statement, new in zip(_INSERT, rows, strict=True):
        write(connection, statement, new)


def _sentences(version: int, prepared: PreparedArticle) -> Iterator[dict[str, Any]]:
    for n, s in enumerate(prepared.sentences):
        yield {
            "version": version,
            "position": n,
            **{column.name: getattr(s, column.name) for column in SENTENCE},
        }


def _passages(version: int, prepared: PreparedArticle) -> Iterator[dict[str, Any]]:
    place = {s: n for n, s in enumerate(prepared.sentences)}
    for p in prepared.passages:
        first, last = place[p.sentences[0]], place[p.sentences[-1]]
        yield {"id": p.id, "version": version, "first": first, "last": last, "header": p.header}


def _row(version: int, article: Article) -> dict[str, Any]:
    values = {column.name: getattr(article, column.name) for column in COLUMNS}
    return {
        **values,
        "version": version,
        "authors": json.dumps(article.authors),
        "day": day_number(article.published),
        "address": normal_url(article.url),
        "state": "staged",
    }
