"""Page boilerplate: the paragraphs of a scraped page that are not the article's own words.

Every rule looks at whole paragraphs and none depends on how many stand around it, so that what one pass keeps
the next keeps too. Where a rule could be wrong the paragraph stays: a lost sentence can never be cited.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from retrieval.ingest.cleaning.bylines import byline_names, is_lone_by
from retrieval.text.languages import ENGLISH, Language
from retrieval.text.languages.language import PageWords
from retrieval.text.names import is_person
from retrieval.text.screen import screen
from retrieval.text.sentences import ends_sentence
from retrieval.text.words import tokens

REPEATED_WORDS = 8  # a shorter repeat may be a speaker's name, a refrain or a row of a list
LONGEST = 320  # characters; a longer paragraph is no boilerplate
STEM_CHARACTERS = 20  # a shorter "prefix…" may be prose

_CUT = re.compile(r"\s*(?:\[…\]|\[\.\.\.\]|…|\.\.\.)$")
_EDGES = " \t-–—_*•►▶»>|:.!()[]"
_QUOTED = tuple("\"“‘'«„")
_LIST_MARKS = tuple("-–—*•►▶■□+>·♦")


def without_boilerplate(paragraphs: Iterable[str], language: Language = ENGLISH) -> list[str]:
    """Return them without share and subscribe lines, links to other stories, credits and legal lines."""
    return [paragraph for paragraph in paragraphs if not is_boilerplate(paragraph, language)]


def is_boilerplate(paragraph: str, language: Language = ENGLISH) -> bool:
    return opens_boilerplate(paragraph, language) or holds_boilerplate(paragraph, language)


def opens_boilerplate(paragraph: str, language: Language) -> bool:
    """Return whether it is a line of boilerplate, or begins as such lines do."""
    if len(paragraph) > LONGEST:
        return False
    page, bare = language.pages, paragraph.strip(_EDGES)
    if not bare or bare.casefold().replace("’", "'") in page.lines:
        return True
    if paragraph.startswith(_QUOTED):  # somebody says it
        return False
    words = len(paragraph.split())
    return _is_offer(paragraph, words, page) or _is_link(paragraph, words, page)


def holds_boilerplate(paragraph: str, language: Language) -> bool:
    """Return whether one of `sought` makes it boilerplate."""
    if len(paragraph) > LONGEST or not _screen(language).search(paragraph.lower()):
        return False
    words, page = len(paragraph.split()), language.pages
    if words > 50 or paragraph.startswith(_QUOTED):
        return False
    return _is_newsletter(paragraph, page) or (words <= 40 and bool(page.contributed.search(paragraph)))


def sought(language: Language) -> tuple[re.Pattern[str], ...]:
    """Return what is searched for anywhere in a paragraph."""
    page = language.pages
    return page.inbox, page.newsletter, page.contributed


@cache
def _screen(language: Language) -> re.Pattern[str]:
    return screen(*sought(language))


def _is_newsletter(paragraph: str, page: PageWords) -> bool:
    if page.inbox.search(paragraph):
        return bool(page.sign_up.search(paragraph))
    return bool(page.newsletter.search(paragraph) and page.sign_up_order.search(paragraph))


def _is_offer(paragraph: str, words: int, page: PageWords) -> bool:
    """An offer, a credit or a claim of rights, by how it opens."""
    start = paragraph.lstrip(_EDGES)
    return words <= 40 and bool(
        (page.offer_starts.match(start) and page.offer.match(start))
        or page.credit.match(paragraph)
        or page.rights.match(paragraph)
    )


def _is_link(paragraph: str, words: int, page: PageWords) -> bool:
    """A label and another story's headline; with a full stop it may be a sentence of this one."""
    return words <= 25 and not paragraph.endswith(".") and bool(page.link.match(paragraph.lstrip(_EDGES)))


def without_bylines(
    paragraphs: Sequence[str], title: str, known: Collection[str], language: Language = ENGLISH
) -> tuple[list[str], tuple[str, ...]]:
    """Return what is left, and the names the bylines gave; `known` authors go wherever they stand alone."""
    dropped = set[int]()
    found: dict[str, None] = {}
    for at, paragraph in enumerate(paragraphs):
        if is_lone_by(paragraph, language):
            dropped.add(at)
            beside = _name_beside(paragraphs, at, title, language)
            if beside is not None:
                dropped.add(beside)
                found[paragraphs[beside]] = None
        elif names := byline_names(paragraph, language):
            dropped.add(at)
            found.update(dict.fromkeys(names))
    authors = {name.casefold() for name in (*known, *found)}
    kept = [
        paragraph
        for at, paragraph in enumerate(paragraphs)
        if at not in dropped and paragraph.strip(_EDGES).casefold() not in authors
    ]
    return kept, tuple(found)


def _name_beside(paragraphs: Sequence[str], at: int, title: str, language: Language) -> int | None:
    """Where the name of a lone "By" stands: after it, else before it; the headline is no name."""
    for beside in (at + 1, at - 1):
        if 0 <= beside < len(paragraphs):
            text = paragraphs[beside]
            headline = is_same(text, title) or (beside > 0 and text == paragraphs[0])
            if is_person(text, language) and not headline:
                return beside
    return None


def without_title(paragraphs: Sequence[str], title: str) -> list[str]:
    """Without repeats of the title; one that ends in a full stop is the article's first sentence."""
    kept = [paragraph for paragraph in paragraphs if paragraph.endswith(".") or not is_same(paragraph, title)]
    return kept or list(paragraphs[:1])


def is_same(paragraph: str, title: str) -> bool:
    if abs(len(paragraph) - len(title)) > 8:
        return False
    return tokens(paragraph) == tokens(title) != []


def without_repeats(paragraphs: Sequence[str]) -> list[str]:
    """Without exact repeats, and without teasers: "The start of a later parag…"."""
    whole = sorted(paragraph for paragraph in set(paragraphs) if not _CUT.search(paragraph[-8:]))
    seen: set[str] = set()
    kept = []
    for paragraph in paragraphs:
        if paragraph in seen and _stands_for_itself(paragraph):
            continue
        seen.add(paragraph)
        if not _is_teaser(paragraph, whole):
            kept.append(paragraph)
    return kept


def _stands_for_itself(paragraph: str) -> bool:
    """A whole sentence, which says the same each time; a nominee or a place says more under each heading."""
    return (
        len(paragraph.split(None, REPEATED_WORDS)) >= REPEATED_WORDS
        and not paragraph.startswith(_LIST_MARKS)
        and ends_sentence(paragraph)
    )


def _is_teaser(paragraph: str, whole: Sequence[str]) -> bool:
    cut = _CUT.search(paragraph, max(0, len(paragraph) - 8))
    stem = paragraph[: cut.start()] if cut else ""
    if len(stem) < STEM_CHARACTERS:
        return False
    at = bisect_left(whole, stem)
    return at < len(whole) and whole[at].startswith(stem)
