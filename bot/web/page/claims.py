"""A checked claim as the page shows it: the sentences for it, against it and near it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.messages import Messages
from bot.messages.keys import MessageKey
from bot.render.text import neutral
from bot.web.api.claims import CheckedClaim
from bot.web.page.pieces import Source, sources
from retrieval.claims.factcheck import Verdict

HEADINGS: Mapping[Verdict, MessageKey] = {
    "supports": "claim-supports",
    "contradicts": "claim-contradicts",
    "near": "claim-near",
}


@dataclass(frozen=True, slots=True)
class Bearing:
    """A sentence and its article."""

    sentence: str
    source: Source


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """The sentences by what they do to the claim, under a heading each."""

    verdict: str
    sections: tuple[tuple[str, tuple[Bearing, ...]], ...]


def claim_page(checked: CheckedClaim, messages: Messages) -> ClaimPage:
    """Return what the page shows of a checked claim."""
    sections = []
    for verdict, key in HEADINGS.items():
        bearings = tuple(
            Bearing(neutral(citation.evidence.text), sources([citation], messages)[0])
            for citation, finding in zip(checked.citations, checked.findings, strict=True)
            if finding.verdict == verdict
        )
        if bearings:
            sections.append((messages.text(key), bearings))
    return ClaimPage(checked.verdict, tuple(sections))
