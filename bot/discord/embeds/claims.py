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
from retrieval.claims.factcheck import Finding, Verdict
from retrieval.values import Citation

HEADINGS: Mapping[Verdict, MessageKey] = {
    "supports": "claim-supports",
    "contradicts": "claim-contradicts",
    "near": "claim-near",
}
DECIDING: Mapping[Verdict, MessageKey] = {"supports": "claim-true", "contradicts": "claim-false"}
SECTIONS = tuple(HEADINGS)
CONTRADICTED = Colour(0xC0392B)
MIXED = COLOURS["fair"]
SUPPORTED = COLOURS["high"]
LONGEST_CLAIM = 500


def claim_embed(claim: str, findings: Sequence[Finding], renderer: Renderer) -> Embed:
    """Return the claim, then the sentences that support it, contradict it, or are near it."""
    ordered = sorted(findings, key=lambda finding: SECTIONS.index(finding.verdict))
    numbered = [(f, _cited(n, f)) for n, f in enumerate(ordered, start=1)]
    parts = [f"*{fitted(claim, LONGEST_CLAIM)}*"]
    if findings:
        parts.append(f"**{_verdict_text(numbered, renderer)}**")
    room = (DESCRIPTION - LONGEST_CLAIM - 300) // len(SECTIONS)
    for verdict in SECTIONS:
        citations = [citation for finding, citation in numbered if finding.verdict == verdict]
        if citations:
            heading = renderer.text(HEADINGS[verdict])
            parts.append(f"**{heading}**\n{quotes(citations, renderer, room=room, most=350)}")
    parts.append(f"-# {renderer.text('claim-how')}" if findings else renderer.text("claim-none"))
    return Embed(title=renderer.text("claim-title"), description="\n\n".join(parts), colour=_colour(findings))


def _verdict_text(numbered: Sequence[tuple[Finding, Citation]], renderer: Renderer) -> str:
    """Return the verdict with the number of the sentence that bears it."""
    verdicts = {finding.verdict for finding, _ in numbered}
    if {"supports", "contradicts"} <= verdicts:
        return renderer.text("claim-mixed")
    for verdict, key in DECIDING.items():
        for finding, citation in numbered:
            if finding.verdict == verdict:
                return renderer.text(key, marker=citation.marker)
    return renderer.text("claim-open")


def _cited(number: int, finding: Finding) -> Citation:
    """Return the sentence of a finding as a citation without a highlighted span."""
    return Citation(number, replace(finding.evidence, span=None), verified=True)


def _colour(findings: Sequence[Finding]) -> Colour:
    verdicts = {finding.verdict for finding in findings}
    if {"supports", "contradicts"} <= verdicts:
        return MIXED
    if "supports" in verdicts:
        return SUPPORTED
    return CONTRADICTED if "contradicts" in verdicts else REFUSED
