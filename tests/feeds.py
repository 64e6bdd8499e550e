"""Feeds and article pages as sites write them, for tests."""

from __future__ import annotations

from html import escape

from tests.site import Page

WORDS = (
    "The council met on Tuesday evening and heard from the harbour master about the {name} quay. "
    "Engineers found cracks in eleven of its forty piles during a survey in spring. "
    "Repairs will cost about two million euros, according to the report, and will take until autumn. "
    "Ferries to the islands go on sailing from the north pier while the work is done. "
    "Residents asked whether the fish market could stay open, and were told that it could."
)


def item(link: str, title: str, text: str = "", guid: str = "", date: str = "") -> str:
    """An item of RSS 2.0."""
    parts = {
        "title": title,
        "link": link,
        "guid": guid or link,
        "pubDate": date or "Mon, 02 Mar 2026 08:00:00 +0100",
        "description": text,
    }
    return "<item>" + "".join(f"<{k}>{escape(v)}</{k}>" for k, v in parts.items() if v) + "</item>"


def rss(*items: str, title: str = "Harbour Herald", **headers: str) -> Page:
    """A feed in RSS 2.0."""
    body = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>'
    body += "<link>http://example.org/</link><description>News</description>"
    body += "".join(items) + "</channel></rss>"
    return Page(body, "application/rss+xml; charset=utf-8", headers=headers)


def article(title: str, text: str = "", head: str = "") -> Page:
    """The page of an article, between a menu and a footer."""
    text = text or WORDS.format(name=title)
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n"))
    return Page(
        f"<!doctype html><html lang=en><head><title>{escape(title)}</title>{head}</head><body>"
        "<nav><a href=/>Home</a> <a href=/sport>Sport</a></nav>"
        f"<article><h1>{escape(title)}</h1>{paragraphs}</article>"
        "<footer>All rights reserved</footer></body></html>"
    )
