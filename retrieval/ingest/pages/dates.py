"""When a page's article was published and last changed: every date it holds, weighed by where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from retrieval.ingest.pages.blocks import Block, ends_sentence
from retrieval.ingest.pages.declared import Declared, plain
from retrieval.text.dates import published_or_nothing

NEAR_BLOCKS = 10
"""A date this near to the headline is the article's."""
SENTENCE_WORDS = 6
"""A line of as many that ends like a sentence tells of a day, but not of its own."""
SURE = 0.8
"""Nothing slower is looked at once a day weighs as much."""

_PUBLISHED_META = """
    article:published_time datepublished og:published_time og:article:published_time article:published
    date dc.date.issued dcterms.created dc.date dcterms.date dcterms.issued pubdate publishdate publish-date
    publish_date publication_date parsely-pub-date sailthru.date cxenseparse:recs:publishtime
    article.published
    rnews:datepublished last-published iso-8601-publish-date
""".split()
_SUREST_META = 5
"""So many of these names mean one thing to all who write them."""
_MODIFIED_META = """
    article:modified_time datemodified og:updated_time dc.date.modified dcterms.modified last-modified
    article:modified og:article:modified_time lastmod
""".split()
_STATE = re.compile(
    r"""["'\s](?:data-)?(?:date_?published|published_?(?:at|date|time|on)?|publish_?(?:date|time)"""
    r"""|first_?published\w{0,8}|pub_?date|release_?date|deploy-?_?dt|display_?date)\\?["']?\s*[:=]"""
    r"""\s*\\?["'](\d{4}[-./]\d\d[-./]\d\d(?:[T ]\d\d:\d\d[^"'\\]{0,16})?)\\?["']""",
    re.I,
)
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(1[0-2]|0[1-9])\2(3[01]|[0-2]\d)(?!\d)")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./年]\s?(\d{1,2})[-./月]\s?(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d|\d\d)(?![\d.])")
_WORDED = re.compile(
    r"(?<!\d)(?:\d{1,2}(?:st|nd|rd|th|\.|er)?\s+(?:de\s+|of\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?(?:19|20)\d\d"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d)(?!\d)"
)
_CHANGED_NAMES = re.compile(r"modif|updat|chang|edit|revis|aktual|stand", re.I)
_PUBLISHED_NAMES = re.compile(r"publi|creat|pub-?date|issued|posted|byline|dateline|timestamp|date", re.I)
_CHANGED_WORDS = (
    "updated",
    "modified",
    "edited",
    "aktualisiert",
    "geändert",
    "mis à jour",
    "actualizado",
    "aggiornato",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date, where it stood, and how far it is believed."""

    moment: str
    where: str
    weight: float
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Moments:
    """ISO 8601, or empty where the page does not say."""

    published: str = ""
    modified: str = ""


def page_moments(
    page: HtmlElement,
    text: str,
    said: Declared,
    blocks: Sequence[Block],
    headline: int,
    url: str,
    fetched: str,
) -> Moments:
    """The moments that most of the page supports; a day that is that of fetching counts least."""
    found = list(_declared(said))
    found += _marked(page, blocks, headline)
    found += _in_address(url)
    changed = [each.moment for each in found if each.changed and each.moment]
    if _heaviest(found, changed, fetched)[1] < SURE:
        found += _written(blocks, headline)
        found += _in_state(text)
    published, _ = _heaviest(found, changed, fetched)
    later = [moment for moment in changed if moment[:10] >= published[:10] and moment[:19] != published[:19]]
    return Moments(published, later[0] if later else "")


def _heaviest(found: Sequence[Candidate], changed: Sequence[str], fetched: str) -> tuple[str, float]:
    """The best moment of the day that weighs most, and that weight; of equal days the earlier."""
    weights: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, str]] = {}
    unchanged = {
        each.moment[:10]
        for each in found
        if not each.changed and each.moment[:19] not in {m[:19] for m in changed}
    }
    for each in found:
        if each.changed or not each.moment or (fetched and each.moment[:10] > fetched[:10]):
            continue
        day, weight = each.moment[:10], each.weight
        is_change = len(each.moment) > 10 and any(each.moment[:19] == moment[:19] for moment in changed)
        if is_change and any(other < day for other in unchanged):
            weight *= 0.2  # a page that overwrites the day it appeared with that of its last change
        if fetched and day == fetched[:10] and each.where in ("text", "time"):
            weight *= 0.3  # a clock in the masthead
        weights[day] += weight
        rank = (weight + 0.5 * (len(each.moment) > 10), each.moment)
        best[day] = max(best.get(day, (0.0, "")), rank, key=lambda pair: pair[0])
    if not weights:
        return "", 0.0
    day = max(sorted(weights), key=lambda each: weights[each])
    return best[day][1], weights[day]


def _declared(said: Declared) -> Iterator[Candidate]:
    article = said.article
    yield Candidate(_moment(plain(article.get("datePublished"))), "json-ld", 1.0)
    yield Candidate(_moment(plain(article.get("dateCreated"))), "json-ld", 0.3)
    yield Candidate(_moment(plain(article.get("uploadDate"))), "json-ld", 0.2)
    yield Candidate(_moment(plain(article.get("dateModified"))), "json-ld", 1.0, changed=True)
    if not article:
        for thing in said.things:
            yield Candidate(_moment(plain(thing.get("datePublished"))), "json-ld", 0.6)
    for rank, name in enumerate(_PUBLISHED_META):
        if name in said.meta:
            yield Candidate(_moment(said.meta[name]), "meta", 0.9 if rank < _SUREST_META else 0.5)
    for name in _MODIFIED_META:
        if name in said.meta:
            yield Candidate(_moment(said.meta[name]), "meta", 0.9, changed=True)


def _moment(text: str) -> str:
    return published_or_nothing(text) if text and any(char.isdigit() for char in text) else ""


def _marked(page: HtmlElement, blocks: Sequence[Block], headline: int) -> Iterator[Candidate]:
    """Microdata and `<time>`; the nearer to the headline, the surer."""
    near = _near_elements(blocks, headline)
    first = True
    for element in page.iter("time", "meta", "span", "abbr", "div"):
        tag, prop = element.tag, element.get("itemprop") or ""
        if tag != "time" and not prop.startswith("date"):
            continue
        value = (
            element.get("datetime") or element.get("content") or element.get("title") or (element.text or "")
        )
        moment = _moment(value.strip()) if len(value) < 60 and re.match(r"\s*\d{4}-", value) else ""
        if not moment:
            continue
        names = f"{prop} {element.get('class') or ''} {element.get('id') or ''}"
        said = " ".join(element.itertext()).casefold()[:80] + " " + _before(element)
        changed = bool(_CHANGED_NAMES.search(names)) or any(word in said for word in _CHANGED_WORDS)
        if prop == "datePublished":
            yield Candidate(moment, "microdata", 0.8)
        elif any(above in near for above in (element, *element.iterancestors())):
            yield Candidate(moment, "time", 0.6 if first else 0.4, changed)
            first = False
        elif element.get("pubdate") is not None:
            yield Candidate(moment, "time", 0.5, changed)
        else:
            yield Candidate(moment, "time", 0.05, changed and False)


def _before(element: HtmlElement) -> str:
    before = element.getprevious()
    said = (
        (before.tail or "") + " ".join(before.itertext())
        if before is not None and isinstance(before.tag, str)
        else ""
    )
    parent = element.getparent()
    return (said + " " + ((parent.text or "") if parent is not None else "")).casefold()[:120]


def _near_elements(blocks: Sequence[Block], headline: int) -> set[HtmlElement]:
    if headline < 0:
        return set()
    return {
        block.node.element
        for block in blocks[max(0, headline - 3) : headline + NEAR_BLOCKS]
        if block.node.tag not in ("body", "main", "article", "section")
    }


def _in_address(url: str) -> Iterator[Candidate]:
    for found in _URL_DAY.finditer(urlsplit(url).path):
        moment = _day(found[1], found[3], found[4])
        if moment:
            yield Candidate(moment, "address", 0.5 if found[2] else 0.25)


def _written(blocks: Sequence[Block], headline: int) -> Iterator[Candidate]:
    """Days written near the headline, before and after; those further up the page are the outlet's clock."""
    if headline < 0:
        return
    for at in range(max(0, headline - 4), min(len(blocks), headline + NEAR_BLOCKS)):
        text = blocks[at].text
        if ends_sentence(text) and len(text.split()) >= SENTENCE_WORDS:
            continue
        changed = any(word in text.casefold() for word in _CHANGED_WORDS)
        weight = 0.5 - 0.03 * abs(at - headline) - (0.15 if at < headline else 0)
        for moment in _days(text[:300]):
            yield Candidate(moment, "text", max(0.1, weight) * (0.5 if changed else 1.0))
    for at in range(max(0, headline - 4)):
        for moment in _days(blocks[at].text[:120]):
            yield Candidate(moment, "text", 0.05)


def _days(text: str) -> Iterator[str]:
    for found in _ISO.finditer(text):
        yield _day(found[1], found[2], found[3])
    for found in _DAY_FIRST.finditer(text):
        year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        if int(found[2]) <= 12:
            yield _day(year, found[2], found[1])
        else:
            yield _day(year, found[1], found[2])
    for worded in _WORDED.finditer(text):
        yield published_or_nothing(worded[0])


def _in_state(text: str) -> Iterator[Candidate]:
    """Dates in the data that a page's scripts draw it from."""
    for at, found in enumerate(_STATE.finditer(text)):
        if at > 4:
            return
        year, month, day = re.split("[-./]", found[1][:10])
        yield Candidate(_day(year, month, day), "state", 0.3 if at == 0 else 0.1)


def _day(year: str, month: str, day: str) -> str:
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    return published_or_nothing(f"{year}-{int(month):02}-{int(day):02}")
