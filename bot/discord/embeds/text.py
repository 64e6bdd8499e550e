"""Makes text fit for Discord: escapes its markup and keeps to the length limits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from urllib.parse import quote, urlsplit

from discord import Embed

from bot.render.text import is_web_address, neutral
from retrieval.text.sentences import split

# Discord's limits, in characters (developer documentation, "Embed limits" and "Message components").
CONTENT = 2000
DESCRIPTION = 4096
TITLE = 256
CHOICE = 100
CHOICES = 25
THREAD_NAME = 100
LINK = 512
SHORTEST_SIDE = 8
"""Characters beside a span below which a sentence is rather cut at its end."""
CUT = "…"
"""Stands where a text was cut."""

_MARKUP = re.compile(r"[\\*_~`|>\[\]()<#@:]")
"""With a backslash in front, none of these makes a format, a link, a mention, a time or an emoji."""
_LIST = re.compile(r"(\d+)([.)])|([-+])")


def cut(text: str, limit: int) -> str:
    """Return at most `limit` characters. End at a sentence if that keeps half of them, else at a word."""
    if len(text) <= limit:
        return text
    whole = max((s.end for s in split(text[: 2 * limit]) if s.end <= limit - 2), default=0)
    if whole >= limit // 2:
        return text[:whole] + " …"
    head = text[: limit - 1]
    word_end = head.rfind(" ")
    return head[: word_end if word_end >= limit // 2 else len(head)].rstrip() + "…"


def whole_lines(text: str, limit: int) -> str:
    """Return as many lines as there is room for. Half a link or an escape would show its markup."""
    return text if len(text) <= limit else text[:limit].rpartition("\n")[0] or text[:limit]


def plain_text(embed: Embed, limit: int) -> str:
    """Return an embed as text for where none may be sent. The small lines at its end are never cut off."""
    lines = f"{embed.title or ''}\n{embed.description or ''}".strip().splitlines()
    body = list(lines)
    while body and (body[-1].startswith("-#") or not body[-1]):
        body.pop()
    foot = "\n".join(lines[len(body) :])
    whole = "\n".join(body)
    if len(whole) + len(foot) + 1 > limit:
        whole = whole_lines(whole, limit - len(foot) - len(CUT) - 2) + f"\n{CUT}"
    return f"{whole}\n{foot}".strip()


def escaped(text: str) -> str:
    """Return the text on one line. Nothing in it formats, links, mentions or pings."""
    return _no_list(_inert(text.strip()))


def _inert(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", neutral(text))


def _no_list(line: str) -> str:
    """Escape a number or a dash that would make a list at the start of a line."""
    if not _LIST.match(line):
        return line
    return _LIST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line, count=1)


def fitted(text: str, limit: int) -> str:
    """Return `escaped` text of at most `limit` characters, cut before escaping."""
    room = limit
    while len(shown := escaped(cut(text, room))) > limit:
        room -= max(1, len(shown) - limit)
    return shown


def highlighted(text: str, start: int, end: int, limit: int, mark: str = "**") -> str:
    """Return the text with `text[start:end]` between marks, and as much around it as fits."""
    before, span, after = text[:start].lstrip(), text[start:end], text[end:].rstrip()
    side = max(len(before), len(after), SHORTEST_SIDE + 1)
    while span.strip() and side > SHORTEST_SIDE:
        near = _end_of(before, side), cut(after, side)
        marked = f"{_no_list(_inert(near[0]))}{mark}{_inert(span)}{mark}{_inert(near[1])}"
        if len(marked) <= limit:
            return marked
        side = side * 3 // 4
    return fitted(text, limit)


def _end_of(text: str, limit: int) -> str:
    """Return the end of a text, from the beginning of a word."""
    return text if len(text) <= limit else "… " + text[-limit:].partition(" ")[2]


def address(url: str) -> str:
    """Return the URL with what could end a link percent-encoded; "" if Discord would refuse it.

    Discord takes no web address whose host has no dot, such as http://localhost.
    """
    plain = neutral(url).strip()
    safe = quote(plain, safe="!#$%&'*+,-./:;=?@_~[]")
    taken = is_web_address(plain) and "." in (urlsplit(plain).hostname or "").strip(".")
    return safe if len(safe) <= LINK and taken else ""


def linked(label: str, url: str) -> str:
    """Return the label as a link to a stored URL; without a link if that is no web address."""
    target = address(url)
    return f"[{label}](<{target}>)" if target else label


def fitting_rows(rows: Sequence[str], room: int = DESCRIPTION) -> list[str]:
    """Return the first rows that fit when two line ends part them."""
    ends = accumulate(len(row) + 2 for row in rows)
    return [row for row, end in zip(rows, ends, strict=True) if end - 2 <= room]
