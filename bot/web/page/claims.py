"""A checked claim as the page shows it: the verdict, and the sentences under what they do to the claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.messages import Messages
from bot.messages.keys import MessageKey
from bot.render.claim import cited
from bot.render.text import neutral
from bot.web.page.pieces import Source, sources
from retrieval.claims.factcheck import ClaimCheck, Relation

HEADINGS: Mapping[Relation, MessageKey] = {
    Relation.SUPPORTS: "claim-supports",
    Relation.CONTRADICTS: "claim-contradicts",
    Relation.RELATED: "claim-near",
}


@dataclass(frozen=True, slots=True)
class Bearing:
    """A sentence and its article."""

    sentence: str
    source: Source


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """The verdict as a value and in words, then the sentences under their headings."""

    verdict: str
    words: str
    sections: tuple[tuple[str, tuple[Bearing, ...]], ...]


def claim_page(checked: ClaimCheck, messages: Messages) -> ClaimPage:
    """Return what the page shows of a checked claim."""
    sections: dict[Relation, list[Bearing]] = {}
    for finding, citation in zip(checked.findings, cited(checked), strict=True):
        bearing = Bearing(neutral(citation.evidence.text), sources([citation], messages)[0])
        sections.setdefault(finding.relation, []).append(bearing)
    return ClaimPage(
        checked.verdict.value,
        messages.text("claim-verdict", verdict=checked.verdict.value),
        tuple((messages.text(HEADINGS[relation]), tuple(found)) for relation, found in sections.items()),
    )
