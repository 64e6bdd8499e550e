"""Words that turn a report round: what a cross-encoder, which looks for relevance, does not mind.

A short list of what news is about, and no more than that: a claim that turns a sentence round in other words
is not noticed.
"""

from __future__ import annotations

from retrieval.quotes.words import read


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPPOSITES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (_words(one), _words(other))
    for one, other in (
        (
            "raise raised raises rise rose risen rises increase increased increases up grow grew growing",
            "cut cuts lower lowered fall fell fallen falls decrease decreased down dropped shrink losing",
        ),
        ("uphold upheld confirm confirmed", "overturn overturned quash quashed annul annulled"),
        ("accept accepted agree agreed approve approved", "reject rejected refuse refused declined"),
        ("win won wins beat", "lose lost loses"),
        ("recover recovered survive survived", "die died dies killed dead"),
        ("guilty convicted", "innocent acquitted cleared"),
        ("open opened opens reopened", "close closed closes shut"),
        ("begin began begun start started", "end ended stop stopped"),
        ("offer offered offers", "withdrew refused"),
    )
)
"""Pairs of words for one thing and for its opposite."""


def turned_round(claim: str, text: str) -> bool:
    """Whether `claim` has one side of a pair and `text` only the other."""
    said, told = set(read(claim).folded), set(read(text).folded)
    return any(
        said & one and not said & other and told & other and not told & one
        for pair in OPPOSITES
        for one, other in (pair, pair[::-1])
    )
