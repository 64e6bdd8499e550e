"""Which sentences of an article report something, and may be cited; the others are kept for search alone.

A weighing of plain clues: how a sentence ends, whether it has a verb, what stands beside it, and the words of
promotions, credits and notices. The weights come from `python -m training.citable`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from retrieval.ingest.cleaning.boilerplate import is_boilerplate
from retrieval.text.injection import is_instruction
from retrieval.text.languages import Language, language
from retrieval.text.languages.language import CitableWords
from retrieval.text.sentences import ENDS, ends_sentence
from retrieval.text.utterance import opens_question
from retrieval.values import Article, Sentence

SAME_WORDS = 0.8
"""Share of its words from which a line repeats the title."""

STATEMENT_WORDS = 20
"""Words from which what ends in a question mark may state something first."""

HEADLINE_WORDS = 20
"""Words from which a line without an end is a sentence that lost it rather than a headline."""

_CELL = r"[^:;.!?\n]{0,40}\d[^:;!?\n]{0,12}"
_ROW = re.compile(rf"[^\W_][^:;\n]{{2,60}}: (?:{_CELL}(?:; {_CELL})+|(?:[^\s:;]+ ){{1,3}}[\d.,]+(?: %)?)")
_ADDRESS = re.compile(r"https?://|www\.|pic\.twitter|@\w{2,}|\w@\w+\.\w")
_LIST_MARK = re.compile(r"\s*(?:[-•▪◦*·►▶■□👉➡️]\s|\d{1,2}[.)]\s)")
_LABEL = re.compile(r"\W*[\w’' -]{2,32}:\s")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_QUOTES = "\"“”‘’'«»„"


def marked(article: Article, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return an article's sentences, each told whether it may be cited."""
    texts = [article.text[s.start : s.end] for s in sentences]
    around = ["", *texts, ""]
    read_in = language(article.language)
    return tuple(
        replace(s, citable=is_citable(text, around[n], around[n + 2], article.title, read_in))
        for n, (s, text) in enumerate(zip(sentences, texts, strict=True))
    )


def is_citable(text: str, before: str, after: str, title: str, read_in: Language) -> bool:
    """Say whether a sentence reports something, seeing its neighbours and the article's title."""
    settled = by_rule(text, read_in)
    if settled is not None:
        return settled
    weights = _weights()
    clues = clues_of(text, before, after, title, read_in)
    return weights["bias"] + sum(weights[name] * value for name, value in clues.items()) <= 0


def by_rule(text: str, read_in: Language) -> bool | None:
    """Return what needs no weighing: False for what a page says beside its article, for orders to a machine
    and for questions; True for a table's row."""
    if is_boilerplate(text, read_in) or is_instruction(text, read_in) or _asks(text, read_in):
        return False
    is_row = _ROW.fullmatch(text) and not any(_furniture(text, read_in.citable).values())
    return True if is_row else None


def clues_of(text: str, before: str, after: str, title: str, read_in: Language) -> Mapping[str, float]:
    """Return what speaks for and against a sentence, by name."""
    words, own = _WORD.findall(text), read_in.citable
    count, ended = len(words), _ends(text)
    verbless = bool(own.verbs) and not _has_verb(words, own)
    capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in words[1:])
    bare, short = verbless or not ended, count <= 12
    near_ends = [not near or _ends(near) for near in (before, after)]
    offers = _furniture(text, own)
    clues = {
        "open": not ended and count < HEADLINE_WORDS,
        "open_long": not ended and count >= HEADLINE_WORDS,
        "open_short": not ended and short,
        "open_named": not ended and count < HEADLINE_WORDS and capitals >= 0.3 * count,
        "words_3": bare and count <= 3,
        "words_5": bare and count <= 5,
        "words_8": bare and count <= 8,
        "words_12": bare and short,
        "one_word": count <= 1,
        "verbless": verbless,
        "verbless_open": verbless and not ended,
        "title_case": count >= 3 and capitals >= 0.6 * (count - 1),
        "list_mark": bool(_LIST_MARK.match(text)),
        "dash": text.startswith(("—", "–")),
        "label": bool(_LABEL.match(text)),
        "address": bool(_ADDRESS.search(text)),
        "quoted": text[:1] in _QUOTES or text[-1:] in _QUOTES,
        **offers,
        **{f"{name}_edge": told and not (before and after and ended) for name, told in offers.items()},
        "is_title": _repeats(words, title),
        "after_open": not near_ends[0],
        "before_open": not near_ends[1],
        "between_open": not any(near_ends),
        "beside_offers": sum(any(_furniture(near, own).values()) for near in (before, after)),
    }
    return {name: float(value) for name, value in clues.items()}


def _ends(text: str) -> bool:
    """Whether it ends as sentences do, in tokenised text too."""
    return text.rstrip("\"”’')]} \n")[-1:] in tuple(ENDS)


@lru_cache(4096)
def _furniture(text: str, own: CitableWords) -> Mapping[str, bool]:
    return {
        "promotion": bool(own.promotion.search(text)),
        "credit": bool(own.credit.search(text)),
        "notice": bool(own.notice.search(text)),
        "teaser": bool(own.teaser.search(text)),
    }


def _asks(text: str, read_in: Language) -> bool:
    """Whether it is a question as a whole; a long statement may end in one."""
    asks = ends_sentence(text, "?？؟")
    return asks and (len(text.split()) < STATEMENT_WORDS or opens_question(text, read_in))


def _has_verb(words: Sequence[str], own: CitableWords) -> bool:
    folded = [word.replace("’", "'").casefold() for word in words]
    return any(
        word in own.verbs or (len(word) > 4 and word.endswith(own.verb_endings)) for word in folded
    ) or any(len(one) > 3 and one[-1] == "s" and two in own.verb_before for one, two in pairwise(folded))


def _repeats(words: Sequence[str], title: str) -> bool:
    said, named = ({word.casefold() for word in each} for each in (words, _WORD.findall(title)))
    return bool(named) and len(said & named) >= SAME_WORDS * len(said | named)


@cache
def _weights() -> Mapping[str, float]:
    data: dict[str, float] = json.loads(Path(__file__).with_name("citable.json").read_text("utf-8"))
    return data
