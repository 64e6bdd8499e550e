"""Sentences, by exact character offsets.

Lines come first: a blank line, or a line of its own, always ends a sentence. Then the few characters around
each mark decide whether it ends one. Every decision looks at a fixed distance, so that the time is linear in
the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.languages.language import SentenceWords, any_of
from retrieval.values import Sentence

ENDS = ".!?…。！？"
"""Marks that end sentences; a full stop may also end an abbreviation."""
_CLOSING = "\"”’')]"
FARTHEST_QUOTE = 2000
"""Characters before a straight quotation mark in which one may still be open."""
BREAK = re.compile(rf"[{ENDS}][{re.escape(_CLOSING)}]*\s|\n")
"""A possible end of a sentence; `split` finds the exact ones."""

# Marks that end a sentence by themselves: their scripts have no capitals, some no spaces.
_FULL = "。！？｡؟۔।॥։።။។‼⁇⁈⁉"
_MARK = re.compile(
    rf"[.!?…{_FULL}]+(?:[ \u00a0\u202f]{{1,2}}[.!?…]+(?!\w))*"  # "?!", "...", ". . ."
    r"(?P<shut>(?:[”’\"')\]}»›」』）】》〉]|[“‘«](?!\w)|\[\d{1,3}\]|[ \u00a0\u202f](?:''|[')\]»”])(?!\S))*)"
)
_WORD_BEFORE = re.compile(r"(?<!\w)(?<!\w['’])[^\W\d_](?:[^\W\d_]|\.(?=[^\W\d_]))*\Z")
_NEXT = re.compile(
    r"(?P<gap>\s*)(?P<open>(?:(?:``|[\"'“‘”’«»„‚‹›(\[{¿¡*•]|--?|[–—])\s?){0,4})(?P<word>\w+(?:['’]\w{1,3}\b)?)?"
)
_LABEL = re.compile(r"\s*[(\[\"“]?(?:\d{1,3}|[A-Za-z]|[IVX]{2,5})\s?\.")
_LETTERS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # an initial, U.S, U.N
_ENDS_PLAINLY = re.compile(r"(?:[^\W\d_A-Z]{2}|\b\d{4})[)\]”\"’']*\Z")
_CAPITALISED = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+(?:['’]\w+)?|[AI]")
_DASH = re.compile(r"[-–—]")
_ENDINGS = ("Com", "Net", "Org", "Txt", "Pdf", "Html", "Doc")
_ADDRESS = re.compile(r"\S*[/@\\_:.]\S*")


def split(text: str, language: Language = ENGLISH) -> tuple[Sentence, ...]:
    """Return the sentences of `text`, in order. Every character that is not space is in exactly one."""
    sentences: list[Sentence] = []
    rules = _rules(language)
    for start, end in _runs(text, rules):
        for left, right in pairwise((start, *_cuts(text, start, end, rules), end)):
            piece = text[left:right]
            if sentence := piece.strip():
                begin = left + piece.index(sentence[0])
                sentences.append(Sentence(begin, begin + len(sentence)))
    return tuple(sentences)


def ends_sentence(text: str, marks: str = ENDS) -> bool:
    """Return whether `text` ends in one of `marks`, with or without closing quotation marks and brackets."""
    last = text.rstrip().rstrip(_CLOSING)[-1:]
    return bool(last) and last in marks


@dataclass(frozen=True, slots=True)
class _Rules:
    """A language's words, and the patterns made of them."""

    words: SentenceWords
    item: re.Pattern[str]
    """The opening of a line of its own: an item of a list, a byline."""
    says: re.Pattern[str]
    after_hour: re.Pattern[str]


@cache
def _rules(language: Language) -> _Rules:
    words, calendar = language.sentences, language.calendar
    byline = f"|{re.escape(words.byline)} [A-Z]" if words.byline else ""
    months = any_of(month[:3] for month in calendar.months)
    return _Rules(
        words,
        re.compile(rf"\s*(?:[•▪◦‣·*]|[-–—]{{1,2}}\s*(?![\sa-z\d])|\d{{1,2}}[.)]\s{byline})"),
        re.compile(rf"(?:[A-Z][\w.’'-]{{0,20}}\s){{1,4}}(?:{any_of(words.reporting_verbs)})\b"),
        re.compile(
            rf"[A-Z]{{1,3}}T\b|{any_of((*words.after_hour, *calendar.weekdays))}|(?:{months})[a-z]*\b"
        ),
    )


def _runs(text: str, rules: _Rules) -> Iterator[tuple[int, int]]:
    """Yield texts without dividing line ends: a line of its own, or the lines of a hard-wrapped paragraph."""
    lines = _lines(text)
    width = _wrap_width(text, lines)
    begin = 0
    for (start, end), (next_start, next_end) in pairwise(lines):
        if _divides(text[start:end], text[next_start:next_end], width, rules.item):
            yield begin, next_start
            begin = next_start
    yield begin, len(text)


