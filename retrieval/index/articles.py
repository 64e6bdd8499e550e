"""The truth: articles, their sentences and passages, in SQLite.

A version of an article is *staged* while it is being indexed, *live* while it may be cited, and *retired*
once a newer one took its place and its passages wait to leave the indexes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.errors import StoreError
from retrieval.index import revisions as former
from retrieval.index.database import connect, transaction
from retrieval.index.schema import forget_stories, migrate
from retrieval.index.stories import Stories
from retrieval.text.dates import day_number
from retrieval.text.urls import normal_url
from retrieval.values import Article, FormerVersion, Passage, Query, Sentence

ARTICLE_COLUMNS = "id, title, text, url, source, authors, published, fetched, content_hash, modified"
PASSES = (
    "a.state = 'live' AND (?1 IS NULL OR a.day >= ?1) AND (?2 IS NULL OR a.day <= ?2)"
    " AND (?3 = '' OR a.source = ?3)"
)
"""What `limits` of a query let through."""


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article with what the indexes need of it."""

    article: Article
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]


class ArticleStore:
    """One connection to `articles.sqlite3`; raises StoreError where the file is not ours or too new."""

    def __init__(self, path: Path) -> None:
        self._db = connect(path)
        try:
            migrate(self._db, path)
            self.stories = Stories(self._db)
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise StoreError(f"{path} cannot be used: {error}") from None
        except StoreError:
            self._db.close()
            raise

    def close(self) -> None:
        """Let go of the file; a thread that is still reading finishes its statement first."""
        # SQLite crashes where a connection is closed under a reader, so it closes with its last user.
        self.__dict__.pop("_db", None)

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside is kept, or nothing."""
        return transaction(self._db)

    # -- facts about the folder

    def meta(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def unset_meta(self, key: str) -> None:
        self._db.execute("DELETE FROM meta WHERE key = ?", (key,))

    def empty_log(self, seconds: float) -> bool:
        """Let go of what SQLite's write-ahead log still holds; False where a reader needs it for longer."""
        (patience,) = self._db.execute("PRAGMA busy_timeout").fetchone()
        self._db.execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")
        (busy, *_) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._db.execute(f"PRAGMA busy_timeout = {patience}")
        return not busy

    @property
    def generation(self) -> int:
        """Grows with every change that a reader must see."""
        return int(self.meta("generation") or 0)

    # -- an article's way in

    def content_hash(self, article_id: str) -> str | None:
        """The hash of the live version, None for an unknown id."""
        row = self._db.execute(
            "SELECT content_hash FROM articles WHERE id = ? AND state = 'live'", (article_id,)
        ).fetchone()
        return None if row is None else str(row[0])

    def stage(self, batch: Iterable[PreparedArticle]) -> None:
        """Record `batch` as about to be indexed; the live versions stay as they are."""
        with self.transaction():
            for prepared in batch:
                self._insert(prepared)

    def _insert(self, prepared: PreparedArticle) -> None:
        a = prepared.article
        values = (a.id, a.title, a.text, a.url, a.source, json.dumps(a.authors), a.published, a.fetched)
        cursor = self._db.execute(
            f"INSERT INTO articles ({ARTICLE_COLUMNS}, day, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'staged')",
            (*values, a.content_hash, a.modified, day_number(a.published)),
        )
        version = cursor.lastrowid
        self._db.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?)",
            ((version, n, s.start, s.end) for n, s in enumerate(prepared.sentences)),
        )
        position = {s: n for n, s in enumerate(prepared.sentences)}
        self._db.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
            ((p.id, version, position[p.sentences[0]], position[p.sentences[-1]], p.header)
             for p in prepared.passages),
        )  # fmt: skip

    def publish(self, article_ids: Iterable[str], embedder: str) -> None:
        """Make staged versions live in one step, retiring what they replace; notes who embedded them."""
        rows = [(article_id,) for article_id in article_ids]
        with self.transaction():
            self.set_meta("embedder", embedder)
            former.keep(self._db, (row[0] for row in rows))
            self._db.executemany(
                "UPDATE articles SET state = 'retired' WHERE id = ? AND state = 'live'", rows
            )
            self._db.executemany("UPDATE articles SET state = 'live' WHERE id = ? AND state = 'staged'", rows)
            self._advance()

    def retire(self, article_ids: Sequence[str]) -> int:
        """Take live articles out of every answer, with their former versions; says how many there were."""
        with self.transaction():
            former.forget(self._db, article_ids)
            found = sum(
                self._db.execute(
                    "UPDATE articles SET state = 'retired' WHERE id = ? AND state = 'live'", (article_id,)
                ).rowcount
                for article_id in article_ids
            )
            self._advance()
        return found

    def restage(self) -> None:
        """Mark every live version as not indexed, for a rebuild of the indexes."""
        with self.transaction():
            self._db.execute("DELETE FROM articles WHERE state = 'retired'")
            # A killed update left its new version staged beside the live one: the new one wins.
            former.keep(
                self._db,
                [row[0] for row in self._db.execute("SELECT id FROM articles WHERE state = 'staged'")],
            )
            self._db.execute(
                "DELETE FROM articles WHERE state = 'live'"
                " AND id IN (SELECT id FROM articles WHERE state = 'staged')"
            )
            self._db.execute("UPDATE articles SET state = 'staged' WHERE state = 'live'")
            forget_stories(self._db)  # another embedder may tell them otherwise
            self._advance()

    def drop_retired(self) -> None:
        with self.transaction():
            self._db.execute("DELETE FROM articles WHERE state = 'retired'")

    def retired_passages(self) -> list[str]:
        """Ids of the passages that wait to leave the indexes."""
        rows = self._db.execute(
            "SELECT p.id FROM passages p JOIN articles a USING (version) WHERE a.state = 'retired'"
        )
        return [str(row[0]) for row in rows]

    def _advance(self) -> None:
        self.set_meta("generation", str(self.generation + 1))

    # -- what is there

    def article(self, article_id: str) -> Article | None:
        row = self._db.execute(
            f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ? AND state = 'live'", (article_id,)
        ).fetchone()
        return None if row is None else _article(row)

    def articles(self) -> Iterator[Article]:
        """Every live article, newest first."""
        rows = self._db.execute(
            f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE state = 'live'"
            " ORDER BY published = '', published DESC, id"
        )
        return map(_article, rows)

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        rows = self._db.execute(
            "SELECT s.start, s.end FROM sentences s JOIN articles a USING (version)"
            " WHERE a.id = ? AND a.state = 'live' ORDER BY s.position",
            (article_id,),
        )
        return tuple(Sentence(*row) for row in rows)

    def former(self, article_id: str) -> tuple[FormerVersion, ...]:
        """What updates have replaced of a live article, oldest first."""
        return former.versions(self._db, article_id)

    def counts(self) -> tuple[int, int]:
        """How many live articles and passages."""
        (articles,) = self._db.execute("SELECT count(*) FROM articles WHERE state = 'live'").fetchone()
        (passages,) = self._db.execute(
            "SELECT count(*) FROM passages JOIN articles USING (version) WHERE state = 'live'"
        ).fetchone()
        return int(articles), int(passages)

    def ids_matching(self, query: Query) -> list[str]:
        """Ids of the live articles that the query's dates and source let through."""
        rows = self._db.execute(f"SELECT a.id FROM articles a WHERE {PASSES}", limits(query))
        return [str(row[0]) for row in rows]

    def ids_at(self, url: str) -> list[str]:
        """Ids of the live articles that were read at an address."""
        rows = self._db.execute("SELECT id, url FROM articles WHERE state = 'live' AND url != ''")
        return [str(i) for i, known in rows if normal_url(known) == normal_url(url)]

    def ids_expired(self, before: str, newest: int) -> list[str]:
        """Ids of the live articles of days before `before` (ISO, empty for none), and of all but the `newest`
        (0 for no limit); one without a date, or of the future, counts as of the day it was fetched."""
        rows = self._db.execute(
            "SELECT id, substr(CASE published WHEN '' THEN fetched ELSE min(published, fetched) END, 1, 10)"
            " AS day"
            " FROM articles WHERE state = 'live' ORDER BY day DESC, version DESC"
        )
        return [str(i) for n, (i, day) in enumerate(rows) if day < before or 0 < newest <= n]

    def count_matching(self, query: Query) -> int:
        """How many live passages the query's dates and source let through."""
        (count,) = self._db.execute(
            f"SELECT count(*) FROM passages JOIN articles a USING (version) WHERE {PASSES}", limits(query)
        ).fetchone()
        return int(count)

    def matching(self, passage_ids: Sequence[str], query: Query) -> set[str]:
        """Those of `passage_ids` that are live and pass the query's dates and source."""
        rows = self._db.execute(
            "SELECT p.id FROM passages p JOIN articles a USING (version), json_each(?4) wanted"
            f" WHERE p.id = wanted.value AND {PASSES}",
            (*limits(query), json.dumps(passage_ids)),
        )
        return {str(row[0]) for row in rows}

    def sources(self) -> dict[str, int]:
        """Each source with its number of live articles, the largest first."""
        rows = self._db.execute(
            "SELECT source, count(*) FROM articles WHERE state = 'live' GROUP BY source ORDER BY 2 DESC, 1"
        )
        return {str(source): int(count) for source, count in rows}

    def staged(self, limit: int) -> list[PreparedArticle]:
        """At most `limit` staged versions."""
        return [prepared for _, prepared in self._batch("staged", -1, limit)]

    def prepared(self, article_id: str) -> PreparedArticle | None:
        """A live version with what the indexes need of it."""
        row = self._db.execute(
            f"SELECT version, {ARTICLE_COLUMNS} FROM articles WHERE id = ? AND state = 'live'", (article_id,)
        ).fetchone()
        return None if row is None else self._prepared(row[0], _article(row[1:]))

    def live(self, size: int) -> Iterator[list[PreparedArticle]]:
        """All live versions, `size` at a time."""
        last = -1
        while batch := self._batch("live", last, size):
            yield [prepared for _, prepared in batch]
            last = batch[-1][0]

    def _batch(self, state: str, after: int, limit: int) -> list[tuple[int, PreparedArticle]]:
        rows = self._db.execute(
            # Written out, the state lets SQLite take the index of those few that are staged.
            f"SELECT version, {ARTICLE_COLUMNS} FROM articles WHERE state = '{state}' AND version > ?"
            " ORDER BY version LIMIT ?",
            (after, limit),
        ).fetchall()
        return [(row[0], self._prepared(row[0], _article(row[1:]))) for row in rows]

    def _prepared(self, version: int, article: Article) -> PreparedArticle:
        sentences = tuple(
            Sentence(*row)
            for row in self._db.execute(
                "SELECT start, end FROM sentences WHERE version = ? ORDER BY position", (version,)
            )
        )
        passages = tuple(
            Passage(i, article.id, sentences[first : last + 1], header)
            for i, first, last, header in self._db.execute(
                "SELECT id, first, last, header FROM passages WHERE version = ? ORDER BY first", (version,)
            )
        )
        return PreparedArticle(article, sentences, passages)

    def passages(self, passage_ids: Sequence[str]) -> dict[str, tuple[Passage, Article]]:
        """The live ones among `passage_ids`, each with its article."""
        marks = ",".join("?" * len(passage_ids))
        rows = self._db.execute(
            f"SELECT p.id, version, p.first, p.last, p.header FROM passages p JOIN articles a USING (version)"
            f" WHERE p.id IN ({marks}) AND a.state = 'live'",
            list(passage_ids),
        ).fetchall()
        articles = self._articles_of({row[1] for row in rows})
        return {
            i: (Passage(i, articles[version].id, self._sentences_of(version, first, last), header),
                articles[version])
            for i, version, first, last, header in rows
        }  # fmt: skip

    def _articles_of(self, versions: set[int]) -> Mapping[int, Article]:
        marks = ",".join("?" * len(versions))
        rows = self._db.execute(
            f"SELECT version, {ARTICLE_COLUMNS} FROM articles WHERE version IN ({marks})", list(versions)
        )
        return {row[0]: _article(row[1:]) for row in rows}

    def _sentences_of(self, version: int, first: int, last: int) -> tuple[Sentence, ...]:
        rows = self._db.execute(
            "SELECT start, end FROM sentences"
            " WHERE version = ? AND position BETWEEN ? AND ? ORDER BY position",
            (version, first, last),
        )
        return tuple(Sentence(*row) for row in rows)


def limits(query: Query) -> tuple[int | None, int | None, str]:
    """The parameters of `PASSES`."""
    return day_number(query.since), day_number(query.until), query.source


def _article(row: Sequence[Any]) -> Article:
    article_id, title, text, url, source, authors, *rest = row
    return Article(article_id, title, text, url, source, tuple(json.loads(authors)), *rest)
