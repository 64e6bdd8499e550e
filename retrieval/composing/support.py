"""Finds what a claim rests on: as few sentences as bear it, of those it cites, else of all shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from retrieval.composing.drafting import Claim
from retrieval.composing.facts import contradicts, missing
from retrieval.composing.grave import adds_grave, lends_speech
from retrieval.composing.hedges import overstates
from retrieval.composing.opposites import turned_round
from retrieval.composing.roles import swaps
from retrieval.keywords import keywords
from retrieval.models import Reranker
from retrieval.types import Evidence

SUPPORT = 3.5
"""Logit of the carried cross-encoder from which it finds a claim supported."""
NEW = 1 / 3
"""Share of a claim's words that its sentences and their titles may lack. Both figures are fitted to
training/sets/claims.jsonl, `python -m training.claims`: with them every claim there that follows is kept."""
MOST = 3
"""Sentences that one claim may rest on."""

COMPARING = keywords(
    "report reports reported article account source figure number say says said tell speak spoke give given"
    " put differ early earlier later first second one two another other according while"
)
"""Words by which reports are set side by side: they say nothing of the event."""

Lack: TypeAlias = tuple[Evidence, frozenset[str]]
"""A sentence, and what of the claim it does not hold."""


def support(claim: Claim, shown: Sequence[Evidence], reranker: Reranker) -> tuple[Evidence, ...]:
    """The sentences that bear `claim`: of those it cites, else of all shown; none where it stands on nothing.

    What it cites is numbered from 1 in the order of `shown`.
    """
    cited = tuple(shown[number - 1] for number in claim.cites)
    found = _fewest(claim.text, cited, reranker) if cited else ()
    return found or (() if set(cited) == set(shown) else _fewest(claim.text, shown, reranker))


def bears(claim: str, cited: Sequence[Evidence], reranker: Reranker) -> bool:
    """Whether the sentences say what `claim` says, as far as its words and the cross-encoder can tell."""
    return _says(claim, cited) and _logits(claim, [cited], reranker)[0] >= SUPPORT


def _fewest(claim: str, offered: Sequence[Evidence], reranker: Reranker) -> tuple[Evidence, ...]:
    """The best single sentence that bears the claim, else the best with those that supply what it lacks."""
    logits = _logits(claim, [[e] for e in offered], reranker)
    scored = sorted(zip(logits, offered, strict=True), key=lambda pair: -pair[0])
    for logit, one in scored:
        if logit >= SUPPORT and _says(claim, [one]):
            return (one,)
    lacks = [(one, _lacking(claim, one)) for _, one in scored]
    for best in lacks[:MOST]:
        chosen = _joined(claim, best, lacks)
        if len(chosen) > 1 and bears(claim, chosen, reranker):
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
    known = keywords(f"{one.article.title} {one.article.source} {one.text}")
    return frozenset(missing(claim, [one])) | keywords(claim) - COMPARING - known


def _belongs(claim: str, other: Evidence, chosen: Sequence[Lack]) -> bool:
    """Whether a sentence is of the same article, or shares a word of the claim with what the other one says.

    Else one would lend the subject and the other what it did.
    """
    said = keywords(claim) & keywords(other.text)
    return any(one.article.id == other.article.id or said & keywords(one.text) for one, _ in chosen)


def _says(claim: str, cited: Sequence[Evidence]) -> bool:
    """Whether the words alone leave it possible that the sentences say what `claim` says."""
    text = " ".join(e.text for e in cited)
    if missing(claim, cited) or contradicts(claim, cited):
        return False
    if turned_round(claim, text) or overstates(claim, text) or swaps(claim, text):
        return False
    known = " ".join((text, *(f"{e.article.title} {e.article.source}" for e in cited)))
    if adds_grave(claim, known) or lends_speech(claim, known):
        return False
    said = keywords(claim) - COMPARING
    return len(said - keywords(known)) <= NEW * len(said)


def told(evidence: Sequence[Evidence]) -> str:
    """The sentences as the verifier reads them, under the outlet, day and title of their articles."""
    articles = {e.article.id: e.article for e in evidence}
    return "\n".join(
        f"{', '.join(filter(None, (article.source, article.published[:10])))}: {article.title}\n"
        + " ".join(e.text for e in evidence if e.article.id == article.id)
        for article in articles.values()
    )


def _logits(claim: str, groups: Sequence[Sequence[Evidence]], reranker: Reranker) -> list[float]:
    """With the outlets' names, since claims that set reports side by side have them."""
    return reranker.score(claim, [" ".join(map(_told, group)) for group in groups])


def _told(evidence: Evidence) -> str:
    source = evidence.article.source
    return f"{source}: {evidence.text}" if source else evidence.text
