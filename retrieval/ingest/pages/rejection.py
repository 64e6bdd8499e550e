"""Pages that hold no article: front pages, sections, walls, errors; the reasons are for users."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from retrieval.ingest.pages.blocks import HEADINGS, Block
from retrieval.ingest.pages.declared import Declared
from retrieval.text.urls import is_root

STUB_WORDS = 150
"""A text of fewer words on a page that asks for money or consent is not the article."""
FEWEST_LETTERS = 60
MANY_TEASERS = 8
"""Headings that are links."""

_PAYWALL = re.compile(
    r"\b(?:subscribe|sign (?:in|up)|log ?in|register|become a (?:member|subscriber)) (?:now |today )?"
    r"(?:to|for|and) (?:continue|keep|read|unlock|full|get (?:full|unlimited)|access)\b"
    r"|\bto (?:continue|keep) reading(?: this \w+)?,? (?:please )?(?:subscribe|sign|log|register)"
    r"|\b(?:article|story) is (?:only |exclusively )?(?:for|available to) (?:our )?(?:subscribers|members)"
    r"|\balready a (?:subscriber|member)\b|\bthis is a (?:premium|subscriber)", re.I
)  # fmt: skip
_CONSENT = re.compile(
    r"\bwe (?:value|care about|respect) your privacy\b|\bbefore you continue\b|\baccept (?:all )?cookies\b"
    r"|\b(?:we|our partners|this (?:web)?site) uses? cookies\b|\bmanage (?:your )?(?:cookies|consent)\b", re.I
)  # fmt: skip
_ROBOT = re.compile(
    r"\benable javascript\b|\bchecking your browser\b|\bare you a (?:robot|human)\b|\baccess (?:is )?denied\b"
    r"|\bunusual traffic\b|\bverify (?:that )?you are (?:a )?human\b", re.I
)  # fmt: skip
_ERROR = re.compile(
    r"\b(?:page|article|story|seite|document)\b.{0,30}\b(?:not found|cannot be found|could not be found"
    r"|no longer|does(?:n['’]t| not) exist|nicht gefunden)|\b(?:404|410|403|500|502|503)\b|\bnot found\b"
    r"|\b(?:service|temporarily) unavailable\b|\bpage introuvable\b|\bseite nicht gefunden\b", re.I
)  # fmt: skip
_ARTICLE = re.compile(r"Article|BlogPosting|Report$|LiveBlog|Review$", re.A)
_LISTS = re.compile(r"CollectionPage|ItemList|SearchResultsPage|ProfilePage", re.A)


def why_no_article(
    text: str, page: str, title: str, said: Declared, blocks: Sequence[Block], kept: Sequence[int], url: str
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
    if _ERROR.search(title) or (words < 60 and _ERROR.search(text)):
        return "an error page: the article is not there"
    if _PAYWALL.search(page) or _is_paid(said):
        return "a paywall shows only the start of this article"
    if _CONSENT.search(text):
        return "a cookie wall stands before this article"
    if _ROBOT.search(text):
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
