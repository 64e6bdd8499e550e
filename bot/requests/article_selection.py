"""Which articles a user means to remove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from bot.requests.queries import known_source, make_query
from retrieval.errors import UsageError
from retrieval.index import Index
from retrieval.index.articles import ArticleStore
from retrieval.ingest.retention import expired
from retrieval.settings import Settings


@dataclass(frozen=True, slots=True)
class Choice:
    """Ids and addresses; or the limits "source", "since" and "until"; or all that has expired."""

    named: tuple[str, ...]
    limits: Mapping[str, str]
    expired: bool = False


def choose(index: Index, choice: Choice, settings: Settings, today: date) -> list[str]:
    """Return the ids of the chosen articles. Raise UsageError for an unknown one, or not exactly one way."""
    ways = [bool(choice.named), any(choice.limits.values()), choice.expired]
    if sum(ways) != 1:
        raise UsageError("name ids or addresses, or give --source, --since or --until, or --expired alone")
    if choice.named:
        return [i for name in choice.named for i in _named(name, index)]
    if choice.expired:
        if not (settings.keep_days or settings.keep_articles):
            raise UsageError("nothing expires: set NEWSDESK_KEEP_DAYS or NEWSDESK_KEEP_ARTICLES")
        return expired(index, settings.keep_days, settings.keep_articles, today)
    query = make_query("", choice.limits, today)
    source = known_source(query.source, index.articles.sources()) if query.source else ""
    return index.selection.ids_matching(make_query("", {**choice.limits, "source": source}, today))


def _named(name: str, index: Index) -> Iterator[str]:
    if index.articles.article(name):
        yield name
    elif ids := index.selection.ids_at(name) if "://" in name else []:
        yield from ids
    else:
        raise unknown(name, index.articles)


def unknown(article_id: str, store: ArticleStore) -> UsageError:
    """Return the error for an id that no article has, with the nearest one."""
    near = get_close_matches(article_id, store.ids(), n=1)
    hint = f"did you mean {near[0]}?" if near else "`newsdesk articles list` shows them"
    return UsageError(f"no article has the id {article_id}; {hint}")
