"""Live articles, with their sentences and passages, read by id."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, cast, func, select

from retrieval.index.database import AnyRow, Database
from retrieval.index.facts import FactStore
from retrieval.index.revisions import replaced_versions
from retrieval.index.statements import Prepared, json_each, listed
from retrieval.index.stories import StoryStore
from retrieval.index.tables import Number
from retrieval.index.tables.articles import LIVE, STAGED, articles, passages, sentences, unembedded
from retrieval.values import Article, FormerVersion, Passage, PreparedArticle, Sentence

COLUMNS = [articles.c[name] for name in Article.__dataclass_fields__]
SENTENCE = [sentences.c[name] for name in Sentence.__dataclass_fields__]


class ArticleStore:
    """The articles that may be cited now; raise StoreError where the database cannot be read."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.stories = StoryStore(database)

    @property
    def generation(self) -> int:
        """A number that grows with every change that a reader must see."""
        return FactStore(self._database).generation

    def article(self, article_id: str) -> Article | None:
        rows = self._database.fetch(_ARTICLE, id=article_id)
        return article_of(rows[0]) if rows else None

    def articles(self) -> Iterator[Article]:
        """Yield every article, newest first."""
        undated = articles.c.published == ""
        newest = select(*COLUMNS).where(LIVE).order_by(undated, articles.c.published.desc(), articles.c.id)
        with self._database.reading() as connection:
            yield from map(article_of, connection.execute(newest))

    def ids(self) -> list[str]:
        """Return the id of every article."""
        return [str(row[0]) for row in self._database.rows(select(articles.c.id).where(LIVE))]

    def absent(self, article_ids: Collection[str]) -> set[str]:
        """Return those of `article_ids` that no article has any more, and none is about to take."""
        wanted = listed(article_ids)
        ids = select(articles.c.id).select_from(wanted).join(articles, articles.c.id == wanted.c.value)
        held = self._database.rows(ids.where(LIVE).union_all(ids.where(STAGED)))
        return set(article_ids) - {row[0] for row in held}

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        return tuple(map(sentence_of, self._database.fetch(_SENTENCES, id=article_id)))

    def former(self, article_id: str) -> tuple[FormerVersion, ...]:
        """Return what updates have replaced of an article, oldest first."""
        return replaced_versions(self._database, article_id)

    def content_hash(self, article_id: str) -> str | None:
        rows = self._database.fetch(_HASH, id=article_id)
        return str(rows[0][0]) if rows else None

    def counts(self) -> tuple[int, int]:
        """Return how many articles and passages there are."""
        ((number, parts),) = self._database.fetch(_COUNTS)
        return int(number), int(parts)

    def unembedded(self) -> int:
        """Return how many passages lack vectors."""
        return int(self._database.fetch(_LACKING)[0][0])

    def lacking_vectors(self, passage_ids: Collection[str]) -> set[str]:
        """Return those of the passages whose vectors are still to be made."""
        wanted = listed(passage_ids)
        rows = self._database.rows(
            select(passages.c.id)
            .select_from(wanted)
            .join(passages, passages.c.id == wanted.c.value)
            .join(unembedded, unembedded.c.version == passages.c.version)
        )
        return {str(row[0]) for row in rows}

    def sources(self) -> dict[str, int]:
        """Return each source with its number of articles, the largest first."""
        number = func.count().label("number")
        rows = self._database.rows(
            select(articles.c.source, number)
            .where(LIVE)
            .group_by(articles.c.source)
            .order_by(number.desc(), articles.c.source)
        )
        return {str(source): int(count) for source, count in rows}

    def passage_ids(self, article_ids: Collection[str]) -> dict[str, list[str]]:
        """Return the ids of the articles' passages, in their order."""
        wanted, ids = listed(article_ids), defaultdict[str, list[str]](list)
        rows = self._database.rows(
            select(articles.c.id, passages.c.id)
            .select_from(wanted)
            .join(articles, and_(articles.c.id == wanted.c.value, LIVE))
            .join(passages)
            .order_by(passages.c.first)
        )
        for article_id, passage_id in rows:
            ids[article_id].append(passage_id)
        return ids

    def passages(self, passage_ids: Collection[str]) -> dict[str, tuple[Passage, Article]]:
        """Return those of `passage_ids` that may be cited, each with its article."""
        wanted = json.dumps(list(passage_ids))
        rows = self._database.fetch(_PASSAGES, listed=wanted)
        spans = defaultdict[str, list[Sentence]](list)
        for passage_id, *row in self._database.fetch(_SPANS, listed=wanted):
            spans[passage_id].append(sentence_of(row))
        versions = json.dumps(list({row[1] for row in rows}))
        texts = {row[0]: article_of(row[1:]) for row in self._database.fetch(_VERSIONS, listed=versions)}
        return {
            i: (Passage(i, texts[version].id, tuple(spans[i]), header), texts[version])
            for i, version, header in rows
            if version in texts and i in spans  # another process may have taken it out meanwhile
        }


