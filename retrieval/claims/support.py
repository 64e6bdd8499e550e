"""The support of a claim: the fewest sentences that entail it, cited ones first."""

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

SUPPORT = 0.08
"""Least probability of entailment. Of 203 claims by other hands over `seeds/` (`training/sets`) it keeps,
with the checks of facts, roles and hedges, 0.81 of the true ones and stops 0.90 of the false."""
COMMON = 0.25
"""Least share of a claim's words in its sentences and titles. None of our 160 entailed claims has less."""
MOST = 4
"""Sentences that support one claim."""

Lack: TypeAlias = tuple[Evidence, frozenset[str]]
"""A sentence, and the parts of the claim that it lacks."""


def support(claim: Claim, context: Sequence[Evidence], verifier: Verifier) -> tuple[Evidence, ...]:
    """Return the fewest sentences that entail `claim`: cited ones, else any of the context; none if none do.

    Citations count from 1 in the order of `context`.
    """
    cited = tuple(context[number - 1] for number in claim.cites)
    evidence = _fewest(claim.text, cited, verifier, together=len(cited) <= MOST) if cited else ()
    return evidence or (() if set(cited) == set(context) else _fewest(claim.text, context, verifier))


def entails(claim: str, cited: Sequence[Evidence], verifier: Verifier) -> bool:
    """Return whether the sentences entail `claim`, by its facts and by the verifier."""
    return (
        _facts_hold(claim, cited) and verifier.judge([(claim, verifier_input(cited))])[0].entailed >= SUPPORT
    )


def _facts_hold(claim: str, cited: Sequence[Evidence]) -> bool:
    """Return whether the sentences share the claim's words and hold its facts, in their roles, unhedged.

    The verifier cannot judge another language, which shares no words.
    """
    text, read_in = " ".join(e.text for e in cited), language(cited[0].article.language if cited else "")
    claimed = keywords(claim, read_in)
    held = keywords(" ".join((text, *(e.article.title for e in cited))), read_in)
    if len(claimed & held) < COMMON * len(claimed):
        return False
    return not (missing(claim, cited) or swaps(claim, text, read_in) or overstates(claim, text, read_in))


def _fewest(
    claim: str, candidates: Sequence[Evidence], verifier: Verifier, *, together: bool = False
) -> tuple[Evidence, ...]:
    """Return the best single sentence that entails the claim, else several that do.

    Several are all of them, if `together` allows it, or the best one with those that supply what it lacks.
    """
    bearings = verifier.judge([(claim, verifier_input([e])) for e in candidates])
    supports = [bearing.entailed for bearing in bearings]
    scored = sorted(zip(supports, candidates, strict=True), key=lambda pair: -pair[0])
    for probability, one in scored:
        if probability >= SUPPORT and _facts_hold(claim, [one]):
            return (one,)
    if together and len(candidates) > 1 and entails(claim, candidates, verifier):
        return tuple(candidates)
    lacks = [(one, _lacking(claim, one)) for _, one in scored]
    for best in lacks[:MOST]:
        chosen = _joined(claim, best, lacks)
        if len(chosen) > 1 and entails(claim, chosen, verifier):
            return tuple(sorted(chosen, key=candidates.index))
    return ()


def _joined(claim: str, best: Lack, lacks: Sequence[Lack]) -> list[Evidence]:
    """Return `best` with at most `MOST` - 1 others. The one that supplies most comes first."""
    chosen = [best]
    lacking = best[1]
    while lacking and len(chosen) < MOST:
        fitting = [lack for lack in lacks if lack not in chosen and _belongs(claim, lack[0], chosen)]
        most = max(fitting, key=lambda lack: len(lacking - lack[1]), default=best)
        if lacking <= most[1]:
            break
        chosen.append(most)
        lacking &= most[1]
    return [one for one, lack in chosen if _adds(lack, [other for e, other in chosen if e != one])]


def _adds(lacking: frozenset[str], others: Sequence[frozenset[str]]) -> bool:
    """Return whether a sentence holds something that all the others lack."""
    return not others or not frozenset.intersection(*others) <= lacking


def _lacking(claim: str, one: Evidence) -> frozenset[str]:
    """Return the names, numbers, quotations and stems of the claim that a sentence and its title lack."""
    read_in = language(one.article.language)
    known = keywords(f"{one.article.title} {one.article.source} {one.text}", read_in)
    return frozenset(missing(claim, [one])) | keywords(claim, read_in) - known


def _belongs(claim: str, other: Evidence, chosen: Sequence[Lack]) -> bool:
    """Return whether a sentence shares its article, or a word of the claim, with a chosen one.

    Otherwise one sentence would lend the subject, and an unrelated one the verb.
    """
    read_in = language(other.article.language)
    shared = keywords(claim, read_in) & keywords(other.text, read_in)
    return any(
        one.article.id == other.article.id or shared & keywords(one.text, read_in) for one, _ in chosen
    )


def verifier_input(evidence: Sequence[Evidence]) -> str:
    """Return the verifier's input: the sentences under the outlet, day and title of their articles."""
    articles = {e.article.id: e.article for e in evidence}
    return "\n".join(
        f"{_head(article)}\n{' '.join(e.text for e in evidence if e.article.id == article.id)}"
        for article in articles.values()
    )


def _head(article: Article) -> str:
    where = ", ".join(filter(None, (article.source, article.published[:10])))
    return f"{where}: {article.title}" if where else article.title
