"""A digest as text, Markdown, HTML and JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from bot.render.answer_json import citation_as_dict
from bot.render.text import neutral
from retrieval.answer.kinds.stories import Told
from retrieval.engine import Digest
from retrieval.values import Citation


def digest_as_dict(digest: Digest) -> dict[str, Any]:
    """Return the fields of the contract."""
    return {
        "since": digest.period.first.isoformat(),
        "until": digest.period.last.isoformat(),
        "stories": [story_as_dict(n, story) for n, story in enumerate(digest.stories, start=1)],
    }


def story_as_dict(number: int, story: Told) -> dict[str, Any]:
    return {
        "line": story.evidence.text,
        "citations": [citation_as_dict(Citation(number, story.evidence, verified=True))],
        "outlets": list(story.outlets),
        "articles": len(story.articles),
    }


def digest_as_text(digest: Digest) -> str:
    """Return a heading, and a paragraph for each story with its outlets and address."""
    lines = [_heading(digest)]
    for number, story in enumerate(digest.stories, start=1):
        lines += ["", f"{number}. {neutral(story.evidence.text)}", f"   {neutral(_origin(story))}"]
    return "\n".join(lines)


def digest_as_markdown(digest: Digest) -> str:
    """Return the digest as Markdown, in which no word of an article is markup."""
    lines = [f"# {_heading(digest)}", ""]
    for story in digest.stories:
        address = story.evidence.article.url
        link = f"[{plain_markdown(story.evidence.article.title)}](<{address}>)" if is_link(address) else ""
        line = f"- {plain_markdown(story.evidence.text)} — {plain_markdown(outlets_text(story))} {link}"
        lines.append(line.rstrip())
    return "\n".join(lines)


def digest_as_html(digest: Digest) -> str:
    """Return the digest as a page of its own, without any script."""
    items = "\n".join(f"<li>{_item(story)}</li>" for story in digest.stories)
    heading = escape(_heading(digest))
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{heading}</title>\n'
        f"<h1>{heading}</h1>\n<ol>\n{items}\n</ol>\n</html>"
    )


def _item(story: Told) -> str:
    address = story.evidence.article.url
    text, origin = escape(neutral(story.evidence.text)), escape(neutral(outlets_text(story)))
    link = (
        f'<a href="{escape(address)}">{origin}</a>' if address.startswith(("http://", "https://")) else origin
    )
    return f"{text} <small>{link}</small>"


def is_link(address: str) -> bool:
    """Return whether an address may be a link: of the web, and without signs that would end it."""
    return address.startswith(("http://", "https://")) and not re.search(r"[\s<>\"]", address)


def _heading(digest: Digest) -> str:
    first, last = digest.period.first.isoformat(), digest.period.last.isoformat()
    days = first if first == last else f"{first} to {last}"
    return f"News of {days}" if digest.stories else f"No news of {days} in these articles"


def _origin(story: Told) -> str:
    return ", ".join(
        filter(None, (outlets_text(story), story.evidence.article.published[:10], story.evidence.article.url))
    )


def outlets_text(story: Told) -> str:
    names = ", ".join(story.outlets) or story.evidence.article.title
    count = len(story.articles)
    return f"{names} ({count} articles)" if count > 1 else names


def plain_markdown(text: str) -> str:
    """Return text without signs that Markdown reads."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+!|~" else sign for sign in neutral(text))


FORMATS: Mapping[str, Callable[[Digest], str]] = {
    "text": digest_as_text,
    "markdown": digest_as_markdown,
    "html": digest_as_html,
}
