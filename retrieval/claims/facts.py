"""What of a claim must stand in the sentences it cites: its names, its numbers and dates, its quoted words.

Values in, values out, and no model: what these checks let through, the verifier looks at afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from retrieval.text.keywords import keywords
from retrieval.text.names import unnamed
from retrieval.text.numbers import Quantity, holds, quantities
from retrieval.text.quotation_marks import DOUBLE, quoted_parts
from retrieval.text.words import read
from retrieval.values import Article, Evidence

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?P<iso>\d{4}-\d\d-\d\d)\b",
        rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? )?{_MONTH}\b(?:,? (?P<year>\d{{4}})\b)?",
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>\d{{4}})\b)?",
    )
)
_OF_A_REPORT = "early|earlier|first|second|initial|later|latest|last|new|newer|other"
_NO_NUMBER = re.compile(
    r"\b(?:no|any|every|some|each) ?one\b|\bone (?:another|who|that|which|is|was|has|of|day)\b"
    rf"|\bone(?=[.,;?!’'-]|\Z)|\b(?:an?|this|that|which|the|only|another)(?: (?:{_OF_A_REPORT}))? one\b"
    r"|\bat (?:first|one)\b|\bfirst(?=[.,;:]|\Z)|\b(?:one|first) (?:report|article|source|account|outlet)s?\b"
    r"|\b(?:two|three|four|both) (?:figure|number|report|article|source|account|outlet)s\b|\bhalf-",
    re.IGNORECASE,
)
"""Where "one" and "first" count nothing, or count the reports that are compared."""
_SINGLE = re.compile(r"\b(?:an?|single|sole)\b", re.IGNORECASE)


def missing(claim: str, cited: Sequence[Evidence]) -> tuple[str, ...]:
    """The names, numbers and quoted words of `claim` that neither the cited sentences nor what is known of
    their articles (title, source, authors, day of publication) holds."""
    articles = {e.article.id: e.article for e in cited}.values()
    text = " ".join(e.text for e in cited)
    told = " ".join((text, *map(_about, articles)))
    numbers = _numbers_missing(claim, told, [article.published for article in articles])
    names = unnamed(claim, " ".join((told, *(_day(article.published) for article in articles))))
    quotes = (quote for quote in _quotes(claim) if not any(_contains(e.text, quote) for e in cited))
    return tuple(dict.fromkeys((*numbers, *names, *quotes)))


def _about(article: Article) -> str:
    return " ".join((article.title, article.source, *article.authors))


def _day(published: str) -> str:
    """As "Monday 2 March 2026 2026-03-02"."""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return ""
    return f"{day:%A} {day.day} {day:%B} {day.year} {day.isoformat()}"


def _numbers_missing(claim: str, told: str, published: Sequence[str]) -> Iterator[str]:
    """The numbers of `claim` that `told` lacks; its dates may be those of publication."""
    for day in published:
        claim = _undated(claim, day[:10])
    there = quantities(told)
    for number in quantities(_NO_NUMBER.sub(" ", claim)):
        if not holds(there, number) and not _is_single(number, told):
            yield number.text


def _undated(text: str, published: str) -> str:
    """`text` without the numbers of the dates in it that publication has: its day, or its year."""
    for pattern in _DATES:
        text = pattern.sub(lambda found: _month_alone(found, published), text)
    return text


def _month_alone(found: re.Match[str], published: str) -> str:
    parts = found.groupdict()
    if parts.get("iso"):
        return " " if parts["iso"] == published else found[0]
    year, day = parts["year"] or published[:4], int(parts["day"] or published[8:10] or 0)
    written = f"{year}-{_MONTHS.index(parts['month']) + 1:02}-{day:02}"
    if written == published:
        return parts["month"]
    same_year = parts["year"] == published[:4]
    return found[0].replace(parts["year"], " ") if parts["year"] and same_year else found[0]


def _is_single(number: Quantity, told: str) -> bool:
    """Whether one of something is said, and a or an told of the same."""
    return number.text.casefold() == "one" and bool(_SINGLE.search(told)) and number.units <= keywords(told)


def _quotes(claim: str) -> Iterator[str]:
    for part in quoted_parts(claim, DOUBLE):
        if quoted := claim[part.start : part.end].strip():
            yield quoted


def _contains(text: str, quoted: str) -> bool:
    """Whether the quoted words stand in `text` in one run, whatever the punctuation."""
    sought = "\n".join(("", *read(quoted).folded, ""))
    return sought in "\n".join(("", *read(text).folded, ""))
