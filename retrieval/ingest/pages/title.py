"""The headline of a page: the words on which its heading, its declarations and its title tag agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from retrieval.ingest.pages.declared import Declared, plain

_SEPARATOR = re.compile(r"\s+[|•·»›–—-]\s+|\s*[|｜ㅣ]\s*")
_WORD = re.compile(r"\w+")
MOST_SUFFIX = 40
"""Characters behind a headline that may be the names of outlet and section."""

# How much each place is believed, as measured on pages whose headline is known.
_WEIGHTS = {"h1": 1.0, "og": 0.9, "ld": 0.95, "twitter": 0.5, "meta": 0.2, "title": 0.4}


def page_titles(page: HtmlElement, said: Declared) -> tuple[str, ...]:
    """The wordings of the title, the one that most places support first."""
    candidates = [(where, text) for where, text in _candidates(page, said) if text]
    site = plain(said.first("og:site_name", "application-name")) or plain(said.article.get("publisher"))
    cleaned = [
        (where, _without_site(text, site, [other for place, other in candidates if place != where]))
        for where, text in candidates
    ]
    support: dict[str, float] = {}
    wording: dict[str, str] = {}
    for where, text in cleaned:
        key = _key(text)
        support[key] = support.get(key, 0.0) + _WEIGHTS[where]
        wording.setdefault(key, text)
    best = sorted((key for key in support if key), key=lambda key: -support[key])
    return tuple(wording[key] for key in best)


def _candidates(page: HtmlElement, said: Declared) -> Iterator[tuple[str, str]]:
    heading = next((text for h1 in page.iter("h1") if (text := _text(h1))), "")
    title = next((text for element in page.iter("title") if (text := _text(element))), "")
    yield "h1", heading
    yield "og", plain(said.first("og:title"))
    yield "ld", plain(said.article.get("headline")) or plain(said.article.get("name"))
    yield "twitter", plain(said.first("twitter:title"))
    yield "meta", plain(said.first("title", "dc.title", "headline"))
    yield "title", title


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _without_site(text: str, site: str, others: Sequence[str]) -> str:
    """Without the outlet's name behind it, and what another place gives the headline without."""
    for other in others:
        rest = text[len(other) :] if other and text.startswith(other) else ""
        if rest and not rest[0].isalnum() and _key(other) and len(rest) < MOST_SUFFIX:
            return other
    cuts = list(_SEPARATOR.finditer(text))
    last, name = (text[cuts[-1].end() :], _key(site)) if cuts else ("", "")
    if name and _key(last) and (_key(last) in name or name in _key(last)):
        return text[: cuts[-1].start()]
    return text


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
