"""Finds what a claim rests on: as few sentences as bear it, of those it cites, else of all shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from retrieval.claims.claim_stream import Claim
from retrieval.claims.facts import missing
from retrieval.claims.hedges import overstates
from retrieval.claims.roles import swaps
from retrieval.models.protocols import Verifier
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.values import Article, Evidence

SUPPORT = 0.3
"""Probability from which the verifier is believed: on its held-out claims it then keeps 0.84 of what follows
and stops 0.94 of the rest (`make verifier`)."""
COMMON = 0.25
"""Share of a claim's words that must stand in its sentences and titles; none of 160 claims of ours that
follow has fewer."""
MOST = 4
"""Sentences that one claim may rest on."""

Lack: TypeAlias = tuple[Evidence, frozenset[str]]
"""A sentence, and what of the claim it does not hold."""


def support(claim: Claim, shown: Sequence[Evidence], verifier: Verifier) -> tuple[Evidence, ...]:
    """The sentences that bear `claim`: of those it cites, else of all shown; none where it stands on nothing.

    What it cites is numbered from 1 in the order of `shown`.
    """
    cited = tuple(shown[number - 1] for number in claim.cites)
    found = _fewest(claim.text, cited, verifier, together=len(cited) <= MOST) if cited else ()
    return found or (() if set(cited) == set(shown) else _fewest(claim.text, shown, verifier))


def bears(claim: str, cited: Sequence[Evidence], verifier: Verifier) -> bool:
    """Whether the sentences say what `claim` says, as far as its facts and the verifier can tell."""
    return _allow(claim, cited) and verifier.support(claim, [verifier_input(cited)])[0] >= SUPPORT


def _allow(claim: str, cited: Sequence[Evidence]) -> bool:
    """Whether the sentences have the claim's names, numbers and quotations, in their roles, and as facts, and
    some of its words: what is written in another language or is no language the verifier cannot judge."""
    text, read_in = " ".join(e.text for e in cited), language(cited[0].article.language if cited else "")
    claimed = keywords(claim, read_in)
    held = keywords(" ".join((text, *(e.article.title for e in cited))), read_in)
    if len(claimed & held) < COMMON * len(claimed):
        return False
    return not (missing(claim, cited) or swaps(claim, text, read_in) or overstates(claim, text, read_in))


def _fewest(
    claim: str, offered: Sequence[Evidence], verifier: Verifier, *, together: bool = False
) -> tuple[Evidence, ...]:
    """The best single sentence that bears the claim, else all where they may be taken `together`, else the
    best with those that supply what it lacks."""
    supports = verifier.support(claim, [verifier_input([e]) for e in offered])
    scored = sorted(zip(supports, offered, strict=True), key=lambda pair: -pair[0])
    for probability, one in scored:
        if probability >= SUPPORT and _allow(claim, [one]):
            return (one,)
    if together and len(offered) > 1 and bears(claim, offered, verifier):
        return tuple(offered)
    lacks = [(one, _lacking(claim, one)) for _, one in scored]
    for best in lacks[:MOST]:
        chosen = _joined(claim, best, lacks)
        if len(chosen) > 1 and bears(claim, chosen, verifier):
            return tuple(sorted(chosen, key=offered.index))
    return ()


def _joined(claim: str, best: Lack, lacks: Sequence[Lack]) -> list[Evidence]:
    """`best` with at most `MOST` - 1 others, the one that supplies most of what is lacking first."""
    chosen = [best]
    lacking = best[1]
    while lacking and len(chosen) < MOST:
        fitting = [lack for lack in lacks if lack not in chosen and _belongs(claim, lack[0], chosen)]
        most = max(fitting, key=lambda lack: len(lacking - lack[1]), default=best)
        if lacking <= most[1]:
            break
        chosen.append(most)
        lacking &= most[1]
    return [one for one, has_not in chosen if _adds(has_not, [other for e, other in chosen if e != one])]


def _adds(lacking: frozenset[str], others: Sequence[frozenset[str]]) -> bool:
    """Whether a sentence holds something that all the others lack."""
    return not others or not frozenset.intersection(*others) <= lacking


def _lacking(claim: str, one: Evidence) -> frozenset[str]:
    """Names, numbers, quotations and stems of the claim that a sentence and its title do not hold."""
    read_in = language(one.article.language)
    known = keywords(f"{one.article.title} {one.article.source} {one.text}", read_in)
    return frozenset(missing(claim, [one])) | keywords(claim, read_in) - known


def _belongs(claim: str, other: Evidence, chosen: Sequence[Lack]) -> bool:
    """Whether a sentence is of the same article, or shares a word of the claim with what the other one says.

    Else one would lend the subject and the other what it did.
    """
    read_in = language(other.article.language)
    shared = keywords(claim, read_in) & keywords(other.text, read_in)
    return any(
        one.article.id == other.article.id or shared & keywords(one.text, read_in) for one, _ in chosen
    )


def verifier_input(evidence: Sequence[Evidence]) -> str:
    """The sentences as the verifier reads them, under the outlet, day and title of their articles."""
    articles = {e.article.id: e.article for e in evidence}
    return "\n".join(
        f"{_head(article)}\n{' '.join(e.text for e in evidence if e.article.id == article.id)}"
        for article in articles.values()
    )


def _head(article: Article) -> str:
    where = ", ".join(filter(None, (article.source, article.published[:10])))
    return f"{where}: {article.title}" if where else article.title
