"""Text of articles and people made fit for Discord: without markup of its own, and no longer than allowed."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from bot.render.text import neutral
from retrieval.text.sentences import split

# Discord's limits, in characters (developer documentation, "Embed limits" and "Message components").
CONTENT = 2000
DESCRIPTION = 4096
TITLE = 256
LABEL = 80
CHOICE = 100
CHOICES = 25
THREAD_NAME = 100
LINK = 512

_MARKUP = re.compile(r"[\\*_~`|>\[\]()<#@:]")
"""With a backslash in front, none of these makes a format, a link, a mention, a time or an emoji."""
_LIST = re.compile(r"(\d+)([.)])|([-+])")


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, ended behind a sentence if that keeps half of them, else behind a word."""
    if len(text) <= limit:
        return text
    whole = max((s.end for s in split(text[: 2 * limit]) if s.end <= limit - 2), default=0)
    if whole >= limit // 2:
        return text[:whole] + " …"
    head = text[: limit - 1]
    word_end = head.rfind(" ")
    return head[: word_end if word_end >= limit // 2 else len(head)].rstrip() + "…"


def whole_lines(text: str, limit: int) -> str:
    """As many lines as there is room for: half a link or an escape would show its markup."""
    return text if len(text) <= limit else text[:limit].rpartition("\n")[0] or text[:limit]


def escaped(text: str) -> str:
    """The text on one line, shown as it is: nothing in it formats, links, mentions or pings."""
    return _no_list(_inert(text.strip()))


def _inert(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", neutral(text))


def _no_list(line: str) -> str:
    """At the start of a line a number or a dash would make one."""
    if not _LIST.match(line):
        return line
    return _LIST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line, count=1)


def fitted(text: str, limit: int) -> str:
    """`escaped`, cut before escaping so that it comes to at most `limit` characters."""
    room = limit
    while len(shown := escaped(cut(text, room))) > limit:
        room -= max(1, len(shown) - limit)
    return shown


def highlighted(text: str, start: int, end: int, limit: int, mark: str = "**") -> str:
    """`fitted`, with `text[start:end]` between marks; without any where there is no room for all of it."""
    before, words, after = text[:start].lstrip(), text[start:end], text[end:].rstrip()
    marked = f"{_no_list(_inert(before))}{mark}{_inert(words)}{mark}{_inert(after)}"
    return marked if words.strip() and len(marked) <= limit else fitted(text, limit)


def address(url: str) -> str:
    """The URL with what could end a link early percent-encoded; "" where it is no web address."""
    url = neutral(url).strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or len(url) > LINK:
        return ""
    safe = quote(url, safe="!#$%&'*+,-./:;=?@_~[]")
    return safe if len(safe) <= LINK else ""


def linked(words: str, url: str) -> str:
    """`words` as a link to a stored URL, or as they are where that is no web address."""
    target = address(url)
    return f"[{words}](<{target}>)" if target else words
