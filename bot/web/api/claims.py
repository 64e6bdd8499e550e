"""A checked claim as the object of the contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.render.answer_json import answer_as_dict
from retrieval.claims.factcheck import Finding, Verdict
from retrieval.engine import Engine
from retrieval.values import Answer, Citation

ClaimVerdict = Literal["supported", "contradicted", "silent"]
BEARING: Mapping[Verdict, str] = {"supports": "supports", "contradicts": "contradicts", "near": "related"}


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim, what the articles say to it, and how sure that is."""

    claim: str
    verdict: ClaimVerdict
    confidence: float
    findings: tuple[Finding, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(Citation(n, f.evidence, verified=True) for n, f in enumerate(self.findings, start=1))


def check_claim(engine: Engine, claim: str) -> CheckedClaim:
    """Check a claim; block meanwhile. The first sentence that bears on it decides."""
    findings = engine.check(claim)
    bearing = [finding for finding in findings if finding.verdict != "near"]
    sentences = [finding.evidence.text for finding in (bearing or findings)[:1]]
    support = engine.verifier.support(claim, sentences)[0] if sentences else 0.0
    if not bearing:
        return CheckedClaim(claim, "silent", 1 - support, findings)
    if bearing[0].verdict == "supports":
        return CheckedClaim(claim, "supported", support, findings)
    return CheckedClaim(claim, "contradicted", 1 - support, findings)


def checked_as_dict(checked: CheckedClaim) -> dict[str, Any]:
    """Return the object of the contract."""
    return {
        "claim": checked.claim,
        "verdict": checked.verdict,
        "confidence": round(checked.confidence, 4),
        "citations": _citations(checked.citations, checked.findings),
    }


def _citations(citations: Sequence[Citation], findings: Sequence[Finding]) -> list[dict[str, Any]]:
    written = answer_as_dict(Answer("", (), 0.0, citations=tuple(citations)))["citations"]
    return [
        {**citation, "bearing": BEARING[finding.verdict]}
        for citation, finding in zip(written, findings, strict=True)
    ]
