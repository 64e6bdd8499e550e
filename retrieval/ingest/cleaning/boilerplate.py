"""Page boilerplate: the paragraphs of a scraped page that are not the article's own words.

Every rule looks at whole paragraphs and none depends on how many stand around it, so that what one pass keeps
the next keeps too. Where a rule could be wrong the paragraph stays: a lost sentence can never be cited.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

from retrieval.ingest.cleaning.bylines import byline_names, is_lone_by, is_name

REPEATED_WORDS = 8  # a shorter repeat may be a speaker's name, a refrain or a row of a list
STEM_CHARACTERS = 20  # a shorter "prefix…" may be prose

_LINES = """
    advert|advertisement|advertising|sponsored|sponsored content|promoted|paid content|supported by
    story continues below advertisement|story continues below|article continues below|continue reading
    article continues after advertisement|article continues after this message|scroll to continue
    continue reading the main story|skip advertisement|skip to main content|skip to content|keep reading
    share|share this|share this article|share this story|share this post|share this page|share article
    share story|share on facebook|share on twitter|share on x|share on whatsapp|share on linkedin
    share via email|tweet|copy link
    email this article|e-mail this article|print this article|print|save this article|gift this article
    read more|read more here|read next|read also|read full story|read the full story|read the full article
    related|related articles|related article|related stories|related story|related content|related topics
    see also|more stories|more news|recommended|recommended for you|recommended stories
    you may like|you may also like|most read|most popular|most viewed|trending now
    editor's picks|editors' picks|don't miss|up next
    subscribe|subscribe now|sign up|sign up now|sign in|log in|newsletter|newsletters|follow us
    comments|leave a comment|view comments|show comments|post a comment|join the conversation
    hide caption|toggle caption|enlarge this image|loading|loading...|click to enlarge|view gallery
    menu|back to top|listen to this article|listen to our podcast|all rights reserved
"""
_ALONE = frozenset(line.strip() for line in re.split(r"[|\n]", _LINES) if line.strip())
_LINK = re.compile(
    r"(?:read more|read also|also read|read next|see also|related|related stor(?:y|ies)|related articles?"
    r"|more|more on this story|you may (?:also )?like|recommended|don['’]t miss)(?: here| now)?\s*[:»>]",
    re.I,
)
_STARTS = re.compile(
    r"(?:sign up|subscribe|register|click here|tap here|follow|join|like us|download|share) ", re.I
)
_OFFER = re.compile(
    r"(?:sign up|subscribe|register)\b.*\b(?:newsletters?|inbox|alerts?|for free|podcast|channel|here|now)\b"
    r"|(?:click|tap) here (?:to|for)\b"
    r"|follow (?:us|@\w|.* on (?:twitter|facebook|instagram|x|threads|linkedin|mastodon|bluesky)\b)"
    r"|join (?:us on|our (?:newsletter|whatsapp|telegram|facebook))\b|like us on\b"
    r"|download (?:our|the) (?:\S+ ){0,4}app\b|share this (?:article|story|post|page|on)\b", re.I
)  # fmt: skip
_INBOX = re.compile(r"\b(?:delivered|sent|straight|right|directly) (?:to|in) your inbox", re.I)
_NEWSLETTER = re.compile(r"\b(?:newsletters?|podcast|inbox)\b", re.I)
_SIGN_UP = re.compile(r"\b(?:sign up|subscribe)\b", re.I)
_ASKED = re.compile(
    r"\b(?:sign up|subscribe)\b[^.!?]{0,40}\b(?:here|our)\b|(?:^|[.!?:] ?)(?:sign up|subscribe)\b"
    r"|(?-i:\bSign up (?:for|now|here)\b)", re.I
)  # fmt: skip
_CREDIT = re.compile(
    r"[(\[]?(?:(?:contributing|contributors?): |(?:(?:additional )?reporting|editing) by [^\W\d_])",
    re.I,
)
_CONTRIBUTED = re.compile(r"\bcontributed to this (?:report|story|article|post)[.)]*$", re.I)
_RIGHTS = re.compile(r"(?:tm (?:&|and) )?(?:©|\(c\)|copyright ©|copyright \d{4}).{0,120}$", re.I)
_CUT = re.compile(r"\s*(?:\[…\]|\[\.\.\.\]|…|\.\.\.)$")
_EDGES = " \t-–—_*•►▶»>|:.!()[]"
_QUOTED = tuple("\"“‘'«„")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"”’')\]]*$")
_LIST_MARKS = tuple("-–—*•►▶■□+>·♦")


def without_boilerplate(paragraphs: Iterable[str]) -> list[str]:
    """Without share and subscribe lines, links to other stories, credits and legal lines."""
    return [paragraph for paragraph in paragraphs if not is_boilerplate(paragraph)]


def is_boilerplate(paragraph: str) -> bool:
    if len(paragraph) > 320:
        return False
    if paragraph.strip(_EDGES).casefold().replace("’", "'") in _ALONE or not paragraph.strip(_EDGES):
        return True
    if paragraph.startswith(_QUOTED):  # somebody says it
        return False
    words = len(paragraph.split())
    return words <= 50 and (
        _is_offer(paragraph, words) or _is_link(paragraph, words) or _is_credit(paragraph, words)
    )


def _is_offer(paragraph: str, words: int) -> bool:
    start = paragraph.lstrip(_EDGES)
    if words <= 40 and _STARTS.match(start) and _OFFER.match(start):
        return True
    if _INBOX.search(paragraph):
        return bool(_SIGN_UP.search(paragraph))
    return bool(_NEWSLETTER.search(paragraph) and _ASKED.search(paragraph))


def _is_link(paragraph: str, words: int) -> bool:
    """A label and another story's headline; with a full stop it may be a sentence of this one."""
    return words <= 25 and not paragraph.endswith(".") and bool(_LINK.match(paragraph.lstrip(_EDGES)))


