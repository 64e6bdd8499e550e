"""The entries of a feed, of any format."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from retrieval.text.languages import language
from retrieval.text.urls import digest, host, normal_url

TEASER_WORDS = 150
"""A text of fewer words may be only the start of an article; at worst a page is fetched in vain."""
FEWEST_WORDS = 8
"""A teaser of fewer words says nothing that could be cited."""
_CUT = re.compile(r"\[?(?:…|\.\.\.)\]?$")


MOST_ENTRIES, MOST_PAGES = 2_000, 50_000
"""Taken of a feed, and of a sitemap, whose protocol allows no more."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as a feed lists it; every field may be empty, dates are ISO 8601."""

    link: str = ""
    guid: str = ""
    title: str = ""
    text: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    part: bool = False
    """Whether it is one of several on a page of the feed's own, each with a fragment and a guid."""
    language: str = ""
    """As its feed says it, such as "en"."""

    @property
    def key(self) -> str:
        """What identifies the entry in its feed: its address, else its guid, else its words."""
        if not self.link:
            return self.guid or digest(self.title, self.text)
        return normal_url(self.link) + (f"#{urlsplit(self.link).fragment}" if self.part else "")

    @property
    def fingerprint(self) -> str:
        """Changes when the feed says something new about the entry."""
        return digest(self.title, self.text, self.modified)

    @property
    def dated(self) -> str:
        """The best known date of publication. In Atom only the date of the update is required.

        A sitemap's entries have no id, and their dates of change are often those of the whole site.
        """
        return self.published or (self.modified if self.guid else "")

    @property
    def is_teaser(self) -> bool:
        """Whether the feed carries only the start of the article, or nothing of it."""
        end, cut_off = self.text[-40:].strip(), language(self.language).pages.cut_off
        return len(self.text.split()) < TEASER_WORDS or bool(_CUT.search(end) or cut_off.search(end))


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A feed as it was parsed; `problems` are clauses for whoever looks after it."""

    title: str
    entries: tuple[Entry, ...]
    problems: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """Addresses of the sitemaps that a sitemap index names, newest last."""
    kind: str = ""
    """As in "RSS 2.0"."""


class NotAFeedError(ValueError):
    """Why a document is no feed, as a clause."""


def settle(listing: FeedPage, url: str) -> FeedPage:
    """Make links absolute, take each article once, and leave out empty entries."""
    entries = [replace(e, link=_absolute(url, e.link)) for e in map(_writable, listing.entries)]
    usable = [e for e in entries if e.link or e.text]
    once = _once(_told_apart(usable, url))
    problems = [*listing.problems]
    for count, what in (
        (len(entries) - len(usable), "without a link or a text, left out"),
        (len(usable) - len(once), "that stand in it twice, taken once"),
        (sum(not e.dated for e in once), "without a date"),
        (_shared_guids(once), "with the guid of another, told apart by their links"),
    ):
        if count:
            problems.append(f"{count} {'entry' if count == 1 else 'entries'} {what}")
    return replace(listing, title=_no_halves(listing.title), entries=tuple(once), problems=tuple(problems))


def _writable(entry: Entry) -> Entry:
    """Remove halves of surrogate pairs. Neither SQLite nor an address can hold them."""
    link, guid, title, text = map(_no_halves, (entry.link, entry.guid, entry.title, entry.text))
    authors = tuple(map(_no_halves, entry.authors))
    return replace(entry, link=link, guid=guid, title=title, text=text, authors=authors)


def _no_halves(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _told_apart(entries: list[Entry], url: str) -> list[Entry]:
    """Mark the entries that share one page of the feed and differ only in fragment and text."""
    pages: dict[str, dict[str, str]] = {}
    placed = [e for e in entries if "#" in e.link and e.guid and is_of(e.link, url)]
    for entry in placed:
        if len(entry.text.split()) >= FEWEST_WORDS:
            pages.setdefault(normal_url(entry.link), {})[entry.link] = entry.guid
    parts = {link for page in pages.values() if len(set(page.values())) > 1 for link in page}
    return [replace(entry, part=entry.link in parts) for entry in entries]


def _once(entries: list[Entry]) -> list[Entry]:
    """Return the first entry of each key. Entries without a link that share a guid differ by their words."""
    by_key: dict[str, Entry] = {}
    for entry in entries:
        other = by_key.get(entry.key)
        if other and not entry.link and other.fingerprint != entry.fingerprint:
            entry = replace(entry, guid=f"{entry.guid}#{entry.fingerprint[:8]}")
        by_key.setdefault(entry.key, entry)
    return list(by_key.values())


def _shared_guids(entries: list[Entry]) -> int:
    guids = [e.guid for e in entries if e.guid and e.link]
    return len(guids) - len(set(guids))


def _absolute(base: str, link: str) -> str:
    try:
        joined = urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return ""
    return joined if joined.startswith(("http://", "https://")) else ""


def is_of(link: str, feed: str) -> bool:
    """Return whether a link stays on the feed's host or below it, never on the host above."""
    one, other = host(link), host(feed)
    return one == other or one.endswith(f".{other}")