def _lines(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines, without space at their ends."""
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        spans.append((start, start + len(line.rstrip())))
        start += len(line)
    return spans


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int:
    """Return the width of hard-wrapped lines, 0 for others: they are short, and some open in lower case."""
    widest = max((end - start for start, end in lines), default=0)
    goes_on = any(text[start].islower() for start, end in lines[1:] if end > start)
    return widest if goes_on and 40 <= widest <= 120 else 0


def _divides(line: str, following: str, width: int, item: re.Pattern[str]) -> bool:
    """Return whether a line break is meant: nothing follows, or the next word would have fitted before it."""
    if not line or not following or item.match(following):
        return True
    first = following.split(maxsplit=1)[0]
    if first[0].islower():
        return False
    return not width or len(line) + 1 + len(first) <= width


def _cuts(text: str, start: int, end: int, rules: _Rules) -> Iterator[int]:
    """Yield the ends of sentences within one run."""
    left = start
    for mark in _MARK.finditer(text, start, end):
        if _opens_glued(text, start, mark):
            left = mark.end() - 1
            yield left
            continue
        after = _NEXT.match(text, mark.end(), end)
        if after and _ends(text, left, mark, after, rules):
            yield mark.end()
            left = mark.end()


def _opens_glued(text: str, start: int, mark: re.Match[str]) -> bool:
    """Return whether a straight quotation mark opens what follows without a space: none is open before it."""
    if mark["shut"] != '"' or not text[mark.end() : mark.end() + 1].isupper():
        return False
    return text.count('"', max(start, mark.start() - FARTHEST_QUOTE), mark.start()) % 2 == 0


def _ends(text: str, left: int, mark: re.Match[str], after: re.Match[str], rules: _Rules) -> bool:
    """Return whether a mark ends the sentence that begins at `left`."""
    marks = text[mark.start() : mark.start("shut")]
    if any(sign in _FULL for sign in marks):
        return True
    before = _word_before(text, mark.start(), rules.words)
    if not _may_open(text, after) or not (after["gap"] or _glued(text, mark, after)):
        return False
    if marks[-1] in "?!":
        return _call_ends(text, before, mark, after, rules)
    if len(marks) > 1 or marks == "…":
        return True
    if _LABEL.fullmatch(text[left : min(mark.end(), left + 20)]):
        return False
    return _stop_ends(text, before, after, rules)


def _word_before(text: str, stop: int, words: SentenceWords) -> str:
    """Return the word before a mark at `stop`, with its inner full stops ("U.S"); empty without one.

    In tokenised text ("Dr .") only abbreviations that cannot end a sentence count.
    """
    near = text[max(0, stop - 16) : stop]
    match = _WORD_BEFORE.search(near.removesuffix(" "))
    word = match[0] if match else ""
    abbreviation = word in words.leads_on or word in words.before_number
    return "" if near.endswith(" ") and not abbreviation else word


def _may_open(text: str, after: re.Match[str]) -> bool:
    """Return whether a sentence can open with the text after a mark: not in lower case, not with a comma."""
    word = after["word"]
    if word:
        return not word[0].islower() or word[1:2].isupper()  # an iPhone may
    if after.end() == after.endpos:  # a dash left over belongs to what it follows
        return False
    return bool(after["open"]) or text[after.end() : after.end() + 1] not in tuple(",;:.!?…)]}%&/=+-")


def _glued(text: str, mark: re.Match[str], after: re.Match[str]) -> bool:
    """Return whether only the space is missing ("ended.The"), as it is not in an address or a file name."""
    token = text[max(0, mark.start() - 40) : mark.start()].split()[-1:]
    word = after["word"] or ""
    return bool(
        token
        and _ENDS_PLAINLY.search(token[0])
        and not _ADDRESS.match(token[0])
        and _CAPITALISED.fullmatch(word)
        and word not in _ENDINGS
        and text[after.end() : after.end() + 1] not in tuple("./@_\\:(")
    )


def _call_ends(text: str, before: str, mark: re.Match[str], after: re.Match[str], rules: _Rules) -> bool:
    """Return whether "?" or "!" ends a sentence, not in a name (Yahoo!), a bracket or before "Smith said"."""
    opens = _opens(after, rules.words)
    if before in rules.words.exclaiming_names:
        return opens
    if text[mark.start() - 1 : mark.start()] in ("(", "["):
        return False
    reporting = mark["shut"] and rules.says.match(text, after.end("open"))
    return not reporting or (opens and after["word"] != "I")


def _stop_ends(text: str, before: str, after: re.Match[str], rules: _Rules) -> bool:
    """Return whether a single full stop after `before` ends a sentence, not only an abbreviation."""
    word, words = after["word"] or "", rules.words
    if before in words.leads_on:
        return False
    if before in words.before_number and word[:1].isdigit():
        return False
    if before.lower() in words.hours:
        return not ("(" in after["open"] or rules.after_hour.match(word))
    if before in words.either or _LETTERS.fullmatch(before):
        if _DASH.search(after["open"]):  # "SAN JOSE, Calif. — A jury"
            return False
        return _opens(after, words) and (len(word) > 1 or text[after.end() : after.end() + 1] != ".")
    return True


def _opens(after: re.Match[str], words: SentenceWords) -> bool:
    """Return whether the next word opens sentences rather than names."""
    return (after["word"] or "").replace("’", "'") in words.openers