_IS = articles.c.id == bindparam("id")
_LISTED = json_each(bindparam("listed")).table_valued("value", name="listed")
_ARTICLE = Prepared(select(*COLUMNS).where(_IS, LIVE))
_HASH = Prepared(select(articles.c.content_hash).where(_IS, LIVE))
_SENTENCES = Prepared(select(*SENTENCE).join(articles).where(_IS, LIVE).order_by(sentences.c.position))
_COUNTS = Prepared(
    select(
        select(func.count()).select_from(articles).where(LIVE).scalar_subquery(),
        select(func.count()).select_from(passages.join(articles)).where(LIVE).scalar_subquery(),
    )
)
_LACKING = Prepared(
    select(func.count())
    .select_from(unembedded)
    .join(articles, (articles.c.version == unembedded.c.version) & LIVE)
    .join(passages, passages.c.version == unembedded.c.version)
)
_PASSAGES = Prepared(
    select(passages.c.id, passages.c.version, passages.c.header)
    .select_from(_LISTED)
    .join(passages, passages.c.id == _LISTED.c.value)
    .join(articles)
    .where(LIVE)
)
_SPANS = Prepared(
    select(passages.c.id, *SENTENCE)
    .select_from(_LISTED)
    .join(passages, passages.c.id == _LISTED.c.value)
    .join(sentences, sentences.c.version == passages.c.version)
    .where(sentences.c.position.between(passages.c.first, passages.c.last))
    .order_by(passages.c.id, sentences.c.position)
)
_VERSIONS = Prepared(
    select(articles.c.version, *COLUMNS)
    .select_from(_LISTED)
    .join(articles, articles.c.version == cast(_LISTED.c.value, Number))
)


def article_of(row: Sequence[Any]) -> Article:
    """Return the article whose `COLUMNS` a row holds."""
    article_id, title, text, url, source, authors, *rest = row
    return Article(article_id, title, text, url, source, tuple(json.loads(authors)), *rest)


def sentence_of(row: Sequence[Any]) -> Sentence:
    """Return the sentence whose `SENTENCE` a row holds; one that was never marked may be cited."""
    start, end, citable, *rest = row
    return Sentence(start, end, citable is None or bool(citable), *rest)


def with_passages(connection: Connection, rows: Iterable[AnyRow]) -> list[PreparedArticle]:
    """Return the articles of rows of a version and `COLUMNS`, with what the indexes need of them."""
    by_version = {row[0]: article_of(row[1:]) for row in rows}
    wanted, own = listed(by_version), defaultdict[int, list[Sentence]](list)
    for version, *row in connection.execute(
        select(sentences.c.version, *SENTENCE)
        .join(wanted, sentences.c.version == wanted.c.value)
        .order_by(sentences.c.version, sentences.c.position)
    ):
        own[version].append(sentence_of(row))
    cut = defaultdict[int, list[Passage]](list)
    for i, version, first, last, header in connection.execute(
        select(passages).join(wanted, passages.c.version == wanted.c.value).order_by(passages.c.first)
    ):
        run = tuple(own[version][first : last + 1])
        cut[version].append(Passage(i, by_version[version].id, run, header))
    return [PreparedArticle(a, tuple(own[version]), tuple(cut[version])) for version, a in by_version.items()]
