"""Paraphrase by rule: plain English words for their like, and clauses that change places."""

from __future__ import annotations

import random
import re

LEAST = 2
"""Rules that must have applied: fewer is a slip of the pen."""

LIKE = {
    "said": "stated", "told": "informed", "announced": "made known", "about": "roughly",
    "nearly": "almost", "around": "roughly", "began": "started", "started": "began",
    "ended": "came to an end", "bought": "purchased", "killed": "left dead",
    "died": "lost their lives", "wounded": "injured", "injured": "hurt", "big": "large",
    "large": "big", "huge": "enormous", "small": "little", "however": "still", "because": "since",
    "although": "even though", "while": "whereas", "percent": "per cent", "also": "as well",
    "many": "numerous", "several": "a number of", "including": "among them",
    "officials": "authorities", "children": "youngsters", "police": "officers", "show": "demonstrate",
    "showed": "demonstrated", "found": "discovered", "help": "assist", "helped": "assisted",
    "called": "named", "asked": "requested", "must": "has to", "may": "might",
    "according to": "as reported by", "will": "is going to", "would": "was going to",
    "but": "yet", "get": "obtain", "got": "obtained", "made": "produced", "make": "produce",
    "home": "house", "people": "persons", "country": "nation", "last year": "a year ago",
    "before": "ahead of", "until": "up to", "near": "close to", "only": "merely",
    "very": "extremely", "good": "fine", "bad": "poor", "new": "fresh", "work": "labour",
    "works": "labours", "plan": "scheme", "plans": "schemes", "attack": "assault", "war": "conflict",
    "city": "town", "car": "vehicle", "doctor": "physician", "job": "post", "money": "funds",
    "think": "believe", "thought": "believed", "want": "wish", "wanted": "wished", "need": "require",
    "needs": "requires", "used": "employed", "left": "departed", "came": "arrived", "went": "travelled",
    "every": "each",
}  # fmt: skip
_KNOWN = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, LIKE), key=len, reverse=True))})\b")
_OPENING = re.compile(
    r"(?P<first>(?:In|On|After|Before|At|Since|During|For|By)\b[^,“”\"]{4,60}), (?P<rest>[^“”\"]+)\."
)


def paraphrase(text: str, chance: random.Random) -> str | None:
    """Return the sentence in other words, with its names and numbers; None if too few rules apply."""
    moved, turned = _turn(text), 0
    if moved != text:
        turned = 1
    reworded, count = _KNOWN.subn(lambda m: LIKE[m[0]], moved)
    return reworded if count + turned >= LEAST else None


def _turn(text: str) -> str:
    """Move an opening phrase to the end: "On Monday, the mayor spoke." to "The mayor spoke on Monday."."""
    match = _OPENING.fullmatch(text)
    if not match:
        return text
    first, rest = match["first"], match["rest"]
    return f"{rest[:1].upper()}{rest[1:]} {first[:1].lower()}{first[1:]}."
