"""A claim's facts that its evidence must hold: names, numbers, dates and quoted words.

These checks need no model; the verifier judges the claims that pass them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from retrieval.text.dates import day_of
from retrieval.text.keywords import keywords
from retrieval.text.languages import Language, language
from retrieval.text.languages.language import any_of
from retrieval.text.names import bare, unnamed
from retrieval.text.numbers import Quantity, holds, is_one, quantities
from retrieval.text.quotation_marks import DOUBLE, quoted_parts
from retrieval.text.words import tokenise
from retrieval.values import Article, Evidence


def missing(claim: str, cited: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the names, numbers and quoted words of `claim` that its evidence lacks.

    Evidence is the cited sentences and their articles' title, source, authors and day of publication.
    """
    articles = {e.article.id: e.article for e in cited}.values()
    read_in = language(cited[0].article.language if cited else "")
    known = " ".join((*(e.text for e in cited), *map(_about, articles)))
    numbers = _numbers_missing(claim, known, [article.published for article in articles], read_in)
    days = (_day(article.published, read_in) for article in articles)
    names = unnamed(claim, " ".join((known, *days)), read_in)
    names = tuple(n for n in names if not any(_completes(n, known, a.text) for a in articles))
    quotes = (quote for quote in _quotes(claim) if not any(_contains(e.text, quote) for e in cited))
    return tuple(dict.fromkeys((*numbers, *names, *quotes)))


def _completes(name: str, known: str, text: str) -> bool:
    """Return whether an article writes a name before one that is known, as Donald before Trump."""
    behind = re.findall(rf"\b{re.escape(name)}(?: [A-Z]\.| [A-Z][\w’'-]+)?? ([A-Z][\w’'-]+)", text)
    return any(re.search(rf"\b{re.escape(bare(family))}\b", known) for family in behind)


def _about(article: Article) -> str:
    return " ".join((article.title, article.source, *article.authors))


def _day(published: str, read_in: Language) -> str:
    """Return a day as in "Monday 2 March 2026 2026-03-02"; nothing if it is unknown."""
    day, calendar = day_of(published), read_in.calendar
    if day is None:
        return ""
    return f"{calendar.weekday(day)} {day.day} {calendar.month(day)} {day.year} {day.isoformat()}"


def _numbers_missing(claim: str, known: str, published: Sequence[str], read_in: Language) -> Iterator[str]:
    """Yield the numbers of `claim` that `known` lacks; its dates may be those of publication."""
    for day in published:
        claim = _undated(claim, day[:10], read_in)
    held = quantities(known, read_in)
    for number in quantities(read_in.numbers.no_number.sub(" ", claim), read_in):
        if not holds(held, number, read_in) and not _is_single(number, known, read_in):
            yield number.text


def _undated(text: str, published: str, read_in: Language) -> str:
    """Return `text` without the day and year of publication in its dates."""
    for pattern in _dates(read_in):
        text = pattern.sub(lambda match: _month_alone(match, published, read_in.calendar.months), text)
    return text


@cache
def _dates(read_in: Language) -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{any_of(read_in.calendar.months)})"
    day = rf"(?P<day>\d{{1,2}})(?:{any_of(read_in.numbers.rank_signs)})?"
    year = r"(?:,? (?P<year>\d{4})\b)?"
    return (
        re.compile(r"\b(?P<iso>\d{4}-\d\d-\d\d)\b"),
        re.compile(rf"\b(?:{day} )?{month}\b{year}"),
        re.compile(rf"\b{month} {day}\b{year}"),
    )


def _month_alone(match: re.Match[str], published: str, months: Sequence[str]) -> str:
    parts = match.groupdict()
    if parts.get("iso"):
        return " " if parts["iso"] == published else match[0]
    year, day = parts["year"] or published[:4], int(parts["day"] or published[8:10] or 0)
    written = f"{year}-{months.index(parts['month']) + 1:02}-{day:02}"
    if written == published:
        return parts["month"]
    same_year = parts["year"] == published[:4]
    return match[0].replace(parts["year"], " ") if parts["year"] and same_year else match[0]


def _is_single(number: Quantity, known: str, read_in: Language) -> bool:
    """Return whether the claim counts one of a thing that `known` names with an article, such as "a"."""
    single = is_one(number, read_in) and read_in.numbers.single.search(known)
    return bool(single) and number.units <= keywords(known, read_in)


def _quotes(claim: str) -> Iterator[str]:
    for part in quoted_parts(claim, DOUBLE):
        if quoted := claim[part.start : part.end].strip():
            yield quoted


def _contains(text: str, quoted: str) -> bool:
    """Return whether `text` holds the quoted words in a row, whatever the punctuation."""
    sought = "\n".join(("", *tokenise(quoted).folded, ""))
    return sought in "\n".join(("", *tokenise(text).folded, ""))
