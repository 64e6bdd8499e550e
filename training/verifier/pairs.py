"""Claims with the sentences they cite, and whether these bear them out."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from retrieval.claims.support import verifier_input
from retrieval.values import Article, Evidence, Sentence

HELD_OUT = 10
"""One article in so many is kept for measuring."""


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """A claim, the text it is held against, and whether it follows."""

    claim: str
    text: str
    follows: bool
    held_out: bool


def load_pairs(articles: Path, claims: Path) -> list[ClaimPair]:
    """The pairs of a file of claims over a file of articles, and for each claim that follows one with other
    sentences of its article, which do not bear it out."""
    articles_by_id = {a["id"]: a for a in map(json.loads, articles.read_text(encoding="utf-8").splitlines())}
    entries: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in claims.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        entries[entry["article_id"]].append(entry)
    return [pair for key, told_of in entries.items() for pair in _pairs(articles_by_id[key], told_of)]


def _pairs(stored: dict[str, Any], entries: Sequence[dict[str, Any]]) -> Iterator[ClaimPair]:
    article = Article(**{name: stored[name] for name in ("id", "title", "text", "source", "published")})
    held_out = crc32(article.id.encode()) % HELD_OUT == 0
    rng = random.Random(article.id)
    for entry in entries:
        text = _text(article, entry["sentences"])
        for claim in entry["does_not"]:
            yield ClaimPair(claim, text, False, held_out)
        elsewhere = [e for e in entries if not set(e["sentences"]) & set(entry["sentences"])]
        for claim in entry["follows"]:
            yield ClaimPair(claim, text, True, held_out)
            if elsewhere:
                yield ClaimPair(claim, _text(article, rng.choice(elsewhere)["sentences"]), False, held_out)


def _text(article: Article, sentences: Sequence[str]) -> str:
    places = [(article.text.index(s), len(s)) for s in sentences]
    return verifier_input([Evidence(article, Sentence(at, at + size), 0.0) for at, size in sorted(places)])
