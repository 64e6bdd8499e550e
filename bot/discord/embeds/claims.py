"""The evidence for and against a claim, as an embed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from discord import Colour, Embed

from bot.discord.embeds.answers import COLOURS, REFUSED
from bot.discord.embeds.quotes import quotes
from bot.discord.embeds.text import DESCRIPTION, fitted
from bot.discord.renderer import Renderer
from bot.messages.keys import MessageKey
from retrieval.claims.factcheck import ClaimCheck, ClaimVerdict, Finding, Relation
from retrieval.values import Citation

HEADINGS: Mapping[Relation, MessageKey] = {
    Relation.SUPPORTS: "claim-supports",
    Relation.CONTRADICTS: "claim-contradicts",
    Relation.RELATED: "claim-near",
}
VERDICTS: Mapping[ClaimVerdict, Colour] = {
    ClaimVerdict.SUPPORTED: COLOURS["high"],
    ClaimVerdict.CONTRADICTED: Colour(0xC0392B),
    ClaimVerdict.SILENT: REFUSED,
}
MIXED = COLOURS["fair"]
LONGEST_CLAIM = 500


def claim_embed(check: ClaimCheck, renderer: Renderer) -> Embed:
    """Return the claim, then the sentences that support it, contradict it, or are related to it."""
    numbered = [(f, _cited(n, f)) for n, f in enumerate(check.findings, start=1)]
    parts = [f"*{fitted(check.claim, LONGEST_CLAIM)}*"]
    if check.findings:
        parts.append(f"**{_verdict_text(check, numbered, renderer)}**")
    room = (DESCRIPTION - LONGEST_CLAIM - 300) // len(HEADINGS)
    for relation in dict.fromkeys(f.relation for f in check.findings):
        citations = [citation for finding, citation in numbered if finding.relation is relation]
        if citations:
            heading = renderer.text(HEADINGS[relation])
            parts.append(f"**{heading}**\n{quotes(citations, renderer, room=room, most=350)}")
    parts.append(f"-# {renderer.text('claim-how')}" if check.findings else renderer.text("claim-none"))
    return Embed(title=renderer.text("claim-title"), description="\n\n".join(parts), colour=_colour(check))


def _verdict_text(check: ClaimCheck, numbered: Sequence[tuple[Finding, Citation]], renderer: Renderer) -> str:
    """Return the verdict with the number of the sentence that bears it."""
    relations = {finding.relation for finding in check.findings}
    if {Relation.SUPPORTS, Relation.CONTRADICTS} <= relations:
        return renderer.text("claim-mixed")
    if check.verdict is ClaimVerdict.SILENT:
        return renderer.text("claim-open")
    key: MessageKey = "claim-true" if check.verdict is ClaimVerdict.SUPPORTED else "claim-false"
    return renderer.text(key, marker=numbered[0][1].marker)


def _cited(number: int, finding: Finding) -> Citation:
    """Return the sentence of a finding as a citation without a highlighted span."""
    return Citation(number, replace(finding.evidence, span=None), verified=True)


def _colour(check: ClaimCheck) -> Colour:
    """Return grey where the articles are silent; red only where a sentence contradicts and none supports."""
    relations = {finding.relation for finding in check.findings}
    return MIXED if {Relation.SUPPORTS, Relation.CONTRADICTS} <= relations else VERDICTS[check.verdict]
