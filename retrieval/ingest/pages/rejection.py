"""Pages that hold no article: front pages, sections, walls, errors; the reasons are for users."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from retrieval.ingest.pages.blocks import HEADINGS, Block
from retrieval.ingest.pages.declared import Declared
from retrieval.text.languages import Language
from retrieval.text.urls import is_root

STUB_WORDS = 150
"""A text of fewer words on a page that asks for money or consent is not the article."""
ERROR_WORDS = 60
MANY_TEASERS = 8
"""Headings that are links."""

_ARTICLE = re.compile(r"Article|BlogPosting|Report$|LiveBlog|Review$", re.A)
_LISTS = re.compile(r"CollectionPage|ItemList|SearchResultsPage|ProfilePage", re.A)


def why_no_article(
    text: str,
    page: str,
    title: str,
    said: Declared,
    blocks: Sequence[Block],
    kept: Sequence[int],
    url: str,
    read_in: Language,
) -> str:
    """Why `text`, taken from the HTML `page`, is not its article, as a clause; empty where it may be."""
    words = len(text.split())
    short = words < STUB_WORDS and len(text) < 6 * STUB_WORDS
    if _is_front(said, blocks, kept, url):
        return (
            "a front page: add its feed"
            if is_root(url) or not urlsplit(url).path.strip("/")
            else "a page that lists stories: add its feed"
        )
    if not short:
        return ""
    page_words = read_in.pages
    if page_words.error.search(title) or (words < ERROR_WORDS and page_words.error.search(text)):
        return "an error page: the article is not there"
    if page_words.paywall.search(page) or _is_paid(said):
        return "a paywall shows only the start of this article"
    if page_words.consent.search(text):
        return "a cookie wall stands before this article"
    if page_words.robot_check.search(text):
        return "the site wants a browser and shows no article"
    return ""


def _is_paid(said: Declared) -> bool:
    return str(said.article.get("isAccessibleForFree", "true")).casefold() == "false"


def _is_front(said: Declared, blocks: Sequence[Block], kept: Sequence[int], url: str) -> bool:
    """Many linked headlines, and hardly two paragraphs that follow each other among what was kept."""
    kinds = " ".join(str(thing.get("@type")) for thing in said.things)
    if said.article or said.meta.get("og:type", "").casefold() == "article":
        return False
    teasers = sum(block.node.tag in HEADINGS and block.linked * 2 > block.letters for block in blocks)
    listed = bool(_LISTS.search(kinds)) or bool(url and is_root(url))
    run = _longest_run(blocks, kept)
    return run < 4 and teasers >= 3 if listed else run < 3 and teasers >= MANY_TEASERS


def _longest_run(blocks: Sequence[Block], kept: Sequence[int]) -> int:
    """The most kept paragraphs of prose with no linked headline between them."""
    taken, best, run = set(kept), 0, 0
    for at, block in enumerate(blocks):
        if block.node.tag in HEADINGS and 2 * block.linked > block.letters:
            run = 0
        elif at in taken and block.is_prose:
            run += 1
            best = max(best, run)
    return best