def _is_credit(paragraph: str, words: int) -> bool:
    return words <= 40 and bool(
        _CREDIT.match(paragraph) or _CONTRIBUTED.search(paragraph) or _RIGHTS.match(paragraph)
    )


def without_bylines(
    paragraphs: Sequence[str], title: str, known: Collection[str]
) -> tuple[list[str], tuple[str, ...]]:
    """What is left, and the names the bylines gave; `known` authors go wherever they stand alone."""
    dropped = set[int]()
    found: dict[str, None] = {}
    for at, paragraph in enumerate(paragraphs):
        if is_lone_by(paragraph):
            dropped.add(at)
            beside = _name_beside(paragraphs, at, title)
            if beside is not None:
                dropped.add(beside)
                found[paragraphs[beside]] = None
        elif names := byline_names(paragraph):
            dropped.add(at)
            found.update(dict.fromkeys(names))
    authors = {name.casefold() for name in (*known, *found)}
    kept = [
        paragraph
        for at, paragraph in enumerate(paragraphs)
        if at not in dropped and paragraph.strip(_EDGES).casefold() not in authors
    ]
    return kept, tuple(found)


def _name_beside(paragraphs: Sequence[str], at: int, title: str) -> int | None:
    """Where the name of a lone "By" stands: after it, else before it; the headline is no name."""
    for beside in (at + 1, at - 1):
        if 0 <= beside < len(paragraphs):
            text = paragraphs[beside]
            headline = is_same(text, title) or (beside > 0 and text == paragraphs[0])
            if is_name(text) and not headline:
                return beside
    return None


def without_title(paragraphs: Sequence[str], title: str) -> list[str]:
    """Without repeats of the title; one that ends in a full stop is the article's first sentence."""
    kept = [paragraph for paragraph in paragraphs if paragraph.endswith(".") or not is_same(paragraph, title)]
    return kept or list(paragraphs[:1])


def is_same(paragraph: str, title: str) -> bool:
    if abs(len(paragraph) - len(title)) > 8:
        return False
    return _bare(paragraph) == _bare(title) != ""


def _bare(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.casefold()))


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
        and bool(_SENTENCE_END.search(paragraph, len(paragraph) - 8))
    )


def _is_teaser(paragraph: str, whole: Sequence[str]) -> bool:
    cut = _CUT.search(paragraph, max(0, len(paragraph) - 8))
    stem = paragraph[: cut.start()] if cut else ""
    if len(stem) < STEM_CHARACTERS:
        return False
    at = bisect_left(whole, stem)
    return at < len(whole) and whole[at].startswith(stem)
